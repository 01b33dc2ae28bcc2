import { resolveSchema } from './builtinDefinitions';
import { isObject, type Schema } from './Schema';

/** How a walk treats objects that the schema leaves empty. */
export interface PruneOptions {
  /** CRDs drop what an empty object schema does not name; built-in raw values are kept. */
  custom: boolean;
}

const FRAME = new Set(['apiVersion', 'kind', 'metadata']);

/**
 * Removes, in place, the fields that the schema does not know.
 *
 * @returns the removed fields as paths (`spec.template.foo`, `spec.list[0].bar`), in the order met
 */
export function pruneUnknownFields(
  object: Record<string, unknown>,
  schema: Schema,
  options: PruneOptions,
): string[] {
  const unknown: string[] = [];
  visitObject(object, resolveSchema(schema), '', options, unknown, true);
  return unknown;
}

function visit(
  value: unknown,
  schema: Schema,
  path: string,
  options: PruneOptions,
  unknown: string[],
): void {
  if (Array.isArray(value)) {
    if (!schema.items) return;
    const items = resolveSchema(schema.items);
    value.forEach((item, index) =>
      visit(item, items, `${path}[${index}]`, options, unknown),
    );
  } else if (isObject(value)) {
    visitObject(
      value,
      schema,
      path,
      options,
      unknown,
      schema['x-kubernetes-embedded-resource'] === true,
    );
  }
}

function visitObject(
  object: Record<string, unknown>,
  schema: Schema,
  path: string,
  options: PruneOptions,
  unknown: string[],
  framed: boolean,
): void {
  const { properties, additionalProperties } = schema;
  const shapeless =
    properties === undefined && additionalProperties === undefined;
  if (shapeless && !options.custom) return;
  for (const field of Object.keys(object)) {
    const below = path === '' ? field : `${path}.${field}`;
    const known = properties?.[field];
    if (framed && FRAME.has(field) && options.custom) {
      continue;
    } else if (known) {
      visit(object[field], resolveSchema(known), below, options, unknown);
    } else if (typeof additionalProperties === 'object') {
      visit(
        object[field],
        resolveSchema(additionalProperties),
        below,
        options,
        unknown,
      );
    } else if (
      additionalProperties !== true &&
      !schema['x-kubernetes-preserve-unknown-fields']
    ) {
      unknown.push(below);
      delete object[field];
    }
  }
}
