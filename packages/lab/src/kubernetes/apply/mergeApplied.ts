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

// The order of the configuration wins among shared items; live ones that it does not name keep their neighbours.
function mergeLists(
  live: unknown,
  applied: unknown,
  schema: Schema | undefined,
): unknown[] {
  const left = byElement(live, schema);
  const right = byElement(applied, schema);
  const leftOrder = [...left.keys()];
  const shared = [...right.keys()].filter(element => left.has(element));
  const result: unknown[] = [];
  let at = 0;
  let nextShared = 0;
  const takeLive = () => {
    while (at < leftOrder.length) {
      const element = leftOrder[at];
      if (right.has(element)) {
        if (element === shared[nextShared]) return;
      } else {
        result.push(left.get(element));
      }
      at++;
    }
  };
  for (const [element, item] of right) {
    if (left.has(element)) {
      takeLive();
      if (leftOrder[at] === element) at++;
      nextShared++;
    }
    result.push(mergeApplied(left.get(element), item, itemSchema(schema)));
  }
  nextShared = shared.length;
  takeLive();
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
