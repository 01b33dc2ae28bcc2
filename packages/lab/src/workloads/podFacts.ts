import type { KubernetesObject } from '../kubernetes/KubernetesApi';
import { isTrue } from './conditions';
import type { Pod } from './types';

/** Whether a guest's controller or another virtualization part moves the pod, so that the played kubelet must not. */
export function belongsToGuest(pod: KubernetesObject): boolean {
  return (
    pod.metadata.labels?.['kubevirt.io'] !== undefined ||
    pod.metadata.ownerReferences?.some(
      owner => owner.kind === 'VirtualMachineInstance',
    ) === true
  );
}

/** Whether the pod counts for its owner: it has not ended and is not being deleted. */
export function isActive(pod: Pod): boolean {
  const phase = pod.status?.phase;
  return (
    phase !== 'Succeeded' &&
    phase !== 'Failed' &&
    pod.metadata.deletionTimestamp === undefined
  );
}

/** Whether the pod's condition Ready is True. */
export function isReady(pod: Pod): boolean {
  return isTrue(pod.status?.conditions, 'Ready');
}
