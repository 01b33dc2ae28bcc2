import type { KubernetesObject, WriteOptions } from '../KubernetesApi';
import type { ResourceDefinition } from '../resources/ResourceDefinition';
import { isObject } from '../schema/Schema';
import { cloneJson } from '../store/cloneJson';
import { sameJson } from '../store/sameJson';

/** What a client gave, with all that is not the client's to write as it was: the server's metadata, status or spec. */
export function withServerFields(
  definition: ResourceDefinition,
  live: KubernetesObject,
  given: KubernetesObject,
  subresource: WriteOptions['subresource'],
): KubernetesObject {
  const { metadata } = live;
  const kept = {
    uid: metadata.uid,
    resourceVersion: metadata.resourceVersion,
    generation: metadata.generation,
    creationTimestamp: metadata.creationTimestamp,
    deletionTimestamp: metadata.deletionTimestamp,
    deletionGracePeriodSeconds: metadata.deletionGracePeriodSeconds,
    generateName: metadata.generateName,
  };
  if (subresource === 'status') {
    const object = cloneJson<KubernetesObject>({
      ...live,
      metadata: {
        ...metadata,
        managedFields: given.metadata.managedFields ?? metadata.managedFields,
      },
    });
    if (given.status === undefined) delete object.status;
    else object.status = given.status;
    return object;
  }
  const object = cloneJson<KubernetesObject>({
    ...given,
    metadata: {
      ...given.metadata,
      ...kept,
      managedFields: given.metadata.managedFields ?? metadata.managedFields,
    },
  });
  if (definition.statusSubresource) {
    if (live.status === undefined) delete object.status;
    else object.status = cloneJson(live.status);
  }
  return object;
}

/** Whether a write changes nothing but the time of an owner, which is no change. */
export function sameButTimes(
  a: KubernetesObject,
  b: KubernetesObject,
): boolean {
  const { managedFields: mine = [], ...left } = a.metadata;
  const { managedFields: theirs = [], ...right } = b.metadata;
  const timeless = (entries: unknown[]) =>
    entries.map(entry =>
      isObject(entry) ? { ...entry, time: undefined } : entry,
    );
  return (
    sameJson(left, right) &&
    sameJson({ ...a, metadata: 0 }, { ...b, metadata: 0 }) &&
    sameJson(timeless(mine), timeless(theirs))
  );
}
