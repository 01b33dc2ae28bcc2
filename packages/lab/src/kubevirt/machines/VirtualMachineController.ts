import { ApiError, LAB_CONTROLLER } from '../../kubernetes/KubernetesApi';
import type { KubevirtContext } from '../KubevirtContext';
import { controllerOf, keyOf, partsOf } from '../objectKeys';
import { ReconcileQueue } from '../ReconcileQueue';
import {
  CLAIMS,
  DATA_VOLUMES,
  VIRTUAL_MACHINE_INSTANCES,
  VIRTUAL_MACHINES,
} from '../resources';
import type {
  DataVolume,
  VirtualMachine,
  VirtualMachineInstance,
  VirtualMachineStatus,
} from '../types';
import { writeStatus } from '../writeStatus';
import { buildGuest } from './buildGuest';
import {
  DataVolumeCreateError,
  dataVolumesOf,
  ensureDataVolumes,
} from './dataVolumeTemplates';
import { decideRun } from './decideRun';
import { withFirmwareUuid } from './firmwareUuid';
import { guestStateOf, runStrategyOf, wantsStart } from './GuestState';
import { sizingOf, SizingNotFoundError } from './instancetypes';
import { nextStartFailure } from './startFailure';
import { keepRevision, needsRestart } from './templateRevision';
import {
  openRequests,
  virtualMachineStatus,
  type Failure,
} from './virtualMachineStatus';

const FINALIZER = 'kubevirt.io/virtualMachineControllerFinalize';
const WAITS_NO_MORE = [
  'Succeeded',
  'WaitForFirstConsumer',
  'PendingPopulation',
];

/** Plays the part of virt-controller that turns a VirtualMachine into DataVolumes and a guest. */
export class VirtualMachineController {
  readonly #context: KubevirtContext;
  readonly #queue: ReconcileQueue;

  constructor(context: KubevirtContext) {
    this.#context = context;
    this.#queue = new ReconcileQueue({
      clock: context.clock,
      reconcile: key => this.#reconcile(key),
    });
  }

  /** Begins with all machines that exist. */
  start(): () => void {
    const { api } = this.#context;
    const stops = [
      api.watch(VIRTUAL_MACHINES, ({ type, object }) => {
        if (type === 'DELETED') this.#queue.forget(keyOf(object));
        else this.#queue.add(keyOf(object));
      }),
      api.watch(VIRTUAL_MACHINE_INSTANCES, ({ object }) =>
        this.#queue.add(keyOf(object)),
      ),
      api.watch(DATA_VOLUMES, ({ object }) => {
        const owner = controllerOf(object, 'VirtualMachine');
        if (owner)
          this.#queue.add(`${object.metadata.namespace}/${owner.name}`);
      }),
      api.watch(CLAIMS, ({ object }) => this.#onClaim(object.metadata)),
    ];
    return () => {
      stops.forEach(stop => stop());
      this.#queue.stop();
    };
  }

  // A claim belongs to the machine of the DataVolume of its name.
  #onClaim(claim: { namespace?: string; name: string }): void {
    const { api } = this.#context;
    const volume = api.find(DATA_VOLUMES, claim.namespace, claim.name);
    const owner = volume && controllerOf(volume, 'VirtualMachine');
    if (owner) this.#queue.add(`${claim.namespace}/${owner.name}`);
  }

  #reconcile(key: string): void {
    const { api } = this.#context;
    const { namespace, name } = partsOf(key);
    const found = api.find(VIRTUAL_MACHINES, namespace, name);
    if (!found) return;
    let machine = found as VirtualMachine;
    const guest = this.#guestOf(machine);
    if (machine.metadata.deletionTimestamp) {
      this.#delete(machine, guest);
      return;
    }
    machine = this.#adopt(machine);
    const failure = this.#run(machine, guest, key);
    this.#writeStatus(machine, failure);
    if (failure) this.#queue.retry(key);
    else this.#queue.succeeded(key);
  }

  #guestOf(machine: VirtualMachine): VirtualMachineInstance | undefined {
    const { namespace, name, uid } = machine.metadata;
    const guest = this.#context.api.find(
      VIRTUAL_MACHINE_INSTANCES,
      namespace,
      name,
    );
    const owner = guest && controllerOf(guest, 'VirtualMachine');
    return owner?.uid === uid ? (guest as VirtualMachineInstance) : undefined;
  }

  #adopt(machine: VirtualMachine): VirtualMachine {
    const { metadata } = machine;
    const named = withFirmwareUuid(machine);
    if (metadata.finalizers?.includes(FINALIZER) && named === machine) {
      return machine;
    }
    const finalizers = new Set(metadata.finalizers).add(FINALIZER);
    return this.#context.api.update(
      VIRTUAL_MACHINES,
      {
        ...named,
        metadata: {
          ...metadata,
          annotations: {
            ...metadata.annotations,
            'kubevirt.io/latest-observed-api-version': 'v1',
            'kubevirt.io/storage-observed-api-version': 'v1',
          },
          finalizers: [...finalizers],
        },
      },
      { as: LAB_CONTROLLER },
    ) as VirtualMachine;
  }

  #delete(
    machine: VirtualMachine,
    guest: VirtualMachineInstance | undefined,
  ): void {
    const { api } = this.#context;
    const { metadata } = machine;
    if (guest) {
      this.#stop(machine, guest);
      this.#writeStatus(machine, undefined);
      return;
    }
    if (!metadata.finalizers?.includes(FINALIZER)) return;
    api.update(
      VIRTUAL_MACHINES,
      {
        ...machine,
        metadata: {
          ...metadata,
          finalizers: metadata.finalizers.filter(item => item !== FINALIZER),
        },
      },
      { as: LAB_CONTROLLER },
    );
  }

  // What has to happen for the machine to be as it is wished; says why it cannot.
  #run(
    machine: VirtualMachine,
    guest: VirtualMachineInstance | undefined,
    key: string,
  ): Failure | undefined {
    try {
      ensureDataVolumes(this.#context, machine);
      const state = guest && guestStateOf(guest);
      const status = machine.status ?? {};
      const decision = decideRun({
        strategy: runStrategyOf(machine),
        lastStrategy: status.runStrategy,
        guest: state,
        requests: openRequests(status.stateChangeRequests, state),
        startFailure: status.startFailure,
        now: this.#context.clock.now(),
      });
      if (decision.action === 'wait') {
        this.#queue.addAfter(key, decision.seconds);
      } else if (decision.action === 'stop' && guest) {
        this.#stop(machine, guest);
      } else if (decision.action === 'start') {
        this.#start(machine);
      }
      return undefined;
    } catch (error) {
      return this.#failureOf(machine, error);
    }
  }

  #failureOf(machine: VirtualMachine, error: unknown): Failure {
    if (
      error instanceof DataVolumeCreateError ||
      error instanceof SizingNotFoundError
    ) {
      return { reason: error.reason, message: error.message };
    }
    if (error instanceof ApiError && error.code >= 400 && error.code !== 409) {
      this.#context.events.warning(
        machine,
        'FailedCreate',
        `Error creating virtual machine instance: ${error.message}`,
      );
      return {
        reason: 'FailedCreate',
        message: `Failure while starting VMI: ${error.message}`,
      };
    }
    throw error;
  }

  #start(machine: VirtualMachine): void {
    const { api, clock, events } = this.#context;
    const volumes = dataVolumesOf(this.#context, machine);
    const waits = volumes.some(
      ({ status }) => !WAITS_NO_MORE.includes(status?.phase ?? ''),
    );
    if (waits) return;
    const sizing = sizingOf(api, machine);
    const requests = machine.status?.stateChangeRequests;
    const paused =
      wantsStart(requests) && requests?.[0].data?.paused === 'true';
    const { name, namespace } = machine.metadata;
    if (api.find(VIRTUAL_MACHINE_INSTANCES, namespace, name)) return;
    keepRevision(api, machine);
    api.create(
      VIRTUAL_MACHINE_INSTANCES,
      buildGuest({ machine, sizing, clock, paused }),
      { as: LAB_CONTROLLER },
    );
    events.normal(
      machine,
      'SuccessfulCreate',
      `Started the virtual machine by creating the new virtual machine instance ${name}`,
    );
  }

  #stop(machine: VirtualMachine, guest: VirtualMachineInstance): void {
    const { api, events } = this.#context;
    if (guest.metadata.deletionTimestamp) return;
    const { namespace, name, uid } = guest.metadata;
    api.delete(VIRTUAL_MACHINE_INSTANCES, namespace, name, {
      as: LAB_CONTROLLER,
    });
    events.normal(
      machine,
      'SuccessfulDelete',
      `Stopped the virtual machine by deleting the virtual machine instance ${uid}`,
    );
  }

  #writeStatus(machine: VirtualMachine, failure: Failure | undefined): void {
    const { api, clock, random } = this.#context;
    const guest = this.#guestOf(machine);
    const state = guest && guestStateOf(guest);
    const strategy = runStrategyOf(machine);
    const before: VirtualMachineStatus = machine.status ?? {};
    let requests = before.stateChangeRequests;
    if (
      strategy === 'RerunOnFailure' &&
      state?.phase === 'Failed' &&
      !requests?.length
    ) {
      requests = [{ action: 'Start' }];
    }
    const next: VirtualMachine = {
      ...machine,
      status: {
        ...before,
        stateChangeRequests: requests,
        startFailure: nextStartFailure({
          present: before.startFailure,
          strategy,
          guest: state,
          now: clock.now(),
          random,
        }),
      },
    };
    const dataVolumes: DataVolume[] = dataVolumesOf(this.#context, machine);
    const restartRequired = needsRestart(api, machine, guest);
    writeStatus(
      api,
      VIRTUAL_MACHINES,
      machine,
      virtualMachineStatus({
        api,
        clock,
        machine: next,
        guest,
        dataVolumes,
        failure,
        restartRequired,
      }),
    );
  }
}
