import type { KubernetesObject, WriteOptions } from '../KubernetesApi';
import { mergePatch } from '../patch/mergePatch';
import { jsonPatch } from '../patch/jsonPatch';
import { badRequest } from '../pipeline/apiErrors';
import type { ObjectPipeline } from '../pipeline/ObjectPipeline';
import type { ResourceDefinition } from '../resources/ResourceDefinition';
import { isObject } from '../schema/Schema';
import { cloneJson } from '../store/cloneJson';
import { parseBody, parsePatch, patchType } from './readBody';
import type { ResourceRequest } from './ResourceHandler';

function readPath(object: unknown, path: string | undefined): unknown {
  if (!path) return undefined;
  return path
    .split('.')
    .filter(part => part !== '')
    .reduce<unknown>(
      (value, part) => (isObject(value) ? value[part] : undefined),
      object,
    );
}

/** The object as `autoscaling/v1` Scale. */
export function readScale(
  definition: ResourceDefinition,
  object: KubernetesObject,
): KubernetesObject {
  const { name, namespace, uid, resourceVersion, creationTimestamp } =
    object.metadata;
  const selector = readPath(object, '.spec.selector.matchLabels');
  return {
    kind: 'Scale',
    apiVersion: 'autoscaling/v1',
    metadata: { name, namespace, uid, resourceVersion, creationTimestamp },
    spec: {
      replicas: readPath(object, definition.scale?.specReplicasPath) ?? 0,
    },
    status: {
      replicas: readPath(object, definition.scale?.statusReplicasPath) ?? 0,
      ...(isObject(selector) && {
        selector: Object.entries(selector)
          .map(([key, value]) => `${key}=${String(value)}`)
          .join(','),
      }),
    },
  };
}

/** Writes the replicas of a Scale, given whole or as a patch, into the object. */
export function writeScale(
  pipeline: ObjectPipeline,
  call: ResourceRequest,
  options: WriteOptions,
): KubernetesObject {
  const { definition, target, info, body, request } = call;
  const name = target.name ?? '';
  const live = pipeline.read(definition, target.namespace, name);
  const scale = readScale(definition, live);
  const contentType = request.headers['content-type'];
  let wanted: unknown;
  if (info.verb === 'patch') {
    const type = patchType(contentType);
    const patch = parsePatch(body, type);
    wanted =
      type === 'json' ? jsonPatch(scale, patch) : mergePatch(scale, patch);
  } else {
    wanted = parseBody(body, contentType);
  }
  const replicas = readPath(wanted, '.spec.replicas');
  if (typeof replicas !== 'number' || replicas < 0) {
    throw badRequest(
      'spec.replicas of the Scale must be a number of 0 or more',
    );
  }
  const copy = cloneJson(live);
  const parts = (definition.scale?.specReplicasPath ?? '')
    .split('.')
    .filter(part => part !== '');
  const last = parts.pop() ?? 'replicas';
  let holder: Record<string, unknown> = copy;
  for (const part of parts) {
    const next = holder[part];
    if (isObject(next)) holder = next;
    else {
      const made = {};
      holder[part] = made;
      holder = made;
    }
  }
  holder[last] = replicas;
  copy.metadata.resourceVersion =
    textOf(readPath(wanted, '.metadata.resourceVersion')) ??
    live.metadata.resourceVersion;
  return pipeline.update(definition, target.namespace, name, copy, {
    ...options,
    subresource: undefined,
  }).object;
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
