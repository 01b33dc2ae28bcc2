import { childSchema, itemSchema } from '../schema/schemaNodes';
import { isObject, type Schema } from '../schema/Schema';
import { elementOf, shapeOf } from './elements';
import { FieldSet } from './FieldSet';

/** The fields that an applied configuration speaks of. */
export function fieldsOf(value: unknown, schema: Schema | undefined): FieldSet {
  const set = new FieldSet();
  collect(value, schema, [], set);
  return set;
}

function collect(
  value: unknown,
  schema: Schema | undefined,
  path: string[],
  set: FieldSet,
): void {
  switch (shapeOf(value, schema)) {
    case 'leaf':
      set.insert(path);
      return;
    case 'map':
      if (!isObject(value)) return;
      for (const [field, item] of Object.entries(value)) {
        const below = [...path, `f:${field}`];
        collect(item, childSchema(schema, field), below, set);
        const empty =
          item === null || (isObject(item) && Object.keys(item).length === 0);
        if (empty || schema?.properties?.[field] === undefined) {
          set.insert(below);
        }
      }
      return;
    default:
      if (!Array.isArray(value)) return;
      value.forEach((item, index) => {
        const below = [...path, elementOf(item, index, schema)];
        collect(item, itemSchema(schema), below, set);
        set.insert(below);
      });
  }
}
