import type { PrintableStatus } from '@naru/plugin-kubevirt-common';
import type { Tone } from '@naru/plugin-naru-react';

const TONES: Record<PrintableStatus, Tone> = {
  Running: 'positive',
  Stopped: 'neutral',
  Provisioning: 'progress',
  Starting: 'progress',
  Stopping: 'progress',
  Terminating: 'progress',
  Migrating: 'progress',
  WaitingForVolumeBinding: 'progress',
  WaitingForReceiver: 'progress',
  Paused: 'warning',
  Unknown: 'warning',
  CrashLoopBackOff: 'negative',
  ErrorUnschedulable: 'negative',
  ErrImagePull: 'negative',
  ImagePullBackOff: 'negative',
  ErrorPvcNotFound: 'negative',
  DataVolumeError: 'negative',
};

/** The tone of `status.printableStatus`. */
export function statusTone(status: PrintableStatus): Tone {
  return TONES[status];
}
