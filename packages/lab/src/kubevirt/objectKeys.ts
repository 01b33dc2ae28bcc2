import type {
  KubernetesObject,
  OwnerReference,
} from '../kubernetes/KubernetesApi';

/** `namespace/name`, the key of an object in a controller's queue. */
export function keyOf(object: KubernetesObject): string {
  return `${object.metadata.namespace ?? ''}/${object.metadata.name}`;
}

/** Namespace and name of a key. */
export function partsOf(key: string): { namespace: string; name: string } {
  const slash = key.indexOf('/');
  return { namespace: key.slice(0, slash), name: key.slice(slash + 1) };
}

/** The reference by which an object is owned by its controller. */
export function controllerOf(
  object: KubernetesObject,
  kind: string,
): OwnerReference | undefined {
  return object.metadata.ownerReferences?.find(
    reference => reference.controller === true && reference.kind === kind,
  );
}

/** A controller's reference to `owner`, as KubeVirt and CDI write it. */
export function controllerReference(owner: KubernetesObject): OwnerReference {
  return {
    apiVersion: owner.apiVersion,
    kind: owner.kind,
    name: owner.metadata.name,
    uid: owner.metadata.uid ?? '',
    controller: true,
    blockOwnerDeletion: true,
  };
}
