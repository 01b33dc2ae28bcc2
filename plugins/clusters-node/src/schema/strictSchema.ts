import { z } from 'zod';

/** Keywords of a structural schema that say what is valid; the rest describes or merges. */
const KEYWORDS = [
  '$ref',
  'type',
  'required',
  'enum',
  'pattern',
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'minLength',
  'maxLength',
  'minItems',
  'maxItems',
  'multipleOf',
];

const nodeSchema = z.record(z.string(), z.unknown());

/**
 * Turns a structural schema of Kubernetes into JSON Schema that refuses unknown fields, as `fieldValidation=Strict` does.
 */
export function strictSchema(schema: unknown): Record<string, unknown> {
  return convert(schema, true);
}

function convert(schema: unknown, closed: boolean): Record<string, unknown> {
  const node = nodeSchema.parse(schema);
  const result: Record<string, unknown> = {};
  for (const keyword of KEYWORDS) {
    if (node[keyword] !== undefined) {
      result[keyword] = node[keyword];
    }
  }
  if (node.nullable === true && typeof node.type === 'string') {
    result.type = [node.type, 'null'];
  }
  if (node.properties !== undefined) {
    result.properties = Object.fromEntries(
      Object.entries(nodeSchema.parse(node.properties)).map(([name, child]) => [
        name,
        convert(child, closed),
      ]),
    );
  }
  if (node.items !== undefined) {
    result.items = convert(node.items, closed);
  }
  const { additionalProperties } = node;
  if (typeof additionalProperties === 'object') {
    result.additionalProperties = convert(additionalProperties, closed);
  } else if (
    closed &&
    node.properties !== undefined &&
    additionalProperties === undefined &&
    node['x-kubernetes-preserve-unknown-fields'] !== true
  ) {
    result.additionalProperties = false;
  }
  for (const keyword of ['anyOf', 'allOf', 'oneOf']) {
    if (Array.isArray(node[keyword])) {
      // A part of a whole does not know the fields of the others, unless it is a reference.
      result[keyword] = node[keyword].map(part => convert(part, false));
    }
  }
  if (node.not !== undefined) {
    result.not = convert(node.not, false);
  }
  return result;
}
