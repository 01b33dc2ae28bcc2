import { z } from 'zod';
import type { KubernetesObject } from '../KubernetesApi';
import { FieldSet } from './FieldSet';

/** What one writer owns. */
export interface ManagerEntry {
  manager: string;
  operation: 'Apply' | 'Update';
  apiVersion: string;
  time?: string;
  subresource?: string;
  fields: FieldSet;
}

const entries = z.array(
  z.object({
    manager: z.string().default(''),
    operation: z.enum(['Apply', 'Update']),
    apiVersion: z.string(),
    time: z.string().optional(),
    subresource: z.string().optional(),
    fieldsV1: z.unknown().optional(),
  }),
);

const UPDATE_ENTRIES = 10;

/** Fields that nobody owns: the frame and what the server writes. */
export const UNOWNED = FieldSet.fromJson({
  'f:apiVersion': {},
  'f:kind': {},
  'f:metadata': {
    '.': {},
    'f:name': {},
    'f:namespace': {},
    'f:generateName': {},
    'f:creationTimestamp': {},
    'f:selfLink': {},
    'f:uid': {},
    'f:clusterName': {},
    'f:generation': {},
    'f:managedFields': {},
    'f:resourceVersion': {},
    'f:deletionTimestamp': {},
    'f:deletionGracePeriodSeconds': {},
  },
});

/** Removes from a set what nobody owns; `metadata` itself goes, its labels stay. */
export function owned(set: FieldSet): FieldSet {
  return set.difference(UNOWNED);
}

// Kept objects never change, so the owners of each are read once.
const managersRead = new WeakMap<unknown[], ManagerEntry[]>();

/** Reads `metadata.managedFields`; undefined when it cannot be understood. */
export function readManagers(
  object: KubernetesObject,
): ManagerEntry[] | undefined {
  const list = object.metadata.managedFields ?? [];
  const read = managersRead.get(list);
  if (read) return read;
  const managers = entries
    .safeParse(list)
    .data?.map(({ fieldsV1, ...entry }) => ({
      ...entry,
      fields: FieldSet.fromJson(fieldsV1),
    }));
  if (managers) managersRead.set(list, managers);
  return managers;
}

/** Writes the owners, in the order and number that the API server keeps. */
export function writeManagers(managers: readonly ManagerEntry[]): unknown[] {
  return capped(managers.filter(entry => !entry.fields.isEmpty()))
    .sort(
      (a, b) =>
        a.operation.localeCompare(b.operation) ||
        (a.time ?? '').localeCompare(b.time ?? '') ||
        a.manager.localeCompare(b.manager),
    )
    .map(entry => ({
      manager: entry.manager,
      operation: entry.operation,
      apiVersion: entry.apiVersion,
      ...(entry.time !== undefined && { time: entry.time }),
      fieldsType: 'FieldsV1',
      fieldsV1: entry.fields.toJson(),
      ...(entry.subresource && { subresource: entry.subresource }),
    }));
}

function capped(managers: ManagerEntry[]): ManagerEntry[] {
  const updates = managers
    .filter(entry => entry.operation === 'Update')
    .sort((a, b) => (a.time ?? '').localeCompare(b.time ?? ''));
  const excess = updates.slice(0, Math.max(0, updates.length - UPDATE_ENTRIES));
  if (excess.length === 0) return managers;
  const merged = new Map<string, ManagerEntry>();
  for (const entry of excess) {
    const known = merged.get(entry.apiVersion);
    merged.set(entry.apiVersion, {
      manager: 'ancient-changes',
      operation: 'Update',
      apiVersion: entry.apiVersion,
      time: entry.time,
      fields: known ? known.fields.union(entry.fields) : entry.fields,
    });
  }
  return [
    ...managers.filter(entry => !excess.includes(entry)),
    ...merged.values(),
  ];
}

/** Whether two entries are the same writer doing the same thing. */
export function sameManager(
  a: Pick<ManagerEntry, 'manager' | 'operation' | 'apiVersion' | 'subresource'>,
  b: Pick<ManagerEntry, 'manager' | 'operation' | 'apiVersion' | 'subresource'>,
): boolean {
  return (
    a.manager === b.manager &&
    a.operation === b.operation &&
    a.apiVersion === b.apiVersion &&
    (a.subresource ?? '') === (b.subresource ?? '')
  );
}
