import { resolveSchema } from './builtinDefinitions';
import type { Schema } from './Schema';

/** Schema of a field: of the named property, else of the map's values; undefined when nothing is said. */
export function childSchema(
  schema: Schema | undefined,
  field: string,
): Schema | undefined {
  const property = schema?.properties?.[field];
  if (property) return resolveSchema(property);
  const additional = schema?.additionalProperties;
  return typeof additional === 'object' ? resolveSchema(additional) : undefined;
}

/** Schema of a list's items. */
export function itemSchema(schema: Schema | undefined): Schema | undefined {
  return schema?.items && resolveSchema(schema.items);
}
