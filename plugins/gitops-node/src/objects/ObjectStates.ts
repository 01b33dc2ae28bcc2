import { createExtensionPoint } from '@backstage/backend-plugin-api';

/**
 * How a live object does after Argo CD applied it.
 *
 * @public
 */
export interface ObjectState {
  /** `active`: on its way; `done`: as the person wanted it; `failed`: it does not get there by itself. */
  state: 'active' | 'done' | 'failed';
  /** In the system's own words, e.g. `Provisioning 42.05%`. */
  message?: string;
}

/**
 * Knows the live objects of one system by their entities.
 *
 * @public
 */
export interface ObjectStateSource {
  /** State of the object behind an entity; `undefined` when the entity is not of this system. */
  stateOf(entityRef: string): ObjectState | undefined;

  /**
   * Tells the entity refs of objects that changed.
   *
   * @returns ends the subscription.
   */
  subscribe(listener: (entityRefs: string[]) => void): () => void;
}

/**
 * Where modules of the gitops backend add what they know of live objects.
 *
 * @public
 */
export interface ObjectStatesExtensionPoint {
  addSource(source: ObjectStateSource): void;
}

/**
 * Where modules of the gitops backend add what they know of live objects: a change is through only when its objects are.
 *
 * @public
 */
export const objectStatesExtensionPoint =
  createExtensionPoint<ObjectStatesExtensionPoint>({
    id: 'gitops.object-states',
  });
