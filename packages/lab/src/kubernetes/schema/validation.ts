import { resolveSchema } from './builtinDefinitions';
import { isQuantity } from './quantity';
import { isObject, type Schema } from './Schema';
import { sameJson } from '../store/sameJson';

/** One fault of an object, as it stands in `details.causes`. */
export interface FieldCause {
  reason: string;
  /** Without the field; the Status message puts it in front. */
  message: string;
  field: string;
}

const DATE_TIME =
  /^\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:?\d\d)$/;

/** Faults of a value against a CRD's schema, in the words of kube-apiserver. */
export function validateSchema(
  value: unknown,
  schema: Schema,
  path = '',
): FieldCause[] {
  const causes: FieldCause[] = [];
  check(value, resolveSchema(schema), path, causes);
  return causes;
}

function shown(value: unknown): string {
  return typeof value === 'string' ? JSON.stringify(value) : plain(value);
}

function plain(value: unknown): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** JSON type in the words of OpenAPI. */
export function typeOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') {
    return Number.isInteger(value) ? 'integer' : 'number';
  }
  return typeof value;
}

function typeMatches(value: unknown, type: string): boolean {
  const actual = typeOf(value);
  return actual === type || (type === 'number' && actual === 'integer');
}

function invalid(field: string, value: unknown, what: string): FieldCause {
  const named = field === '' ? '<root>' : field;
  return {
    reason: 'FieldValueInvalid',
    message: `Invalid value: ${shown(value)}: ${named} in body ${what}`,
    field: named,
  };
}

function check(
  value: unknown,
  schema: Schema,
  path: string,
  causes: FieldCause[],
): void {
  if (value === null && (schema.nullable || schema.type === undefined)) return;
  if (schema['x-kubernetes-int-or-string']) {
    if (!typeMatches(value, 'integer') && typeof value !== 'string') {
      causes.push(wrongType(value, 'integer,string', path));
      return;
    }
  } else if (schema.type !== undefined && !typeMatches(value, schema.type)) {
    causes.push(wrongType(value, schema.type, path));
    return;
  }
  checkEnum(value, schema, path, causes);
  if (typeof value === 'string') checkString(value, schema, path, causes);
  if (typeof value === 'number') checkNumber(value, schema, path, causes);
  if (Array.isArray(value)) checkList(value, schema, path, causes);
  else if (isObject(value)) checkObject(value, schema, path, causes);
  checkCombinations(value, schema, path, causes);
}

function wrongType(value: unknown, type: string, path: string): FieldCause {
  const field = path === '' ? '<root>' : path;
  return {
    reason: 'FieldValueTypeInvalid',
    message: `Invalid value: ${JSON.stringify(
      typeOf(value),
    )}: ${field} in body must be of type ${type}: ${JSON.stringify(
      typeOf(value),
    )}`,
    field,
  };
}

function checkEnum(
  value: unknown,
  schema: Schema,
  path: string,
  causes: FieldCause[],
): void {
  if (!schema.enum) return;
  if (schema.enum.some(allowed => sameJson(allowed, value))) return;
  causes.push({
    reason: 'FieldValueNotSupported',
    message: `Unsupported value: ${shown(
      value,
    )}: supported values: ${schema.enum.map(shown).join(', ')}`,
    field: path,
  });
}

function checkString(
  value: string,
  schema: Schema,
  path: string,
  causes: FieldCause[],
): void {
  const fault = stringFault(value, schema, path);
  if (fault) causes.push(fault);
}

// The real server names the first fault of a string only.
function stringFault(
  value: string,
  { maxLength, minLength, pattern, format }: Schema,
  path: string,
): FieldCause | undefined {
  const length = [...value].length;
  if (maxLength !== undefined && length > maxLength) {
    return {
      reason: 'FieldValueTooLong',
      message: `Too long: may not be more than ${maxLength} bytes`,
      field: path,
    };
  }
  if (minLength !== undefined && length < minLength) {
    return invalid(path, value, `should be at least ${minLength} chars long`);
  }
  if (pattern !== undefined && !matches(value, pattern)) {
    return invalid(path, value, `should match '${pattern}'`);
  }
  if (format === 'date-time' && !DATE_TIME.test(value)) {
    return invalid(path, value, `must be of type date-time: ${shown(value)}`);
  }
  return undefined;
}

const patterns = new Map<string, RegExp | undefined>();

function matches(value: string, pattern: string): boolean {
  if (!patterns.has(pattern)) {
    let compiled: RegExp | undefined;
    try {
      compiled = new RegExp(pattern, 'u');
    } catch {
      // Go knows classes that JavaScript does not; such a pattern refuses nothing here.
    }
    patterns.set(pattern, compiled);
  }
  return patterns.get(pattern)?.test(value) ?? true;
}

function checkNumber(
  value: number,
  schema: Schema,
  path: string,
  causes: FieldCause[],
): void {
  const { minimum, maximum } = schema;
  if (minimum !== undefined) {
    if (schema.exclusiveMinimum ? value <= minimum : value < minimum) {
      const words = schema.exclusiveMinimum
        ? 'greater than'
        : 'greater than or equal to';
      causes.push(invalid(path, value, `should be ${words} ${minimum}`));
    }
  }
  if (maximum !== undefined) {
    if (schema.exclusiveMaximum ? value >= maximum : value > maximum) {
      const words = schema.exclusiveMaximum
        ? 'less than'
        : 'less than or equal to';
      causes.push(invalid(path, value, `should be ${words} ${maximum}`));
    }
  }
  if (schema.multipleOf !== undefined && value % schema.multipleOf !== 0) {
    causes.push(
      invalid(path, value, `should be a multiple of ${schema.multipleOf}`),
    );
  }
}

function checkList(
  value: unknown[],
  schema: Schema,
  path: string,
  causes: FieldCause[],
): void {
  if (schema.minItems !== undefined && value.length < schema.minItems) {
    causes.push(
      invalid(
        path,
        value.length,
        `should have at least ${schema.minItems} items`,
      ),
    );
  }
  if (schema.maxItems !== undefined && value.length > schema.maxItems) {
    causes.push({
      reason: 'FieldValueTooMany',
      message: `Too many: ${value.length}: must have at most ${schema.maxItems} items`,
      field: path,
    });
  }
  checkDuplicates(value, schema, path, causes);
  if (!schema.items) return;
  const items = resolveSchema(schema.items);
  value.forEach((item, index) =>
    check(item, items, `${path}[${index}]`, causes),
  );
}

function checkDuplicates(
  value: unknown[],
  schema: Schema,
  path: string,
  causes: FieldCause[],
): void {
  const listType = schema['x-kubernetes-list-type'];
  const keys = schema['x-kubernetes-list-map-keys'] ?? [];
  if (listType !== 'set' && listType !== 'map') return;
  const seen = new Set<string>();
  value.forEach((item, index) => {
    let id: unknown = item;
    if (listType === 'map' && isObject(item)) {
      id = Object.fromEntries(keys.map(key => [key, item[key]]));
    }
    const text = JSON.stringify(id);
    if (seen.has(text)) {
      causes.push({
        reason: 'FieldValueDuplicate',
        message: `Duplicate value: ${listType === 'set' ? shown(item) : text}`,
        field: `${path}[${index}]`,
      });
    }
    seen.add(text);
  });
}

function checkObject(
  value: Record<string, unknown>,
  schema: Schema,
  path: string,
  causes: FieldCause[],
): void {
  for (const field of schema.required ?? []) {
    if (value[field] === undefined) {
      causes.push({
        reason: 'FieldValueRequired',
        message: 'Required value',
        field: path === '' ? field : `${path}.${field}`,
      });
    }
  }
  const size = Object.keys(value).length;
  if (schema.minProperties !== undefined && size < schema.minProperties) {
    causes.push(
      invalid(
        path,
        size,
        `should have at least ${schema.minProperties} properties`,
      ),
    );
  }
  if (schema.maxProperties !== undefined && size > schema.maxProperties) {
    causes.push({
      reason: 'FieldValueTooMany',
      message: `Too many: ${size}: must have at most ${schema.maxProperties} items`,
      field: path,
    });
  }
  const { additionalProperties } = schema;
  for (const [field, item] of Object.entries(value)) {
    const below = path === '' ? field : `${path}.${field}`;
    const known = schema.properties?.[field];
    if (known) {
      check(item, resolveSchema(known), below, causes);
    } else if (typeof additionalProperties === 'object') {
      check(item, resolveSchema(additionalProperties), below, causes);
    }
  }
}

function passes(value: unknown, schema: Schema, path: string): boolean {
  const causes: FieldCause[] = [];
  check(value, resolveSchema(schema), path, causes);
  return causes.length === 0;
}

function checkCombinations(
  value: unknown,
  schema: Schema,
  path: string,
  causes: FieldCause[],
): void {
  for (const part of schema.allOf ?? []) {
    check(value, resolveSchema(part), path, causes);
  }
  if (schema.anyOf && !schema['x-kubernetes-int-or-string']) {
    if (!schema.anyOf.some(part => passes(value, part, path))) {
      causes.push(
        invalid(path, value, 'must validate at least one schema (anyOf)'),
      );
    }
  }
  if (schema.oneOf && !schema['x-kubernetes-int-or-string']) {
    const fitting = schema.oneOf.filter(part => passes(value, part, path));
    if (fitting.length !== 1) {
      const found =
        fitting.length === 0
          ? 'Found none valid'
          : `Found ${fitting.length} valid alternatives`;
      causes.push(
        invalid(
          path,
          value,
          `must validate one and only one schema (oneOf). ${found}`,
        ),
      );
    }
  }
  if (schema.not && passes(value, schema.not, path)) {
    causes.push(invalid(path, value, 'must not validate the schema (not)'));
  }
}

/** Where a built-in kind's JSON cannot be read into its Go type; undefined when it can. */
export function findDecodeError(
  value: unknown,
  schema: Schema,
  path: string,
): string | undefined {
  if (value === null || value === undefined) return undefined;
  const wanted = schema.type;
  const quantity =
    schema.oneOf?.some(part => part.type === 'number') &&
    schema.oneOf.some(part => part.type === 'string');
  if (quantity) {
    return isQuantity(value)
      ? undefined
      : "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'";
  }
  if (wanted !== undefined && !typeMatches(value, wanted)) {
    return `json: cannot unmarshal ${goType(
      value,
    )} into Go struct field ${path} of type ${wanted}`;
  }
  if (Array.isArray(value)) {
    const items = schema.items && resolveSchema(schema.items);
    if (!items) return undefined;
    for (const item of value) {
      const found = findDecodeError(item, items, path);
      if (found) return found;
    }
  } else if (isObject(value)) {
    for (const [field, item] of Object.entries(value)) {
      const property = schema.properties?.[field];
      const below =
        property ??
        (typeof schema.additionalProperties === 'object'
          ? schema.additionalProperties
          : undefined);
      // Go names the field that holds a map, not the key in it.
      const place = property ? `${path}.${field}` : path;
      const found = below && findDecodeError(item, resolveSchema(below), place);
      if (found) return found;
    }
  }
  return undefined;
}

function goType(value: unknown): string {
  const type = typeOf(value);
  if (type === 'integer') return 'number';
  return type === 'boolean' ? 'bool' : type;
}
