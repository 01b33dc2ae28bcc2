import { isDeepStrictEqual } from 'node:util';
import {
  LAB_CONTROLLER,
  type KubernetesApi,
  type KubernetesObject,
  type ResourceId,
} from '../kubernetes/KubernetesApi';

/**
 * Keeps a new `status`, and does nothing when it is the present one: a controller that runs again over what it has
 * finished must not cause a change, or it would never come to rest.
 *
 * @returns the object as it is now
 */
export function writeStatus<T extends KubernetesObject>(
  api: KubernetesApi,
  resource: ResourceId,
  object: T,
  status: object,
): T {
  const next: unknown = JSON.parse(JSON.stringify(status));
  if (isDeepStrictEqual(object.status ?? {}, next)) return object;
  return api.update(
    resource,
    { ...object, status: next },
    { as: LAB_CONTROLLER, subresource: 'status' },
  ) as T;
}
