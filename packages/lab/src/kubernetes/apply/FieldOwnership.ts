import { ApiError, type KubernetesObject } from '../KubernetesApi';
import type { Schema } from '../schema/Schema';
import { sameJson } from '../store/sameJson';
import { compareFields } from './compareFields';
import { fieldsOf } from './fieldsOf';
import { FieldSet, pathText } from './FieldSet';
import {
  owned,
  readManagers,
  sameManager,
  writeManagers,
  type ManagerEntry,
} from './managedFields';
import { mergeApplied, removeFields } from './mergeApplied';

/** Who writes, to which version and part of the object, and when. */
export interface Writer {
  manager: string;
  apiVersion: string;
  subresource?: string;
  time: string;
}

/** Gives `object` the managedFields that follow from a plain write over `live`. */
export function trackUpdate(
  live: KubernetesObject | undefined,
  object: KubernetesObject,
  schema: Schema,
  writer: Writer,
): KubernetesObject {
  const given = object.metadata.managedFields;
  // An empty list asks for a new start; a list that is kept or well formed goes on.
  if (given && given.length === 0) return withManagers(object, []);
  const base = live ?? emptyLike(object);
  const edited = given && !sameJson(given, base.metadata.managedFields);
  const managers =
    readManagers(edited ? object : base) ?? readManagers(base) ?? [];
  const difference = compareFields(stripped(base), stripped(object), schema);
  const changed = owned(difference.added.union(difference.modified));
  const removed = owned(difference.removed);
  const identity = { ...writer, operation: 'Update' as const };
  const mine = managers.find(entry => sameManager(entry, identity));
  const fields = (mine?.fields ?? new FieldSet())
    .union(changed)
    .recursiveDifference(removed);
  const others = managers
    .filter(entry => entry !== mine)
    .map(entry => ({
      ...entry,
      fields: entry.fields
        .recursiveDifference(removed)
        .difference(owned(difference.modified)),
    }));
  const time = mine && mine.fields.equals(fields) ? mine.time : writer.time;
  return withManagers(object, [...others, { ...identity, time, fields }]);
}

/**
 * Server-side apply: the configuration over the live object, less what its manager applied before and now leaves out.
 *
 * @throws ApiError 409 with one cause a field when others own what would change and `force` is not set
 */
export function applyConfiguration(
  live: KubernetesObject,
  configuration: KubernetesObject,
  schema: Schema,
  writer: Writer,
  force: boolean,
): KubernetesObject {
  const managers = readManagers(live) ?? [];
  const identity = { ...writer, operation: 'Apply' as const };
  const mine = managers.find(entry => sameManager(entry, identity));
  const others = managers.filter(entry => entry !== mine);
  const fields = owned(fieldsOf(configuration, schema));

  const merged = mergeApplied(stripped(live), stripped(configuration), schema);
  const dropped = others.reduce(
    (rest, entry) => rest.difference(ownedWithParents(entry.fields)),
    (mine?.fields ?? new FieldSet()).difference(ownedWithParents(fields)),
  );
  const result = removeFields(merged, dropped, schema);

  const difference = compareFields(stripped(live), result, schema);
  const changed = difference.added.union(difference.modified);
  const conflicts = others.flatMap(entry => {
    const contested = entry.fields.intersection(changed);
    return contested.isEmpty() ? [] : [{ entry, contested }];
  });
  if (conflicts.length > 0 && !force) throw conflictError(conflicts);

  const remaining = others.map(entry => ({
    ...entry,
    fields: entry.fields
      .difference(owned(difference.modified))
      .difference(
        conflicts.find(conflict => conflict.entry === entry)?.contested ??
          new FieldSet(),
      )
      .recursiveDifference(owned(difference.removed)),
  }));
  const time = mine?.fields.equals(fields) ? mine.time : writer.time;
  const object = {
    ...(result as KubernetesObject),
    metadata: {
      ...(result as KubernetesObject).metadata,
      managedFields: live.metadata.managedFields,
    },
  };
  return withManagers(object, [...remaining, { ...identity, time, fields }]);
}

// A field stays while somebody owns it or anything below it.
function ownedWithParents(set: FieldSet): FieldSet {
  const result = new FieldSet();
  for (const path of set.paths()) {
    for (let length = 1; length <= path.length; length++) {
      result.insert(path.slice(0, length));
    }
  }
  return result;
}

function stripped(object: KubernetesObject): KubernetesObject {
  const metadata = { ...object.metadata };
  delete metadata.managedFields;
  return { ...object, metadata };
}

function emptyLike(object: KubernetesObject): KubernetesObject {
  return {
    apiVersion: object.apiVersion,
    kind: object.kind,
    metadata: { name: object.metadata.name },
  };
}

function withManagers(
  object: KubernetesObject,
  managers: readonly ManagerEntry[],
): KubernetesObject {
  const metadata = { ...object.metadata };
  const written = writeManagers(managers);
  if (written.length > 0) metadata.managedFields = written;
  else delete metadata.managedFields;
  return { ...object, metadata };
}

function conflictError(
  conflicts: { entry: ManagerEntry; contested: FieldSet }[],
): ApiError {
  const all = conflicts.flatMap(({ entry, contested }) =>
    contested
      .paths()
      .map(path => ({ who: describe(entry), path: pathText(path) })),
  );
  all.sort(
    (a, b) => a.who.localeCompare(b.who) || a.path.localeCompare(b.path),
  );
  const managers = [...new Set(all.map(item => item.who))];
  const text =
    all.length === 1
      ? `${all[0].who}: ${all[0].path}`
      : managers
          .map(who =>
            [
              `conflicts with ${who}:`,
              ...all
                .filter(item => item.who === who)
                .map(item => `- ${item.path}`),
            ].join('\n'),
          )
          .join('\n');
  return new ApiError(
    409,
    'Conflict',
    all.length === 1
      ? `Apply failed with 1 conflict: conflict with ${text}`
      : `Apply failed with ${all.length} conflicts: ${text}`,
    {
      causes: all.map(item => ({
        reason: 'FieldManagerConflict',
        message: `conflict with ${item.who}`,
        field: item.path,
      })),
    },
  );
}

function describe(entry: ManagerEntry): string {
  const subresource = entry.subresource
    ? ` with subresource "${entry.subresource}"`
    : '';
  const version =
    entry.operation === 'Update' ? ` using ${entry.apiVersion}` : '';
  return `"${entry.manager}"${subresource}${version}`;
}
