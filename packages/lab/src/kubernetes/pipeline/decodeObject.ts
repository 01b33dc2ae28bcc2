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
  if (
    definition.custom &&
    (copy.kind === undefined || copy.apiVersion === undefined)
  ) {
    const text = JSON.stringify(body);
    const start = text.length > 22 ? `${text.slice(0, 22)} ...` : text;
    const missing = copy.kind === undefined ? 'Kind' : 'apiVersion';
    throw badRequest(
      `the object provided is unrecognized (must be of type ${definition.kind}): Object '${missing}' is missing in '${text}' (${start})`,
    );
  }
  if (apiVersion !== wanted) {
    throw badRequest(
      definition.custom
        ? `the API version in the data (${String(
            apiVersion,
          )}) does not match the expected API version (${wanted})`
        : `${String(kind)} in version ${JSON.stringify(
            apiVersion,
          )} cannot be handled as a ${
            definition.kind
          }: no kind ${JSON.stringify(
            kind,
          )} is registered for version ${JSON.stringify(
            apiVersion,
          )} in scheme "pkg/runtime/scheme.go:110"`,
    );
  }
  if (kind !== definition.kind) {
    const { group, version } = definition.id;
    const home = group === '' ? 'core' : group.split('.')[0];
    throw badRequest(
      definition.custom
        ? `the kind in the data (${String(
            kind,
          )}) does not match the expected kind (${definition.kind})`
        : `${String(kind)} in version "${version}" cannot be handled as a ${
            definition.kind
          }: converting (v1.${String(kind)}) to (${home}.${
            definition.kind
          }): unknown conversion`,
    );
  }
  const metadata = isObject(copy.metadata) ? copy.metadata : {};
  return {
    kind: definition.kind,
    apiVersion: wanted,
    ...copy,
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
