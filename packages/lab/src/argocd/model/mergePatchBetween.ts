import { equalJson, isJsonObject, type JsonObject } from './JsonValue';

/** JSON merge patch from one value to another; undefined when they are the same. */
export function mergePatchBetween(
  before: JsonObject,
  after: JsonObject,
): JsonObject | undefined {
  const patch: JsonObject = {};
  for (const name of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const old = before[name];
    const value = after[name];
    if (equalJson(old, value)) continue;
    if (value === undefined) patch[name] = null;
    else if (isJsonObject(old) && isJsonObject(value)) {
      patch[name] = mergePatchBetween(old, value);
    } else patch[name] = value;
  }
  return Object.keys(patch).length > 0 ? patch : undefined;
}
