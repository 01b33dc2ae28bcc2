import type { KubernetesObject } from '../KubernetesApi';
import type {
  PrinterColumn,
  ResourceDefinition,
} from '../resources/ResourceDefinition';
import { age } from './age';
import { builtinColumns, type BuiltinColumn } from './builtinColumns';
import { findByJsonPath } from './jsonPath';

/** Column of a `meta.k8s.io` Table. */
export interface ColumnDefinition {
  name: string;
  type: string;
  format: string;
  description: string;
  priority: number;
}

const NAME: ColumnDefinition = {
  name: 'Name',
  type: 'string',
  format: 'name',
  description:
    'Name must be unique within a namespace. Is required when creating resources, although some resources may allow a client to request the generation of an appropriate name automatically. Name is primarily intended for creation idempotence and configuration definition. Cannot be updated. More info: https://kubernetes.io/docs/concepts/overview/working-with-objects/names#names',
  priority: 0,
};

/** Columns of a kind's table. */
export function columnsOf(definition: ResourceDefinition): ColumnDefinition[] {
  if (definition.custom) {
    return [NAME, ...(definition.columns ?? []).map(customColumn)];
  }
  return builtinColumns(definition).map(
    ({ name, type = 'string', format = '', priority = 0 }) =>
      name === 'Name' && priority === 0
        ? NAME
        : { name, type, format, description: '', priority },
  );
}

/** Row of an object. Built-in ages are counted to `now`. */
export function rowOf(
  definition: ResourceDefinition,
  object: KubernetesObject,
  now: Date,
): { cells: unknown[] } {
  if (!definition.custom) {
    return {
      cells: builtinColumns(definition).map((column: BuiltinColumn) =>
        column.cell(object, now),
      ),
    };
  }
  return {
    cells: [
      object.metadata.name,
      ...(definition.columns ?? []).map(column =>
        customCell(column, object, now),
      ),
    ],
  };
}

function customColumn(column: PrinterColumn): ColumnDefinition {
  return {
    name: column.name,
    type: column.type,
    format: column.format ?? '',
    description:
      column.description ??
      `Custom resource definition column (in JSONPath format): ${column.jsonPath}`,
    priority: column.priority ?? 0,
  };
}

function customCell(
  column: PrinterColumn,
  object: KubernetesObject,
  now: Date,
): unknown {
  const [value] = findByJsonPath(object, column.jsonPath);
  if (value === undefined) return null;
  switch (column.type) {
    case 'date':
      return age(value, now);
    case 'integer':
      return typeof value === 'number' ? Math.trunc(value) : null;
    case 'number':
      return typeof value === 'number' ? value : null;
    case 'boolean':
      return typeof value === 'boolean' ? value : null;
    default:
      return typeof value === 'object' ? JSON.stringify(value) : String(value);
  }
}
