import type { KubernetesObject, WriteOptions } from '../KubernetesApi';
import type { ResourceDefinition } from '../resources/ResourceDefinition';
import {
  builtinDefinitions,
  resolveSchema,
} from '../schema/builtinDefinitions';
import { applyDefaults } from '../schema/defaults';
import { isObject, type Schema } from '../schema/Schema';
import { pruneUnknownFields } from '../schema/unknownFields';
import { findDecodeError } from '../schema/validation';
import { cloneJson } from '../store/cloneJson';
import { badRequest, cannotDecode, versionOf } from './apiErrors';
import { applyBuiltinDefaults } from './builtinDefaults';

const META: Schema = resolveSchema(
  builtinDefinitions.get('io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta') ??
    {},
);

/**
 * Reads a body as an object of the kind: checks its frame and types, handles unknown fields as `fieldValidation`
 * says, and fills in defaults. The body is not changed.
 *
 * @throws ApiError 400
 */
export function decodeObject(
  definition: ResourceDefinition,
  body: unknown,
  options: Pick<WriteOptions, 'fieldValidation' | 'warnings'>,
): KubernetesObject {
  const object = readFrame(definition, body);
  const custom = definition.custom;
  if (!custom) {
    const fault = findDecodeError(object, definition.schema, definition.kind);
    if (fault !== undefined) throw cannotDecode(definition, fault);
  } else {
    const fault = findDecodeError(object.metadata, META, 'metadata');
    if (fault !== undefined) throw cannotDecode(definition, fault);
  }
  dropNulls(object.metadata);
  const unknown = pruneUnknownFields(object, definition.schema, { custom });
  if (custom) {
    const inMetadata = pruneUnknownFields(
      object.metadata as unknown as Record<string, unknown>,
      META,
      { custom: false },
    );
    unknown.push(...inMetadata.map(field => `metadata.${field}`));
  }
  report(definition, unknown, options);
  if (custom) applyDefaults(object, definition.schema);
  else {
    dropNulls(object);
    applyBuiltinDefaults(definition.qualifiedName, object);
  }
  return object;
}

function readFrame(
  definition: ResourceDefinition,
  body: unknown,
): KubernetesObject {
  if (!isObject(body)) {
    throw badRequest(
      'the object provided is unrecognized (must be of type ' +
        `${definition.kind}): the body is not a JSON object`,
    );
  }
  const copy = cloneJson(body);
  const wanted = versionOf(definition);
  const apiVersion = copy.apiVersion ?? wanted;
  const kind = copy.kind ?? definition.kind;
  if (apiVersion !== wanted) {
    throw badRequest(
      `the API version in the data (${String(
        apiVersion,
      )}) does not match the expected API version (${wanted})`,
    );
  }
  if (kind !== definition.kind) {
    throw badRequest(
      `${String(kind)} in version "${
        definition.id.version
      }" cannot be handled as a ${definition.kind}: converting (v1.${String(
        kind,
      )}) to (v1.${definition.kind}): unknown conversion`,
    );
  }
  const metadata = isObject(copy.metadata) ? copy.metadata : {};
  return {
    ...copy,
    apiVersion: wanted,
    kind: definition.kind,
    metadata: { ...metadata, name: textOr(metadata.name) },
  };
}

function textOr(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function dropNulls(object: object): void {
  for (const [field, value] of Object.entries(object)) {
    if (value === null) Reflect.deleteProperty(object, field);
  }
}

function report(
  definition: ResourceDefinition,
  unknown: readonly string[],
  options: Pick<WriteOptions, 'fieldValidation' | 'warnings'>,
): void {
  if (unknown.length === 0) return;
  const texts = unknown.map(field => `unknown field "${field}"`);
  if (options.fieldValidation === 'Strict') {
    throw cannotDecode(
      definition,
      `strict decoding error: ${texts.join(', ')}`,
    );
  }
  if (options.fieldValidation !== 'Ignore') options.warnings?.push(...texts);
}
