import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { isObject, type Schema } from './Schema';

/** Numbers of a message's protobuf fields; a map in place of a name is a struct that JSON shows inline. */
export interface WireFields {
  [number: string]: string | WireFields;
}

const wireFields: z.ZodType<WireFields> = z.record(
  z.string(),
  z.union([z.string(), z.lazy(() => wireFields)]),
);

const line = z.object({
  name: z.string(),
  schema: z.custom<Schema>(isObject),
  wire: wireFields.optional(),
});

const lines = readFileSync(
  require.resolve('./builtin-definitions.jsonl'),
  'utf8',
)
  .split('\n')
  .filter(text => text !== '')
  .map(text => line.parse(JSON.parse(text)));

/**
 * Definitions of the built-in kinds by their OpenAPI names, taken from the OpenAPI v3 documents of kube-apiserver
 * 1.34 (Apache-2.0) without their descriptions. `default: {}` marks a struct that is always there in Go.
 */
export const builtinDefinitions: ReadonlyMap<string, Schema> = new Map(
  lines.map(({ name, schema }) => [name, schema]),
);

/** Protobuf fields of the definitions, by the same names. */
export const builtinWireFields: ReadonlyMap<string, WireFields> = new Map(
  lines.map(({ name, wire = {} }) => [name, wire]),
);

const resolved = new WeakMap<Schema, Schema>();

/** Follows `$ref`; what stands beside the reference goes over what it names. */
export function resolveSchema(schema: Schema): Schema {
  if (schema.$ref === undefined) return schema;
  const known = resolved.get(schema);
  if (known) return known;
  const { $ref, ...beside } = schema;
  const target = builtinDefinitions.get($ref);
  const result = target ? { ...resolveSchema(target), ...beside } : beside;
  resolved.set(schema, result);
  return result;
}

/** Name of the definition of a built-in kind. */
export function builtinDefinitionName(
  group: string,
  version: string,
  kind: string,
): string | undefined {
  for (const [name, schema] of builtinDefinitions) {
    const ids = schema['x-kubernetes-group-version-kind'];
    if (
      ids?.length === 1 &&
      ids[0].group === group &&
      ids[0].version === version &&
      ids[0].kind === kind
    ) {
      return name;
    }
  }
  return undefined;
}

/** Schema of a built-in kind. */
export function builtinSchema(
  group: string,
  version: string,
  kind: string,
): Schema | undefined {
  const name = builtinDefinitionName(group, version, kind);
  return name === undefined ? undefined : builtinDefinitions.get(name);
}

/** Name of the definition that is this very schema. */
export function definitionNameOf(schema: Schema): string | undefined {
  for (const [name, known] of builtinDefinitions) {
    if (known === schema) return name;
  }
  return undefined;
}
