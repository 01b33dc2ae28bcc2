/** Copies a JSON value; several times faster than `structuredClone`, which counts with thousands of objects. */
export function cloneJson<T>(value: T): T {
  return copy(value) as T;
}

function copy(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(copy);
  if (typeof value !== 'object' || value === null) return value;
  const result: Record<string, unknown> = {};
  for (const [field, item] of Object.entries(value)) {
    if (item !== undefined) result[field] = copy(item);
  }
  return result;
}
