import { isDeepStrictEqual } from 'node:util';
import {
  LAB_CONTROLLER,
  type KubernetesApi,
  type KubernetesObject,
  type ResourceId,
} from '../kubernetes/KubernetesApi';

/** Who writes: the name under which fields are owned. */
export type Writer =
  | 'kube-controller-manager'
  | 'kube-scheduler'
  | 'kubelet'
  | 'external-secrets';

/**
 * Keeps a new `status`, and does nothing when it is the present one, so that a controller comes to rest.
 *
 * @returns the object as it is now
 */
export function writeStatus<T extends KubernetesObject>(
  api: KubernetesApi,
  resource: ResourceId,
  object: T,
  status: object,
  writer: Writer = 'kube-controller-manager',
): T {
  const next: unknown = JSON.parse(JSON.stringify(status));
  if (isDeepStrictEqual(object.status ?? {}, next)) return object;
  return api.update(
    resource,
    { ...object, status: next },
    { as: LAB_CONTROLLER, fieldManager: writer, subresource: 'status' },
  ) as T;
}
