import { timestamp } from '../../clock/LabClock';
import {
  LAB_CONTROLLER,
  type KubernetesObject,
} from '../../kubernetes/KubernetesApi';
import type { KubevirtContext } from '../KubevirtContext';
import type { AddressPool } from '../guests/AddressPool';
import { GUEST_SECONDS } from '../guests/guestSeconds';
import {
  buildLauncherPod,
  endedPodStatus,
  runningPodStatus,
} from '../guests/launcherPod';
import type { NodePlacement } from '../guests/NodePlacement';
import { writeGuest } from '../guests/writeGuest';
import { isFinal } from '../machines/GuestState';
import { keyOf, partsOf } from '../objectKeys';
import { ReconcileQueue } from '../ReconcileQueue';
import { MIGRATIONS, PODS, VIRTUAL_MACHINE_INSTANCES } from '../resources';
import { StepTimers } from '../StepTimers';
import type { VirtualMachineInstance } from '../types';
import { writeStatus } from '../writeStatus';

interface Migration extends KubernetesObject {
  spec: { vmiName: string };
  status?: {
    phase?: string;
    phaseTransitionTimestamps?: object[];
    [field: string]: unknown;
  };
}

const FINALIZER = 'kubevirt.io/migrationJobFinalize';
const STEPS = ['Pending', 'Scheduling', 'Scheduled', 'TargetReady', 'Running'];

/** Plays live migrations: a second pod on another node, and after a while the guest is there with the address of that pod. */
export class MigrationController {
  readonly #context: KubevirtContext;
  readonly #placement: NodePlacement;
  readonly #addresses: AddressPool;
  readonly #queue: ReconcileQueue;
  readonly #timers: StepTimers;
  /** Uids of unfinished migrations by the key of their guest. */
  readonly #active = new Map<string, string>();

  constructor(
    context: KubevirtContext,
    parts: { placement: NodePlacement; addresses: AddressPool },
  ) {
    this.#context = context;
    this.#placement = parts.placement;
    this.#addresses = parts.addresses;
    this.#timers = new StepTimers(context.clock);
    this.#queue = new ReconcileQueue({
      clock: context.clock,
      reconcile: key => this.#reconcile(key),
    });
  }

  /** Uid of the unfinished migration of a guest. */
  inFlight(namespace: string, guest: string): string | undefined {
    return this.#active.get(`${namespace}/${guest}`);
  }

  start(): () => void {
    const stop = this.#context.api.watch(MIGRATIONS, ({ type, object }) => {
      const migration = object as Migration;
      const guest = `${object.metadata.namespace}/${migration.spec.vmiName}`;
      const ended = type === 'DELETED' || isFinal(migration.status?.phase);
      if (!ended) this.#active.set(guest, object.metadata.uid ?? '');
      else if (this.#active.get(guest) === object.metadata.uid) {
        this.#active.delete(guest);
      }
      if (type === 'DELETED') this.#timers.clear(keyOf(object));
      else this.#queue.add(keyOf(object));
    });
    return () => {
      stop();
      this.#queue.stop();
      this.#timers.stop();
    };
  }

  #find(key: string): Migration | undefined {
    const { namespace, name } = partsOf(key);
    const found = this.#context.api.find(MIGRATIONS, namespace, name);
    return found as Migration | undefined;
  }

  #reconcile(key: string): void {
    const migration = this.#find(key);
    if (!migration) return;
    const phase = migration.status?.phase ?? '';
    if (isFinal(phase) || migration.metadata.deletionTimestamp) {
      this.#release(migration, phase);
      return;
    }
    const { uid } = migration.metadata;
    const seconds = GUEST_SECONDS.migration / STEPS.length;
    this.#timers.after(key, `${uid} ${phase}`, seconds, () => {
      const present = this.#find(key);
      if (present?.metadata.uid === uid && present) this.#advance(present);
    });
  }

  #guestOf(migration: Migration): VirtualMachineInstance | undefined {
    const found = this.#context.api.find(
      VIRTUAL_MACHINE_INSTANCES,
      migration.metadata.namespace,
      migration.spec.vmiName,
    );
    return found as VirtualMachineInstance | undefined;
  }

  #activePod(guest: VirtualMachineInstance): KubernetesObject | undefined {
    const { namespace, uid } = guest.metadata;
    const active = guest.status?.activePods ?? {};
    return this.#context.api
      .list(PODS, {
        namespace,
        labelSelector: `kubevirt.io/created-by=${uid}`,
      })
      .items.find(({ metadata }) => (metadata.uid ?? '') in active);
  }

  #write(migration: Migration, phase: string, more: object = {}): void {
    const { api, clock } = this.#context;
    const before = migration.status ?? {};
    writeStatus(api, MIGRATIONS, migration, {
      ...before,
      ...more,
      phase,
      phaseTransitionTimestamps: [
        ...(before.phaseTransitionTimestamps ?? []),
        { phase, phaseTransitionTimestamp: timestamp(clock) },
      ],
    });
  }

  #advance(migration: Migration): void {
    const guest = this.#guestOf(migration);
    if (!guest || guest.status?.phase !== 'Running') {
      this.#write(migration, 'Failed');
      return;
    }
    const phase = migration.status?.phase ?? '';
    if (phase === 'Pending') this.#prepare(migration, guest);
    else if (phase === 'TargetReady') this.#begin(migration, guest);
    else if (phase === 'Running') this.#finish(migration, guest);
    else this.#write(migration, STEPS[STEPS.indexOf(phase) + 1]);
  }

  #prepare(migration: Migration, guest: VirtualMachineInstance): void {
    const { api, clock, events } = this.#context;
    const source = guest.status?.nodeName;
    const placed = this.#placement.place(guest.spec, source);
    // Without another node the migration waits, as a pod that cannot be scheduled does.
    if ('message' in placed) {
      this.#queue.addAfter(keyOf(migration), 5);
      return;
    }
    const sourcePod = this.#activePod(guest);
    const pod = buildLauncherPod(guest);
    const created = api.create(
      PODS,
      { ...pod, spec: { ...(pod.spec as object), nodeName: placed.node } },
      { as: LAB_CONTROLLER },
    );
    const address = this.#addresses.assign(created.metadata.uid ?? '');
    writeStatus(api, PODS, created, runningPodStatus(clock, address));
    this.#write(migration, 'Scheduling', {
      migrationState: {
        migrationUid: migration.metadata.uid,
        sourceNode: source,
        sourcePod: sourcePod?.metadata.name,
        targetNode: placed.node,
        targetPod: created.metadata.name,
      },
    });
    events.normal(
      migration,
      'SuccessfulCreate',
      `Created migration target pod ${created.metadata.name}`,
    );
  }

  #begin(migration: Migration, guest: VirtualMachineInstance): void {
    const { api, clock } = this.#context;
    const state = migration.status?.migrationState as object;
    writeGuest(api, guest, {
      ...guest.status,
      migrationState: {
        ...state,
        startTimestamp: timestamp(clock),
        mode: 'PreCopy',
      },
    });
    this.#write(migration, 'Running');
  }

  #finish(migration: Migration, guest: VirtualMachineInstance): void {
    const { api, clock, events } = this.#context;
    const { namespace } = guest.metadata;
    const state = guest.status?.migrationState ?? {};
    const target = api.find(PODS, namespace, state.targetPod ?? '');
    if (!target) {
      this.#write(migration, 'Failed');
      return;
    }
    const address = (target.status as { podIP: string }).podIP;
    const source = this.#activePod(guest);
    if (source) {
      writeStatus(
        api,
        PODS,
        source,
        endedPodStatus(clock, source.status as object, false),
      );
    }
    this.#addresses.release(target.metadata.uid ?? '');
    writeGuest(
      api,
      guest,
      {
        ...guest.status,
        nodeName: state.targetNode,
        activePods: { [target.metadata.uid ?? '']: state.targetNode ?? '' },
        interfaces: guest.status?.interfaces?.map((item, index) =>
          index === 0
            ? { ...item, ipAddress: address, ipAddresses: [address] }
            : item,
        ),
        migrationState: {
          ...state,
          completed: true,
          endTimestamp: timestamp(clock),
        },
      },
      { 'kubevirt.io/nodeName': state.targetNode ?? '' },
    );
    events.normal(
      guest,
      'Migrated',
      `The VirtualMachineInstance migrated to node ${state.targetNode}.`,
      'virt-handler',
    );
    this.#write(migration, 'Succeeded');
  }

  // Whoever deletes an unfinished migration calls it off.
  #release(migration: Migration, phase: string): void {
    const { api } = this.#context;
    const { metadata } = migration;
    if (!isFinal(phase)) {
      const target = (
        migration.status?.migrationState as { targetPod?: string } | undefined
      )?.targetPod;
      if (target && api.find(PODS, metadata.namespace, target)) {
        api.delete(PODS, metadata.namespace, target, { as: LAB_CONTROLLER });
      }
      const guest = this.#guestOf(migration);
      const state = guest?.status?.migrationState;
      if (guest && state && !state.completed) {
        writeGuest(api, guest, {
          ...guest.status,
          migrationState: {
            ...state,
            completed: true,
            failed: true,
            endTimestamp: timestamp(this.#context.clock),
          },
        });
      }
      this.#write(migration, 'Failed');
      return;
    }
    if (!metadata.finalizers?.includes(FINALIZER)) return;
    api.update(
      MIGRATIONS,
      {
        ...migration,
        metadata: {
          ...metadata,
          finalizers: metadata.finalizers.filter(item => item !== FINALIZER),
        },
      },
      { as: LAB_CONTROLLER },
    );
  }
}
