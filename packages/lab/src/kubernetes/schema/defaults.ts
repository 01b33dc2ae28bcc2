import { resolveSchema } from './builtinDefinitions';
import { isObject, type Schema } from './Schema';

/** Fills in, in place, the defaults that a CRD's schema names; a null that the schema forbids counts as absent. */
export function applyDefaults(value: unknown, schema: Schema): void {
  if (Array.isArray(value)) {
    if (!schema.items) return;
    const items = resolveSchema(schema.items);
    for (const item of value) applyDefaults(item, items);
    return;
  }
  if (!isObject(value)) return;
  for (const [field, given] of Object.entries(schema.properties ?? {})) {
    const known = resolveSchema(given);
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
    for (const [field, item] of Object.entries(value)) {
      if (!schema.properties?.[field]) applyDefaults(item, values);
    }
  }
}
