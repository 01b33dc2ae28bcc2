import { equalJson, isJsonObject, type JsonObject } from '../model/JsonValue';

/** Fields by which Kubernetes tells the entries of its lists apart, most telling first. */
const LIST_KEYS = ['name', 'mountPath', 'containerPort', 'port', 'ip', 'uid'];

/**
 * Patch that brings a live object to what is desired: what differs, and what the previous configuration had and the new
 * one has not as `null` (entries of strategic lists as `$patch: delete`).
 */
export function mergeForPatch(options: {
  /** Configuration applied last time. */
  previous: JsonObject;
  desired: JsonObject;
  live: JsonObject;
  /** The patch is a strategic one, in which lists are merged by the server. */
  strategic: boolean;
}): JsonObject {
  const { previous, desired, live, strategic } = options;
  const patch: JsonObject = {};
  for (const [name, value] of Object.entries(desired)) {
    if (value === undefined) continue;
    const present = live[name];
    if (isJsonObject(value) && isJsonObject(present)) {
      const before = previous[name];
      const inner = mergeForPatch({
        previous: isJsonObject(before) ? before : {},
        desired: value,
        live: present,
        strategic,
      });
      if (Object.keys(inner).length > 0) patch[name] = inner;
    } else if (strategic && Array.isArray(value)) {
      patch[name] = [...value, ...removedEntries(previous[name], value)];
    } else if (!equalJson(value, present)) {
      patch[name] = value;
    }
  }
  for (const name of Object.keys(previous)) {
    if (desired[name] === undefined && live[name] !== undefined) {
      patch[name] = null;
    }
  }
  return patch;
}

function removedEntries(previous: unknown, desired: unknown[]): JsonObject[] {
  if (!Array.isArray(previous)) return [];
  const entries = previous.filter(isJsonObject);
  const key = LIST_KEYS.find(name =>
    entries.every(entry => entry[name] !== undefined),
  );
  if (!key) return [];
  const kept = new Set(desired.filter(isJsonObject).map(entry => entry[key]));
  return entries
    .filter(entry => !kept.has(entry[key]))
    .map(entry => ({ $patch: 'delete', [key]: entry[key] }));
}
