import type {
  ClusterState,
  VirtualMachine,
  VirtualMachineDisk,
  VirtualMachineSummary,
} from '@naru/plugin-kubevirt-common';
import type { Tone } from '@naru/plugin-naru-react';
import type { Signal } from '@naru/plugin-runbooks-common';
import type { ExplainedCondition } from './conditionWords';
import { diskState } from './diskState';
import { statusTone } from './statusTone';

/** On the way to a state for longer than this, a machine is taken to be stuck. */
const STUCK_MS = 300_000;

/** What is wrong with a machine as a whole; empty while it is as it should be, or on its way there. */
export function machineSignals(
  vm: Pick<VirtualMachineSummary, 'status' | 'message' | 'createdAt'> &
    Partial<Pick<VirtualMachine, 'conditions' | 'disks'>>,
  now: Date = new Date(),
): Signal[] {
  const { status, message, disks = [] } = vm;
  const stuck = isStuck(vm, now);
  return isBad(statusTone(status)) || message !== undefined || stuck
    ? [
        { system: 'kubevirt', kind: 'VirtualMachine', status, message },
        ...disks.flatMap(disk => diskSignals(disk, { stuck })),
      ]
    : [];
}

/** Rows of the list have no conditions, which tell how long it has been so. */
function isStuck(
  vm: Pick<VirtualMachineSummary, 'status' | 'createdAt'> &
    Partial<Pick<VirtualMachine, 'conditions'>>,
  now: Date,
): boolean {
  if (!vm.conditions || statusTone(vm.status) !== 'progress') {
    return false;
  }
  const changes = [
    vm.createdAt,
    ...vm.conditions.flatMap(({ since }) => since ?? []),
  ].map(at => Date.parse(at));
  return now.getTime() - Math.max(...changes) > STUCK_MS;
}

/** What a condition that is not as it should be says. */
export function conditionSignals(explained: ExplainedCondition): Signal[] {
  const { tone, condition } = explained;
  const { type, status, reason, message } = condition;
  // That a machine cannot move is no alarm, but people ask why.
  const isLimit = tone === 'neutral' && status === 'False' && Boolean(reason);
  return isBad(tone) || isLimit
    ? [
        {
          system: 'kubevirt',
          kind: 'VirtualMachine',
          condition: { type, status, reason },
          message,
        },
      ]
    : [];
}

/**
 * What a disk that is not filled says, in CDI's words where it has some.
 *
 * @param options - `stuck`: its machine waits for too long, so that waiting itself counts
 */
export function diskSignals(
  disk: VirtualMachineDisk,
  options: { stuck?: boolean } = {},
): Signal[] {
  const { phase, message } = disk;
  const { tone } = diskState(disk);
  const isWrong =
    isBad(tone) || (tone === 'progress' && (message || options.stuck));
  return isWrong ? [{ system: 'cdi', kind: 'DataVolume', phase, message }] : [];
}

/** Why a cluster does not answer. */
export function clusterSignals(cluster: ClusterState): Signal[] {
  const { phase, message } = cluster;
  return phase === 'stale'
    ? [
        { system: 'kubernetes', message },
        { system: 'naru', message },
      ]
    : [];
}

/** Whether it is worth a search where no runbook fits. */
export function isBad(tone: Tone): boolean {
  return tone === 'negative' || tone === 'warning';
}
