import {
  fieldAt,
  isJsonObject,
  type JsonObject,
  listAt,
} from '../model/JsonValue';

/** Condition of a type in `status.conditions`. */
export function condition(
  object: unknown,
  type: string,
): JsonObject | undefined {
  return conditions(object).find(entry => entry.type === type);
}

/** All of `status.conditions`. */
export function conditions(object: unknown): JsonObject[] {
  return listAt(object, 'status', 'conditions').filter(isJsonObject);
}

/** Whether a condition is there and `True`. */
export function isTrue(object: unknown, type: string): boolean {
  return condition(object, type)?.status === 'True';
}

/** Message of a condition, undefined when it has none. */
export function messageOf(entry: JsonObject | undefined): string | undefined {
  return typeof entry?.message === 'string' && entry.message !== ''
    ? entry.message
    : undefined;
}

/** Number of a field, 0 when it is missing. */
export function numberAt(object: unknown, ...path: string[]): number {
  const value = fieldAt(object, ...path);
  return typeof value === 'number' ? value : 0;
}
