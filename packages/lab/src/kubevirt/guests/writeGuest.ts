import { isDeepStrictEqual } from 'node:util';
import {
  LAB_CONTROLLER,
  type KubernetesApi,
} from '../../kubernetes/KubernetesApi';
import { VIRTUAL_MACHINE_INSTANCES } from '../resources';
import type {
  VirtualMachineInstance,
  VirtualMachineInstanceStatus,
} from '../types';

/**
 * Keeps a guest's new status (which is no subresource of the kind), and more labels or other finalizers with it. Does
 * nothing when nothing changes.
 */
export function writeGuest(
  api: KubernetesApi,
  guest: VirtualMachineInstance,
  status: VirtualMachineInstanceStatus,
  labels: Record<string, string> = {},
  finalizers: string[] | undefined = guest.metadata.finalizers,
): void {
  const next: VirtualMachineInstance = {
    ...guest,
    metadata: {
      ...guest.metadata,
      labels: { ...guest.metadata.labels, ...labels },
      finalizers,
    },
    status,
  };
  const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
  const unlabelled = Object.keys(next.metadata.labels ?? {}).length === 0;
  if (unlabelled) delete next.metadata.labels;
  if (isDeepStrictEqual(plain(guest), plain(next))) return;
  api.update(VIRTUAL_MACHINE_INSTANCES, next, { as: LAB_CONTROLLER });
}
