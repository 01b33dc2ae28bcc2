import type { IgnoredDifferences } from '../model/Application';
import { isJsonObject, listAt, textAt } from '../model/JsonValue';
import {
  type FieldPath,
  jqPaths,
  pointerPath,
  removeAt,
  setAt,
  valueAt,
} from './fieldPath';
import type { ObjectIdentity } from './trackingId';

/** The entries of `spec.ignoreDifferences` that speak of this object. */
export function rulesFor(
  rules: IgnoredDifferences[] | undefined,
  identity: ObjectIdentity,
): IgnoredDifferences[] {
  return (rules ?? []).filter(
    rule =>
      matches(rule.group ?? '', identity.group) &&
      matches(rule.kind, identity.kind) &&
      (!rule.name || rule.name === identity.name) &&
      (!rule.namespace || rule.namespace === identity.namespace),
  );
}

/** Takes the ignored fields away from an object, in place. */
export function dropIgnored(
  object: unknown,
  live: unknown,
  rules: IgnoredDifferences[],
): void {
  for (const path of longestFirst(ignoredPaths(object, live, rules))) {
    removeAt(object, path);
  }
}

/**
 * Gives the ignored fields of `desired` the values that they have live, so that a sync leaves them alone
 * (`RespectIgnoreDifferences=true`). In place.
 */
export function keepIgnored(
  desired: unknown,
  live: unknown,
  rules: IgnoredDifferences[],
): void {
  const paths = [
    ...ignoredPaths(desired, live, rules),
    ...ignoredPaths(live, live, rules),
  ];
  for (const path of longestFirst(paths)) {
    const present = valueAt(live, path);
    if (present === undefined) removeAt(desired, path);
    else setAt(desired, path, structuredClone(present));
  }
}

function matches(pattern: string, value: string): boolean {
  return (
    pattern === value ||
    (pattern.includes('*') &&
      new RegExp(
        `^${pattern
          .replace(/[.+^${}()|[\]\\]/g, '\\$&')
          .replaceAll('*', '.*')}$`,
      ).test(value))
  );
}

function ignoredPaths(
  object: unknown,
  live: unknown,
  rules: IgnoredDifferences[],
): FieldPath[] {
  return rules.flatMap(rule => [
    ...(rule.jsonPointers ?? []).map(pointerPath),
    ...(rule.jqPathExpressions ?? []).flatMap(expression =>
      jqPaths(object, expression),
    ),
    ...(rule.managedFieldsManagers ?? []).flatMap(manager =>
      managedPaths(live, manager),
    ),
  ]);
}

// Later entries of a list go first, so that the places of the others stay right.
function longestFirst(paths: FieldPath[]): FieldPath[] {
  return [...paths].reverse();
}

function managedPaths(live: unknown, manager: string): FieldPath[] {
  return listAt(live, 'metadata', 'managedFields')
    .filter(entry => textAt(entry, 'manager') === manager)
    .flatMap(entry => (isJsonObject(entry) ? leaves(entry.fieldsV1, []) : []));
}

// Entries of keyed lists are left out: a manager that owns some of those is rare and its path has no fixed place.
function leaves(fields: unknown, path: FieldPath): FieldPath[] {
  if (!isJsonObject(fields)) return [];
  const inner = Object.keys(fields).filter(key => key.startsWith('f:'));
  if (inner.length === 0) return path.length > 0 ? [path] : [];
  return inner.flatMap(key => leaves(fields[key], [...path, key.slice(2)]));
}
