import { itemSchema } from '../schema/schemaNodes';
import { isObject, type Schema } from '../schema/Schema';

/** How server-side apply sees a value under a schema. */
export type Shape = 'leaf' | 'map' | 'keyedList' | 'set';

/** Leaves are owned as a whole; maps and associative lists by their parts. */
export function shapeOf(value: unknown, schema: Schema | undefined): Shape {
  if (Array.isArray(value)) {
    const listType = schema?.['x-kubernetes-list-type'];
    if (listType === 'map') return 'keyedList';
    return listType === 'set' ? 'set' : 'leaf';
  }
  if (!isObject(value)) return 'leaf';
  return schema?.['x-kubernetes-map-type'] === 'atomic' ? 'leaf' : 'map';
}

/** Path element of a list's item; equal elements are the same item. */
export function elementOf(
  item: unknown,
  index: number,
  schema: Schema | undefined,
): string {
  if (schema?.['x-kubernetes-list-type'] === 'set') {
    return `v:${JSON.stringify(item)}`;
  }
  const keys = schema?.['x-kubernetes-list-map-keys'];
  if (!keys || !isObject(item)) return `i:${index}`;
  const properties = schema?.items && keyDefaults(schema, keys);
  return `k:${JSON.stringify(
    Object.fromEntries(
      [...keys]
        .sort()
        .map(key => [key, item[key] ?? properties?.[key]])
        .filter(([, value]) => value !== undefined),
    ),
  )}`;
}

// A key may be left out when the schema has a default for it, as the protocol of a port.
function keyDefaults(
  schema: Schema,
  keys: readonly string[],
): Record<string, unknown> {
  const items = itemSchema(schema);
  return Object.fromEntries(
    keys.map(key => [key, items?.properties?.[key]?.default]),
  );
}
