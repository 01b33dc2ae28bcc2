import {
  ApiError,
  type KubernetesObject,
  type PatchType,
  type WriteOptions,
} from '../KubernetesApi';
import { jsonPatch } from '../patch/jsonPatch';
import { mergePatch } from '../patch/mergePatch';
import { strategicMergePatch } from '../patch/strategicMergePatch';
import type { ResourceDefinition } from '../resources/ResourceDefinition';
import { isObject } from '../schema/Schema';
import { cloneJson } from '../store/cloneJson';
import { badRequest, versionOf } from './apiErrors';
import { decodeObject } from './decodeObject';

/**
 * The live object with a patch laid over it.
 *
 * @throws ApiError 400 for a patch that cannot be read, 415 for a strategic one of a custom kind, 422 for a failed test
 */
export function patchedObject(
  definition: ResourceDefinition,
  live: KubernetesObject,
  type: PatchType,
  body: unknown,
): unknown {
  const base = cloneJson(live);
  if (type === 'json') return jsonPatch(base, body);
  if (!isObject(body)) {
    throw badRequest('error decoding patch: the body must be a JSON object');
  }
  if (type === 'merge') return mergePatch(base, body);
  if (definition.custom) {
    throw new ApiError(
      415,
      'UnsupportedMediaType',
      'the body of the request was in an unknown format - accepted media types include: application/json-patch+json, application/merge-patch+json, application/apply-patch+yaml',
    );
  }
  return strategicMergePatch(base, body, definition.schema);
}

/**
 * The part of an applied configuration that its manager comes to own: itself without what the address does not write.
 * Defaults are no part of it; they are filled in after the merge.
 *
 * @throws ApiError 400 when the configuration is no object of the kind
 */
export function appliedFields(
  definition: ResourceDefinition,
  body: unknown,
  options: WriteOptions,
  name: string,
): KubernetesObject {
  decodeObject(definition, body, options);
  const copy = isObject(body) ? cloneJson(body) : {};
  const metadata = isObject(copy.metadata) ? copy.metadata : {};
  const object: KubernetesObject = {
    ...copy,
    apiVersion: versionOf(definition),
    kind: definition.kind,
    metadata: {
      ...metadata,
      name: metadata.name === undefined ? name : String(metadata.name),
    },
  };
  if (options.subresource === 'status') {
    return {
      apiVersion: object.apiVersion,
      kind: object.kind,
      metadata: object.metadata,
      ...(object.status !== undefined && { status: object.status }),
    };
  }
  if (definition.statusSubresource) delete object.status;
  return object;
}
