import { z } from 'zod';

/**
 * The values of `status.printableStatus` of a VirtualMachine in KubeVirt 1.7.
 *
 * @public
 */
export const printableStatuses = [
  'Stopped',
  'Provisioning',
  'Starting',
  'Running',
  'Paused',
  'Stopping',
  'Terminating',
  'CrashLoopBackOff',
  'Migrating',
  'Unknown',
  'ErrorUnschedulable',
  'ErrImagePull',
  'ImagePullBackOff',
  'ErrorPvcNotFound',
  'DataVolumeError',
  'WaitingForVolumeBinding',
  'WaitingForReceiver',
] as const;

/**
 * `status.printableStatus` of a VirtualMachine. A value that this version does not know reads as `Unknown`.
 *
 * @public
 */
export const printableStatusSchema = z.enum(printableStatuses).catch('Unknown');

/**
 * `status.printableStatus` of a VirtualMachine.
 *
 * @public
 */
export type PrintableStatus = (typeof printableStatuses)[number];
