import { VirtualMachineDisk } from '@naru/plugin-kubevirt-common';
import { InstanceObject } from '../objects/InstanceObject';
import { ObjectCondition } from '../objects/metadata';
import { VirtualMachineObject } from '../objects/VirtualMachineObject';

/**
 * What keeps a machine from running as it should, in the words of KubeVirt and CDI.
 *
 * @remarks
 *
 * The most exact cause first: a disk that cannot be filled, then what KubeVirt could not create, then what the instance waits for.
 */
export function obstacleOf(
  object: VirtualMachineObject,
  instance: InstanceObject | undefined,
  disks: VirtualMachineDisk[],
): string | undefined {
  const ofMachine = object.status?.conditions ?? [];
  const ofInstance = instance?.status?.conditions ?? [];
  const both = [...ofInstance, ...ofMachine];
  return (
    disks.find(({ message }) => message)?.message ??
    messageOf(ofMachine, 'Failure', 'True') ??
    messageOf(both, 'Synchronized', 'False') ??
    messageOf(both, 'PodScheduled', 'False') ??
    messageOf(ofMachine, 'ManualRecoveryRequired', 'True') ??
    startFailureOf(object) ??
    messageOf(ofMachine, 'RestartRequired', 'True')
  );
}

function messageOf(
  conditions: ObjectCondition[],
  type: string,
  status: string,
): string | undefined {
  const found = conditions.find(
    condition => condition.type === type && condition.status === status,
  );
  return found && (found.message || found.reason || type);
}

function startFailureOf(object: VirtualMachineObject): string | undefined {
  const { consecutiveFailCount = 0, retryAfterTimestamp } =
    object.status?.startFailure ?? {};
  if (consecutiveFailCount === 0) {
    return undefined;
  }
  const next = retryAfterTimestamp
    ? `; next start after ${retryAfterTimestamp}`
    : '';
  return `the machine failed ${consecutiveFailCount} times in a row after its start${next}`;
}
