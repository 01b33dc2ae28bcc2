import type { PrintableStatus } from '@naru/plugin-kubevirt-common';

/** How a state feels; each tone has its own icon and colour. */
export type Tone = 'positive' | 'neutral' | 'progress' | 'warning' | 'negative';

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
