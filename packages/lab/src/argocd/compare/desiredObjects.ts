import type {
  KubernetesApi,
  KubernetesObject,
  ResourceId,
} from '../../kubernetes/KubernetesApi';
import type { Application, ApplicationCondition } from '../model/Application';
import { isJsonObject, type JsonObject, textAt } from '../model/JsonValue';
import { isHook, isSkipped, syncWave } from './hooks';
import {
  identityKey,
  identityOf,
  type ObjectIdentity,
  trackingId,
  TRACKING_ANNOTATION,
} from './trackingId';

/** Object that Git asks for, as it is to be applied. */
export interface DesiredObject {
  identity: ObjectIdentity;
  key: string;
  version: string;
  object: KubernetesObject;
  /** Undefined when the cluster does not know the kind. */
  resource?: ResourceId;
  isNamespaced: boolean;
  isHook: boolean;
  /** Never brought to the cluster. */
  isSkipped: boolean;
  wave: number;
}

/** Manifests of an Application with namespace and tracking annotation; of repeated ones the last. */
export function desiredObjects(
  application: Application,
  manifests: JsonObject[],
  api: KubernetesApi,
): { objects: DesiredObject[]; conditions: ApplicationCondition[] } {
  const objects = new Map<string, DesiredObject>();
  const counts = new Map<string, number>();
  for (const manifest of manifests) {
    const desired = prepare(application, manifest, api);
    if (desired.object.metadata.generateName) {
      // Each gets a name of its own when it is made.
      objects.set(`${desired.key}#${objects.size}`, desired);
      continue;
    }
    counts.set(desired.key, (counts.get(desired.key) ?? 0) + 1);
    objects.set(desired.key, desired);
  }
  const conditions = [...counts]
    .filter(([, count]) => count > 1)
    .map(([key, count]) => ({
      type: 'RepeatedResourceWarning',
      message: `Resource ${key} appeared ${count} times among application resources.`,
    }));
  return { objects: [...objects.values()], conditions };
}

function prepare(
  application: Application,
  manifest: JsonObject,
  api: KubernetesApi,
): DesiredObject {
  const apiVersion = textAt(manifest, 'apiVersion') ?? '';
  const kind = textAt(manifest, 'kind') ?? '';
  const resource = api.resourceOf(apiVersion, kind);
  const isNamespaced = resource ? api.isNamespaced(resource) : true;
  const metadata = isJsonObject(manifest.metadata) ? manifest.metadata : {};
  const {
    namespace: given,
    name,
    annotations,
    creationTimestamp: _,
    ...rest
  } = metadata;
  const namespace = isNamespaced
    ? (typeof given === 'string' && given) ||
      application.spec.destination.namespace
    : undefined;
  const bare = {
    ...manifest,
    apiVersion,
    kind,
    metadata: {
      ...rest,
      name: typeof name === 'string' ? name : '',
      ...(namespace ? { namespace } : {}),
    },
  };
  const identity = identityOf(bare);
  const object: KubernetesObject = {
    ...bare,
    metadata: {
      ...bare.metadata,
      annotations: {
        ...(isJsonObject(annotations) ? textsOf(annotations) : {}),
        [TRACKING_ANNOTATION]: trackingId(application.name, identity),
      },
    },
  };
  return {
    identity,
    key: identityKey(identity),
    version: apiVersion.split('/').at(-1) ?? '',
    object,
    resource,
    isNamespaced,
    isHook: isHook(object),
    isSkipped: isSkipped(object),
    wave: syncWave(object),
  };
}

function textsOf(values: JsonObject): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, String(value)]),
  );
}
