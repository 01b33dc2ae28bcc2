import {
  ApiError,
  type KubernetesObject,
} from '../../kubernetes/KubernetesApi';
import { conditionOf, isTrue, withoutCondition } from '../conditions';
import type { KubevirtContext } from '../KubevirtContext';
import { claimNameOf } from '../machines/dataVolumeTemplates';
import { isFinal } from '../machines/GuestState';
import { controllerOf, keyOf, partsOf } from '../objectKeys';
import { ReconcileQueue } from '../ReconcileQueue';
import { CLAIMS, NODES, PODS, VIRTUAL_MACHINE_INSTANCES } from '../resources';
import { StepTimers } from '../StepTimers';
import type {
  Claim,
  GuestPhase,
  VirtualMachineInstance,
  VirtualMachineInstanceStatus,
  Volume,
} from '../types';
import type { AddressPool } from './AddressPool';
import { GUEST_SECONDS } from './guestSeconds';
import {
  DATA_VOLUMES_READY,
  guestInterfaces,
  guestVolumes,
  holding,
  inPhase,
  migratability,
  missingClaim,
  refusedPod,
  unready,
  unschedulable,
  withAgent,
  withStatusCondition,
} from './guestStatus';
import { guestSystemOf } from './guestSystems';
import { imageOf } from './imageOf';
import { LauncherPods } from './LauncherPods';
import type { NodePlacement } from './NodePlacement';
import { writeGuest } from './writeGuest';

/** Annotation of a guest that bends its life: `never`, `fail` or `crash`. */
const BOOT = 'lab.naru.io/boot';
/** `never`: the guest does not listen to the power button and is killed after its grace period. */
const SHUTDOWN = 'lab.naru.io/shutdown';
/** `never`: no agent runs in the guest. */
const AGENT = 'lab.naru.io/agent';

/**
 * Plays what happens to a guest between virt-controller, scheduler, kubelet and virt-handler: it gets a pod, a node and an
 * address, boots, reports through its agent, and ends.
 */
export class GuestController {
  readonly #context: KubevirtContext;
  readonly #queue: ReconcileQueue;
  readonly #timers: StepTimers;
  readonly #pods: LauncherPods;
  readonly #placement: NodePlacement;
  readonly #addresses: AddressPool;
  /** Guests that wait for a node or a claim. */
  readonly #stuck = new Set<string>();

  constructor(
    context: KubevirtContext,
    parts: { placement: NodePlacement; addresses: AddressPool },
  ) {
    this.#context = context;
    this.#placement = parts.placement;
    this.#addresses = parts.addresses;
    this.#timers = new StepTimers(context.clock);
    this.#pods = new LauncherPods(context);
    this.#queue = new ReconcileQueue({
      clock: context.clock,
      reconcile: key => this.#reconcile(key),
    });
  }

  /** Begins with all guests that exist, wherever they stand. */
  start(): () => void {
    const { api } = this.#context;
    const stops = [
      api.watch(NODES, ({ type, object }) => {
        const gone = type === 'DELETED';
        this.#placement.setNode(
          object.metadata.name,
          gone ? undefined : object,
        );
        this.#wakeStuck();
      }),
      api.watch(CLAIMS, ({ type }) => {
        if (type !== 'DELETED') this.#wakeStuck();
      }),
      api.watch(PODS, ({ type, object }) => this.#onPod(type, object)),
      api.watch(VIRTUAL_MACHINE_INSTANCES, ({ type, object }) =>
        this.#onGuest(type, object as VirtualMachineInstance),
      ),
    ];
    return () => {
      stops.forEach(stop => stop());
      this.#queue.stop();
      this.#timers.stop();
    };
  }

  #wakeStuck(): void {
    for (const key of this.#stuck) this.#queue.add(key);
  }

  #onPod(type: string, pod: KubernetesObject): void {
    const owner = controllerOf(pod, 'VirtualMachineInstance');
    if (!owner) return;
    this.#pods.see(type, owner.uid, pod);
    this.#queue.add(`${pod.metadata.namespace}/${owner.name}`);
  }

  #onGuest(type: string, guest: VirtualMachineInstance): void {
    const key = keyOf(guest);
    const { uid = '' } = guest.metadata;
    const { phase, nodeName, interfaces } = guest.status ?? {};
    if (type === 'DELETED') {
      this.#timers.clear(key);
      this.#queue.forget(key);
      this.#stuck.delete(key);
      this.#placement.seat(uid, undefined, guest.spec);
      this.#addresses.release(uid);
      this.#pods.forget(uid);
      // A guest of the same name may be there already.
      this.#queue.add(key);
      return;
    }
    const seat = isFinal(phase) ? undefined : nodeName;
    this.#placement.seat(uid, seat, guest.spec);
    const address = interfaces?.[0]?.ipAddress;
    if (address) this.#addresses.claim(uid, address);
    this.#queue.add(key);
  }

  #reconcile(key: string): void {
    const { namespace, name } = partsOf(key);
    const found = this.#context.api.find(
      VIRTUAL_MACHINE_INSTANCES,
      namespace,
      name,
    );
    if (!found) return;
    const guest = found as VirtualMachineInstance;
    this.#stuck.delete(key);
    if (guest.metadata.deletionTimestamp) {
      this.#end(key, guest);
      return;
    }
    switch (guest.status?.phase) {
      case 'Scheduling':
        this.#schedule(key, guest);
        break;
      case 'Scheduled':
        this.#boot(key, guest);
        break;
      case 'Running':
        this.#live(key, guest);
        break;
      case 'Succeeded':
      case 'Failed':
        this.#rest(guest);
        break;
      default:
        this.#prepare(key, guest);
    }
  }

  // Takes the next step after a while, with the guest as it is then.
  #later(
    key: string,
    guest: VirtualMachineInstance,
    step: string,
    seconds: number,
    change: (guest: VirtualMachineInstance) => void,
  ): void {
    const { uid } = guest.metadata;
    this.#timers.after(key, `${uid} ${step}`, seconds, () => {
      const { namespace, name } = partsOf(key);
      const found = this.#context.api.find(
        VIRTUAL_MACHINE_INSTANCES,
        namespace,
        name,
      );
      if (found?.metadata.uid === uid) change(found as VirtualMachineInstance);
    });
  }

  #claimOf(guest: VirtualMachineInstance, volume: Volume): Claim | undefined {
    const name = claimNameOf(volume);
    if (!name) return undefined;
    const { namespace } = guest.metadata;
    return this.#context.api.find(CLAIMS, namespace, name) as Claim | undefined;
  }

  #prepare(key: string, guest: VirtualMachineInstance): void {
    const { api, clock, events } = this.#context;
    const { namespace } = guest.metadata;
    const status = guest.status ?? {};
    const missing = (guest.spec.volumes ?? []).find(
      volume => claimNameOf(volume) && !this.#claimOf(guest, volume),
    );
    if (missing) {
      this.#stuck.add(key);
      if (conditionOf(status.conditions, 'Synchronized')) return;
      const conditions = missingClaim(
        clock,
        `${namespace}/${claimNameOf(missing)}`,
      );
      events.normal(guest, 'FailedPvcNotFound', conditions[1].message ?? '');
      writeGuest(api, guest, { ...status, conditions });
      return;
    }
    this.#later(key, guest, 'pod', GUEST_SECONDS.pod, present => {
      this.#createPod(present);
    });
  }

  #createPod(guest: VirtualMachineInstance): void {
    const { api, clock } = this.#context;
    const pod = this.#tryPod(guest);
    if (!pod) return;
    const fromDataVolumes = guest.spec.volumes?.some(item => item.dataVolume);
    const status = guest.status ?? {};
    writeGuest(api, guest, {
      ...inPhase(status, 'Scheduling', clock),
      activePods: { [pod.metadata.uid ?? '']: '' },
      launcherContainerImageVersion: 'virt-launcher',
      qosClass: 'Burstable',
      conditions: [
        unready(clock, 'GuestNotRunning'),
        ...(fromDataVolumes ? [DATA_VOLUMES_READY] : []),
      ],
    });
  }

  /** The guest's new pod; when it is refused, the guest says why and it is tried again later. */
  #tryPod(guest: VirtualMachineInstance): KubernetesObject | undefined {
    const { api, clock, events } = this.#context;
    try {
      return this.#pods.create(guest);
    } catch (error) {
      if (!(error instanceof ApiError) || error.code !== 403) throw error;
      const present = conditionOf(guest.status?.conditions, 'Synchronized');
      if (present?.reason !== 'FailedCreate') {
        const message = `Error creating pod: ${error.message}`;
        events.warning(guest, 'FailedCreate', message);
        const conditions = refusedPod(clock, error.message);
        writeGuest(api, guest, { ...guest.status, conditions });
      }
      this.#queue.retry(keyOf(guest));
      return undefined;
    }
  }

  #schedule(key: string, guest: VirtualMachineInstance): void {
    const { api, events } = this.#context;
    const status = guest.status ?? {};
    const pod = this.#pods.of(guest);
    if (!pod) {
      this.#fail(guest);
      return;
    }
    const placed = this.#placement.place(guest.spec);
    if ('message' in placed) {
      this.#stuck.add(key);
      const condition = conditionOf(status.conditions, 'PodScheduled');
      if (condition?.message === placed.message) return;
      events.warning(
        pod,
        'FailedScheduling',
        placed.message,
        'default-scheduler',
      );
      this.#pods.unschedulable(pod, placed.message);
      writeGuest(
        api,
        guest,
        withStatusCondition(status, unschedulable(placed.message)),
      );
      return;
    }
    this.#later(key, guest, 'node', GUEST_SECONDS.node, present =>
      this.#settle(present),
    );
  }

  #settle(guest: VirtualMachineInstance): void {
    const { api, clock } = this.#context;
    const { uid = '' } = guest.metadata;
    const placed = this.#placement.place(guest.spec);
    const pod = this.#pods.of(guest);
    if ('message' in placed || !pod) {
      this.#queue.add(keyOf(guest));
      return;
    }
    const address = this.#addresses.assign(uid);
    this.#pods.run(pod, placed.node, address);
    const status = guest.status ?? {};
    writeGuest(
      api,
      guest,
      {
        ...inPhase(status, 'Scheduled', clock),
        nodeName: placed.node,
        activePods: { [pod.metadata.uid ?? '']: placed.node },
        conditions: withoutCondition(status.conditions, 'PodScheduled'),
        interfaces: guest.spec.networks?.slice(0, 1).map(({ name }) => ({
          name,
          podInterfaceName: 'eth0',
        })),
        migrationTransport: 'Unix',
        volumeStatus: guestVolumes(guest.spec.volumes ?? [], volume =>
          this.#claimOf(guest, volume),
        ),
      },
      { 'kubevirt.io/nodeName': placed.node },
    );
  }

  #boot(key: string, guest: VirtualMachineInstance): void {
    const wish = guest.metadata.annotations?.[BOOT];
    if (wish === 'never') return;
    this.#later(key, guest, 'boot', GUEST_SECONDS.boot, present => {
      if (wish === 'fail') this.#fail(present);
      else this.#run(present);
    });
  }

  #run(guest: VirtualMachineInstance): void {
    const { api, clock } = this.#context;
    const { uid = '' } = guest.metadata;
    const addresses = (guest.spec.networks ?? []).map(({ name }, index) =>
      this.#addresses.assign(index === 0 ? uid : `${uid}/${name}`),
    );
    const claims = (guest.spec.volumes ?? [])
      .map(volume => this.#claimOf(guest, volume))
      .filter(claim => claim !== undefined);
    let status = inPhase(guest.status ?? {}, 'Running', clock);
    status = withStatusCondition(status, migratability(clock, claims));
    if (guest.spec.startStrategy === 'Paused') {
      status = withStatusCondition(status, {
        ...holding(clock, 'Paused'),
        reason: 'PausedByUser',
        message: 'VMI was paused by user',
      });
    }
    writeGuest(api, guest, {
      ...status,
      interfaces: guestInterfaces(guest, addresses, 'domain'),
      migrationMethod: 'LiveMigration',
      selinuxContext: 'none',
    });
    this.#context.events.normal(
      guest,
      'Started',
      'VirtualMachineInstance started.',
      'virt-handler',
    );
  }

  // A running guest becomes ready, then its agent reports, then it may crash.
  #live(key: string, guest: VirtualMachineInstance): void {
    const { api, clock } = this.#context;
    const { conditions } = guest.status ?? {};
    const { annotations } = guest.metadata;
    if (this.#pods.isGone(guest)) {
      this.#fail(guest);
    } else if (!isTrue(conditions, 'Ready')) {
      this.#later(key, guest, 'ready', GUEST_SECONDS.ready, present => {
        const status = present.status ?? {};
        writeGuest(
          api,
          present,
          withStatusCondition(status, holding(clock, 'Ready')),
        );
      });
    } else if (annotations?.[BOOT] === 'crash') {
      this.#later(key, guest, 'crash', GUEST_SECONDS.crash, present =>
        this.#fail(present),
      );
    } else if (
      !isTrue(conditions, 'AgentConnected') &&
      annotations?.[AGENT] !== 'never'
    ) {
      this.#later(key, guest, 'agent', GUEST_SECONDS.agent, present => {
        const system = guestSystemOf(imageOf(api, present));
        writeGuest(
          api,
          present,
          withAgent(present.status ?? {}, { clock, system }),
        );
      });
    }
  }

  #fail(guest: VirtualMachineInstance): void {
    this.#finish(guest, 'Failed');
    this.#context.events.warning(
      guest,
      'Stopped',
      'The VirtualMachineInstance crashed.',
      'virt-handler',
    );
  }

  #finish(guest: VirtualMachineInstance, phase: GuestPhase): void {
    const { api, clock } = this.#context;
    const status: VirtualMachineInstanceStatus = withStatusCondition(
      inPhase(guest.status ?? {}, phase, clock),
      unready(clock, 'PodTerminating'),
    );
    writeGuest(api, guest, status);
  }

  // A guest that ended keeps its pod, which has ended with it.
  #rest(guest: VirtualMachineInstance): void {
    const pod = this.#pods.of(guest);
    if (pod) this.#pods.end(pod, guest.status?.phase === 'Failed');
  }

  // Somebody deletes the guest: the power button is pressed, and after a while the guest has shut down or is killed.
  #end(key: string, guest: VirtualMachineInstance): void {
    const { api, clock, events } = this.#context;
    const status = guest.status ?? {};
    const pod = this.#pods.of(guest);
    if (pod && !pod.metadata.deletionTimestamp) {
      this.#pods.remove(pod);
      events.normal(
        guest,
        'SuccessfulDelete',
        `Deleted virtual machine pod ${pod.metadata.name}`,
      );
    }
    const { phase } = status;
    if (isFinal(phase) || phase === undefined) {
      writeGuest(api, guest, status, {}, []);
      return;
    }
    if (phase !== 'Running') {
      this.#later(key, guest, 'end', GUEST_SECONDS.pod, present =>
        this.#finish(present, 'Succeeded'),
      );
      return;
    }
    if (conditionOf(status.conditions, 'Ready')?.reason !== 'PodTerminating') {
      writeGuest(
        api,
        guest,
        withStatusCondition(status, unready(clock, 'PodTerminating')),
      );
      events.normal(
        guest,
        'ShuttingDown',
        'Signaled Graceful Shutdown',
        'virt-handler',
      );
      return;
    }
    this.#later(key, guest, 'end', shutdownSeconds(guest), present =>
      this.#finish(present, 'Succeeded'),
    );
  }
}

function shutdownSeconds(guest: VirtualMachineInstance): number {
  const grace = guest.spec.terminationGracePeriodSeconds ?? 30;
  const deaf = guest.metadata.annotations?.[SHUTDOWN] === 'never';
  return deaf ? grace : Math.min(grace, GUEST_SECONDS.shutdown);
}
