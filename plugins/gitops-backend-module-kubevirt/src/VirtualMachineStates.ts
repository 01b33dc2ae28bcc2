import { ObjectState, ObjectStateSource } from '@naru/plugin-gitops-node';
import {
  InventoryVirtualMachine,
  KubevirtInventory,
} from '@naru/plugin-kubevirt-node';

/** The VirtualMachines of the inventory as a source of object states. */
export class VirtualMachineStates implements ObjectStateSource {
  readonly #inventory: KubevirtInventory;

  constructor(inventory: KubevirtInventory) {
    this.#inventory = inventory;
  }

  stateOf(entityRef: string): ObjectState | undefined {
    const machine = this.#inventory.virtualMachine(entityRef);
    return machine ? { ...describe(machine) } : undefined;
  }

  subscribe(listener: (entityRefs: string[]) => void): () => void {
    return this.#inventory.subscribe(({ changed, removed }) => {
      if (changed.length + removed.length > 0) {
        listener([...changed, ...removed]);
      }
    });
  }
}

function describe(machine: InventoryVirtualMachine): ObjectState {
  const { status, message, progress } = machine;
  switch (status) {
    case 'Running':
    case 'Paused':
    case 'Migrating':
      return { state: 'done' };
    case 'CrashLoopBackOff':
    case 'ErrorUnschedulable':
    case 'ErrImagePull':
    case 'ImagePullBackOff':
    case 'ErrorPvcNotFound':
    case 'DataVolumeError':
      return { state: 'failed', message: message ?? status };
    case 'Stopped':
      return describeStopped(machine);
    case 'Provisioning':
    case 'Starting':
    case 'Stopping':
    case 'Terminating':
    case 'Unknown':
    case 'WaitingForVolumeBinding':
    case 'WaitingForReceiver':
      return {
        state: 'active',
        message: [status, progress].filter(Boolean).join(' '),
      };
    default:
      return unknownStatus(status);
  }
}

/** KubeVirt says Stopped both before the first disk exists and after a person stopped the machine. */
function describeStopped(machine: InventoryVirtualMachine): ObjectState {
  if (machine.message) {
    return { state: 'failed', message: machine.message };
  }
  const filled = machine.disks.every(
    disk => disk.dataVolume === undefined || disk.phase === 'Succeeded',
  );
  return filled
    ? { state: 'done', message: machine.status }
    : { state: 'active' };
}

function unknownStatus(status: never): ObjectState {
  return { state: 'active', message: status };
}
