import type { KubernetesApi } from '../../kubernetes/KubernetesApi';
import { controllerOf } from '../objectKeys';
import { STORAGE_CLASSES } from '../resources';
import type { Claim } from '../types';
import { defaultStorageClass } from './claimOfVolume';

/**
 * Whether a claim waits for the pod that will mount it (`WaitForFirstConsumer`). A guest's disk never does: its import is
 * the first consumer.
 */
export function bindsLate(api: KubernetesApi, claim: Claim): boolean {
  if (controllerOf(claim, 'DataVolume')) return false;
  const name = claim.spec.storageClassName ?? defaultStorageClass(api);
  const found = name && api.find(STORAGE_CLASSES, undefined, name);
  return found ? found.volumeBindingMode === 'WaitForFirstConsumer' : false;
}
