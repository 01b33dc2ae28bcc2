/** A JSON object whose fields are not known. */
export type JsonObject = Record<string, unknown>;

/** Whether the value is a JSON object (no list, no null). */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Value of a field some levels down, undefined when a level is missing. */
export function fieldAt(value: unknown, ...path: string[]): unknown {
  return path.reduce<unknown>(
    (inner, name) => (isJsonObject(inner) ? inner[name] : undefined),
    value,
  );
}

/** Text of a field some levels down, undefined when it is missing or no text. */
export function textAt(value: unknown, ...path: string[]): string | undefined {
  const found = fieldAt(value, ...path);
  return typeof found === 'string' ? found : undefined;
}

/** Entries of a list some levels down, empty when it is missing or no list. */
export function listAt(value: unknown, ...path: string[]): unknown[] {
  const found = fieldAt(value, ...path);
  return Array.isArray(found) ? found : [];
}

/** Whether two JSON values are the same, whatever the order of their fields. An undefined field is a missing one. */
export function equalJson(left: unknown, right: unknown): boolean {
  if (left === right) return true;
  if (Array.isArray(left) && Array.isArray(right)) {
    return (
      left.length === right.length &&
      left.every((entry, index) => equalJson(entry, right[index]))
    );
  }
  if (isJsonObject(left) && isJsonObject(right)) {
    const names = new Set([...Object.keys(left), ...Object.keys(right)]);
    return [...names].every(name => equalJson(left[name], right[name]));
  }
  return false;
}
