import { childSchema, itemSchema } from '../schema/schemaNodes';
import { isObject, type Schema } from '../schema/Schema';
import { elementOf, shapeOf } from './elements';
import { FieldSet } from './FieldSet';
import { sameJson } from '../store/sameJson';

/** What differs between two states of an object. */
export interface Comparison {
  added: FieldSet;
  modified: FieldSet;
  removed: FieldSet;
}

/** Compares two states field by field, in the way of structured-merge-diff. */
export function compareFields(
  before: unknown,
  after: unknown,
  schema: Schema | undefined,
): Comparison {
  const result = {
    added: new FieldSet(),
    modified: new FieldSet(),
    removed: new FieldSet(),
  };
  compare(before, after, schema, [], result);
  return result;
}

// A struct that Go always has counts as there, but empty.
function present(value: unknown, schema: Schema | undefined): unknown {
  return value === undefined && isObject(schema?.default) ? {} : value;
}

function compare(
  before: unknown,
  after: unknown,
  schema: Schema | undefined,
  path: string[],
  result: Comparison,
): void {
  if (before === after) return;
  const known = after ?? before;
  const shape = shapeOf(known, schema);
  const sameShape =
    before === undefined ||
    after === undefined ||
    (shapeOf(before, schema) === shape &&
      Array.isArray(before) === Array.isArray(after));
  if (shape === 'leaf' || !sameShape) {
    if (before === undefined) result.added.insert(path);
    else if (after === undefined) result.removed.insert(path);
    else if (!sameJson(before, after)) result.modified.insert(path);
    return;
  }
  if (shape === 'map') {
    const left = isObject(before) ? before : {};
    const right = isObject(after) ? after : {};
    for (const field of new Set([
      ...Object.keys(left),
      ...Object.keys(right),
    ])) {
      const below = childSchema(schema, field);
      compare(
        present(left[field], below),
        present(right[field], below),
        below,
        [...path, `f:${field}`],
        result,
      );
    }
  } else {
    compareLists(before, after, schema, path, result);
  }
  if (path.length === 0) return;
  if (before === undefined) result.added.insert(path);
  else if (after === undefined) result.removed.insert(path);
}

function compareLists(
  before: unknown,
  after: unknown,
  schema: Schema | undefined,
  path: string[],
  result: Comparison,
): void {
  const left = byElement(before, schema);
  const right = byElement(after, schema);
  for (const element of new Set([...left.keys(), ...right.keys()])) {
    compare(
      left.get(element),
      right.get(element),
      itemSchema(schema),
      [...path, element],
      result,
    );
  }
}

/** Items of an associative list by their path elements. */
export function byElement(
  list: unknown,
  schema: Schema | undefined,
): Map<string, unknown> {
  const items = Array.isArray(list) ? list : [];
  return new Map(
    items.map((item, index) => [elementOf(item, index, schema), item]),
  );
}
