import type { VirtualMachineDisk } from '@naru/plugin-kubevirt-common';
import type { Tone } from '@naru/plugin-naru-react';

/** How a disk is doing; `key` is the message `diskPhase.<key>`. */
export interface DiskState {
  key:
    | 'ready'
    | 'pending'
    | 'waitForConsumer'
    | 'scheduled'
    | 'importing'
    | 'cloning'
    | 'expanding'
    | 'uploading'
    | 'paused'
    | 'failed'
    | 'unknown'
    | 'attached';
  tone: Tone;
}

const PHASES: Record<string, DiskState> = {
  Succeeded: { key: 'ready', tone: 'positive' },
  Pending: { key: 'pending', tone: 'progress' },
  PendingPopulation: { key: 'waitForConsumer', tone: 'progress' },
  WaitForFirstConsumer: { key: 'waitForConsumer', tone: 'progress' },
  PVCBound: { key: 'pending', tone: 'progress' },
  ImportScheduled: { key: 'scheduled', tone: 'progress' },
  ImportInProgress: { key: 'importing', tone: 'progress' },
  CloneScheduled: { key: 'scheduled', tone: 'progress' },
  CloneInProgress: { key: 'cloning', tone: 'progress' },
  CSICloneInProgress: { key: 'cloning', tone: 'progress' },
  SnapshotForSmartCloneInProgress: { key: 'cloning', tone: 'progress' },
  CloneFromSnapshotSourceInProgress: { key: 'cloning', tone: 'progress' },
  SmartClonePVCInProgress: { key: 'cloning', tone: 'progress' },
  NamespaceTransferInProgress: { key: 'cloning', tone: 'progress' },
  PrepClaimInProgress: { key: 'cloning', tone: 'progress' },
  RebindInProgress: { key: 'cloning', tone: 'progress' },
  ExpansionInProgress: { key: 'expanding', tone: 'progress' },
  UploadScheduled: { key: 'scheduled', tone: 'progress' },
  UploadReady: { key: 'uploading', tone: 'progress' },
  Paused: { key: 'paused', tone: 'warning' },
  Failed: { key: 'failed', tone: 'negative' },
  Unknown: { key: 'unknown', tone: 'warning' },
};

/** The state of a disk by the phase of its DataVolume. A disk without one is simply attached. */
export function diskState(disk: VirtualMachineDisk): DiskState {
  if (!disk.phase) {
    return disk.dataVolume
      ? { key: 'pending', tone: 'progress' }
      : { key: 'attached', tone: 'neutral' };
  }
  return PHASES[disk.phase] ?? { key: 'unknown', tone: 'warning' };
}
