import type { KubernetesObject } from '../KubernetesApi';
import type { ResourceDefinition } from '../resources/ResourceDefinition';
import { versionOf } from './apiErrors';

/** The stored object in the shape of a version. */
export function fromStored(
  definition: ResourceDefinition,
  stored: KubernetesObject,
): KubernetesObject {
  if (definition.fromStored) return definition.fromStored(stored);
  const apiVersion = versionOf(definition);
  return stored.apiVersion === apiVersion ? stored : { ...stored, apiVersion };
}

/** The object in the shape that is kept. */
export function toStored(
  definition: ResourceDefinition,
  object: KubernetesObject,
): KubernetesObject {
  if (definition.toStored) return definition.toStored(object);
  const apiVersion = definition.storageApiVersion;
  return object.apiVersion === apiVersion ? object : { ...object, apiVersion };
}
