import { childSchema, itemSchema } from '../schema/schemaNodes';
import { isObject, type Schema } from '../schema/Schema';
import { byElement } from './compareFields';
import { elementOf, shapeOf } from './elements';
import type { FieldSet } from './FieldSet';

/** Lays an applied configuration over the live object. */
export function mergeApplied(
  live: unknown,
  applied: unknown,
  schema: Schema | undefined,
): unknown {
  if (applied === undefined) return live;
  if (live === undefined) return applied;
  const shape = shapeOf(applied, schema);
  if (shape === 'leaf' || shapeOf(live, schema) !== shape) return applied;
  if (shape === 'map') {
    if (!isObject(live) || !isObject(applied)) return applied;
    const result = { ...live };
    for (const [field, value] of Object.entries(applied)) {
      result[field] = mergeApplied(
        live[field],
        value,
        childSchema(schema, field),
      );
    }
    return result;
  }
  return mergeLists(live, applied, schema);
}

// The order of the configuration wins among shared items; live ones that it does not name keep their neighbours. The
// steps are those of structured-merge-diff, so that both come to the same order.
function mergeLists(
  live: unknown,
  applied: unknown,
  schema: Schema | undefined,
): unknown[] {
  const left = byElement(live, schema);
  const right = byElement(applied, schema);
  const leftOrder = [...left.keys()];
  const rightOrder = [...right.keys()];
  const shared = rightOrder.filter(element => left.has(element));
  const taken = new Set<string>();
  const result: unknown[] = [];
  let [l, r, nextShared] = [0, 0, 0];
  const takeRight = () => {
    const element = rightOrder[r];
    taken.add(element);
    result.push(
      mergeApplied(left.get(element), right.get(element), itemSchema(schema)),
    );
    r++;
    if (element === shared[nextShared]) nextShared++;
  };
  while (l < leftOrder.length || r < rightOrder.length) {
    const element = leftOrder[l];
    const both = l < leftOrder.length && r < rightOrder.length;
    if (both && element === rightOrder[r]) {
      takeRight();
      l++;
    } else if (
      both &&
      right.has(element) &&
      nextShared < shared.length &&
      element !== shared[nextShared]
    ) {
      // Shared, but not the one whose turn it is.
      l++;
    } else if (l < leftOrder.length && !right.has(element)) {
      result.push(left.get(element));
      l++;
    } else {
      if (l < leftOrder.length && taken.has(element)) l++;
      if (r < rightOrder.length) takeRight();
    }
  }
  return result;
}

/** Takes out of the object what the set names. */
export function removeFields(
  value: unknown,
  fields: FieldSet,
  schema: Schema | undefined,
): unknown {
  if (isObject(value)) {
    const result: Record<string, unknown> = {};
    for (const [field, item] of Object.entries(value)) {
      const element = `f:${field}`;
      if (fields.has(element)) continue;
      const below = fields.child(element);
      result[field] = below
        ? removeFields(item, below, childSchema(schema, field))
        : item;
    }
    return result;
  }
  if (!Array.isArray(value)) return value;
  return value.flatMap((item, index) => {
    const element = elementOf(item, index, schema);
    if (fields.has(element)) return [];
    const below = fields.child(element);
    return [below ? removeFields(item, below, itemSchema(schema)) : item];
  });
}
