/** Copies a JSON value; several times faster than `structuredClone`, which counts with thousands of objects. */
export function cloneJson<T>(value: T): T {
  return copy(value) as T;
}

function copy(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    const list = new Array<unknown>(value.length);
    for (let index = 0; index < value.length; index++) {
      list[index] = copy(value[index]);
    }
    return list;
  }
  const result: Record<string, unknown> = {};
  const source = value as Record<string, unknown>;
  for (const field of Object.keys(source)) {
    const item = source[field];
    if (item !== undefined) result[field] = copy(item);
  }
  return result;
}
