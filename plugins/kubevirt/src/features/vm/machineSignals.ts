import type {
  ClusterState,
  VirtualMachineDisk,
  VirtualMachineSummary,
} from '@naru/plugin-kubevirt-common';
import type { Tone } from '@naru/plugin-naru-react';
import type { Signal } from '@naru/plugin-runbooks-common';
import type { ExplainedCondition } from './conditionWords';
import { diskState } from './diskState';
import { statusTone } from './statusTone';

/** What is wrong with a machine as a whole; empty while it is as it should be, or on its way there. */
export function machineSignals(
  vm: Pick<VirtualMachineSummary, 'status' | 'message'> & {
    disks?: VirtualMachineDisk[];
  },
): Signal[] {
  const { status, message, disks = [] } = vm;
  const isWrong = isBad(statusTone(status)) || message !== undefined;
  return isWrong
    ? [
        { system: 'kubevirt', kind: 'VirtualMachine', status, message },
        ...disks.flatMap(diskSignals),
      ]
    : [];
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

/** What a disk that is not filled says, in CDI's words where it has some. */
export function diskSignals(disk: VirtualMachineDisk): Signal[] {
  const { phase, message } = disk;
  const { tone } = diskState(disk);
  const isWrong = isBad(tone) || (tone === 'progress' && message);
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
