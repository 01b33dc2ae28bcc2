import { ApiError } from '../KubernetesApi';
import { childSchema, itemSchema } from '../schema/schemaNodes';
import { isObject, type JsonObject, type Schema } from '../schema/Schema';
import { cloneJson } from '../store/cloneJson';
import { sameJson } from '../store/sameJson';

const DELETE_FROM = '$deleteFromPrimitiveList/';
const ELEMENT_ORDER = '$setElementOrder/';

/**
 * Strategic merge patch as kubectl makes it: lists merge by the key that the schema names, `$patch`, `$retainKeys`,
 * `$deleteFromPrimitiveList` and `$setElementOrder` direct.
 */
export function strategicMergePatch(
  target: JsonObject,
  patch: JsonObject,
  schema: Schema,
): JsonObject {
  return mergeObject(target, patch, schema);
}

function mergeObject(
  target: JsonObject,
  patch: JsonObject,
  schema: Schema | undefined,
): JsonObject {
  if (patch.$patch === 'replace') return withoutDirectives(patch);
  if (patch.$patch === 'delete') return {};
  const result: JsonObject = { ...target };
  if (Array.isArray(patch.$retainKeys)) {
    for (const field of Object.keys(result)) {
      if (!patch.$retainKeys.includes(field)) delete result[field];
    }
  }
  for (const [field, value] of Object.entries(patch)) {
    if (field.startsWith(DELETE_FROM)) {
      const list = field.slice(DELETE_FROM.length);
      const removed = Array.isArray(value) ? value : [];
      const present = result[list];
      if (Array.isArray(present)) {
        result[list] = present.filter(item => !removed.includes(item));
      }
    } else if (!field.startsWith('$')) {
      mergeField(result, field, value, childSchema(schema, field));
    }
  }
  for (const [field, value] of Object.entries(patch)) {
    if (!field.startsWith(ELEMENT_ORDER) || !Array.isArray(value)) continue;
    const list = field.slice(ELEMENT_ORDER.length);
    const present = result[list];
    if (Array.isArray(present)) {
      const key = childSchema(schema, list)?.['x-kubernetes-patch-merge-key'];
      result[list] = reordered(present, value, key);
    }
  }
  return result;
}

function mergeField(
  result: JsonObject,
  field: string,
  value: unknown,
  schema: Schema | undefined,
): void {
  const strategy = schema?.['x-kubernetes-patch-strategy'] ?? '';
  if (value === null) {
    delete result[field];
  } else if (isObject(value)) {
    const present = result[field];
    if (value.$patch === 'delete') delete result[field];
    else if (strategy.includes('replace') && value.$patch === undefined) {
      result[field] = withoutDirectives(value);
    } else {
      result[field] = mergeObject(
        isObject(present) ? present : {},
        value,
        schema,
      );
    }
  } else if (Array.isArray(value) && strategy.includes('merge')) {
    const present = result[field];
    result[field] = mergeList(
      Array.isArray(present) ? present : [],
      value,
      schema,
    );
  } else {
    result[field] = cloneJson(value);
  }
}

function mergeList(
  present: unknown[],
  patch: unknown[],
  schema: Schema | undefined,
): unknown[] {
  const key = schema?.['x-kubernetes-patch-merge-key'];
  if (key === undefined) {
    return [
      ...present,
      ...patch.filter(item => !present.some(other => sameJson(other, item))),
    ];
  }
  const replaced = patch.some(
    item =>
      isObject(item) && item.$patch === 'replace' && item[key] === undefined,
  );
  const result = replaced ? [] : [...present];
  for (const item of patch) {
    if (!isObject(item)) continue;
    if (item.$patch === 'replace' && item[key] === undefined) continue;
    if (item[key] === undefined) {
      throw new ApiError(
        422,
        'Invalid',
        `map: ${JSON.stringify(
          item,
        )} does not contain declared merge key: ${key}`,
      );
    }
    const at = result.findIndex(
      other => isObject(other) && other[key] === item[key],
    );
    const old = result[at];
    if (item.$patch === 'delete') {
      if (at >= 0) result.splice(at, 1);
    } else if (isObject(old)) {
      result[at] = mergeObject(old, item, itemSchema(schema));
    } else {
      result.push(mergeObject({}, item, itemSchema(schema)));
    }
  }
  return result;
}

function reordered(
  present: unknown[],
  order: unknown[],
  key: string | undefined,
): unknown[] {
  const rank = (item: unknown): number =>
    order.findIndex(wanted =>
      key === undefined
        ? wanted === item
        : isObject(wanted) && isObject(item) && wanted[key] === item[key],
    );
  const ordered = present
    .filter(item => rank(item) >= 0)
    .sort((a, b) => rank(a) - rank(b));
  // Items that the order does not name keep their place behind the one they followed.
  const result: unknown[] = [];
  let next = 0;
  for (const item of present) {
    if (rank(item) < 0) result.push(item);
    else result.push(ordered[next++]);
  }
  return result;
}

function withoutDirectives(patch: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(cloneJson(patch)).filter(
      ([field]) => !field.startsWith('$'),
    ),
  );
}
