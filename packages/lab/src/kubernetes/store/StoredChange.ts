import type { KubernetesObject } from '../KubernetesApi';

/** One kept change. */
export interface StoredChange {
  revision: number;
  /** Key of the kind in the store. */
  key: string;
  type: 'ADDED' | 'MODIFIED' | 'DELETED';
  /** State after the change; the last one, with the revision of the removal, when it was deleted. */
  object: KubernetesObject;
  previous?: KubernetesObject;
}
