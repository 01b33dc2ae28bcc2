import { resolveSchema } from './builtinDefinitions';
import { isObject, type Schema } from './Schema';

/** Fills in, in place, the defaults that a CRD's schema names; a null that the schema forbids counts as absent. */
export function applyDefaults(value: unknown, schema: Schema): void {
  if (!hasDefaults(schema)) return;
  if (Array.isArray(value)) {
    if (!schema.items) return;
    const items = resolveSchema(schema.items);
    for (const item of value) applyDefaults(item, items);
    return;
  }
  if (!isObject(value)) return;
  for (const [field, known] of defaultedProperties(schema)) {
    if (value[field] === null && !known.nullable) {
      if (known.default !== undefined) delete value[field];
    }
    if (value[field] === undefined && known.default !== undefined) {
      value[field] = structuredClone(known.default);
    }
    if (value[field] !== undefined) applyDefaults(value[field], known);
  }
  const { additionalProperties } = schema;
  if (typeof additionalProperties === 'object') {
    const values = resolveSchema(additionalProperties);
    if (!hasDefaults(values)) return;
    for (const [field, item] of Object.entries(value)) {
      if (!schema.properties?.[field]) applyDefaults(item, values);
    }
  }
}

// Large schemas have few defaults: what has none is not walked.
const withDefaults = new WeakMap<Schema, [string, Schema][]>();
const answers = new WeakMap<Schema, boolean>();

function defaultedProperties(schema: Schema): [string, Schema][] {
  const known = withDefaults.get(schema);
  if (known) return known;
  const found = Object.entries(schema.properties ?? {})
    .map(([field, given]): [string, Schema] => [field, resolveSchema(given)])
    .filter(([, below]) => below.default !== undefined || hasDefaults(below));
  withDefaults.set(schema, found);
  return found;
}

function hasDefaults(schema: Schema): boolean {
  const known = answers.get(schema);
  if (known !== undefined) return known;
  // Stands in for the answer while a schema that contains itself is looked through.
  answers.set(schema, false);
  const { items, additionalProperties } = schema;
  const below = [
    ...Object.values(schema.properties ?? {}),
    ...(items ? [items] : []),
    ...(typeof additionalProperties === 'object' ? [additionalProperties] : []),
  ].map(resolveSchema);
  const answer = below.some(
    child => child.default !== undefined || hasDefaults(child),
  );
  answers.set(schema, answer);
  return answer;
}
