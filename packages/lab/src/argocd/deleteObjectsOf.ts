import {
  type KubernetesApi,
  type KubernetesObject,
  LAB_CONTROLLER,
} from '../kubernetes/KubernetesApi';
import { hasSyncOption } from './compare/annotationsOf';
import { CASCADE_FINALIZER } from './model/Application';
import { isNotFound } from './sync/ObjectApplier';

/** Finalizer of an Application that makes its objects go first, undefined when they may stay. */
export function cascadeFinalizer(
  application: KubernetesObject,
): string | undefined {
  return application.metadata.finalizers?.find(
    finalizer =>
      finalizer === CASCADE_FINALIZER ||
      finalizer.startsWith(`${CASCADE_FINALIZER}/`),
  );
}

/**
 * Deletes what an Application brought, as its finalizer asks.
 *
 * @returns whether everything is gone
 */
export function deleteObjectsOf(
  api: KubernetesApi,
  objects: KubernetesObject[],
  finalizer: string,
): boolean {
  const propagationPolicy = finalizer.endsWith('/background')
    ? 'Background'
    : 'Foreground';
  let isGone = true;
  for (const object of objects) {
    const resource = api.resourceOf(object.apiVersion, object.kind);
    if (!resource || hasSyncOption(object, 'Delete=false')) continue;
    const { namespace, name } = object.metadata;
    if (!object.metadata.deletionTimestamp) {
      try {
        api.delete(resource, namespace, name, {
          as: LAB_CONTROLLER,
          propagationPolicy,
        });
      } catch (error) {
        if (!isNotFound(error)) throw error;
      }
    }
    if (api.find(resource, namespace, name)) isGone = false;
  }
  return isGone;
}
