import { z } from 'zod';
import { ApiError } from '../KubernetesApi';
import { isObject } from '../schema/Schema';
import { cloneJson } from '../store/cloneJson';
import { sameJson } from '../store/sameJson';

const operation = z.object({
  op: z.enum(['add', 'remove', 'replace', 'move', 'copy', 'test']),
  path: z.string(),
  from: z.string().optional(),
  value: z.unknown().optional(),
});

/**
 * JSON patch (RFC 6902).
 *
 * @throws ApiError 400 when the body is no patch, 422 when a step does not fit the object
 */
export function jsonPatch(target: unknown, body: unknown): unknown {
  const parsed = z.array(operation).safeParse(body);
  if (!parsed.success) {
    throw new ApiError(
      400,
      'BadRequest',
      'error decoding patch: the body must be a list of JSON patch operations',
    );
  }
  const root = { value: cloneJson(target) };
  for (const item of parsed.data) {
    const from = item.from ?? '';
    if (item.op === 'test') {
      if (!sameJson(read(root, item.path), item.value)) refuse();
    } else if (item.op === 'remove') {
      write(root, item.path, 'remove', undefined);
    } else if (item.op === 'move') {
      const value = read(root, from);
      write(root, from, 'remove', undefined);
      write(root, item.path, 'add', value);
    } else if (item.op === 'copy') {
      write(root, item.path, 'add', cloneJson(read(root, from)));
    } else {
      write(root, item.path, item.op, cloneJson(item.value));
    }
  }
  return root.value;
}

function refuse(): never {
  throw new ApiError(
    422,
    'Invalid',
    'the server rejected our request due to an error in our request',
    {},
  );
}

function segments(pointer: string): string[] {
  if (pointer === '') return [];
  if (!pointer.startsWith('/')) refuse();
  return pointer
    .slice(1)
    .split('/')
    .map(part => part.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function step(container: unknown, part: string): unknown {
  if (Array.isArray(container)) {
    const index = Number(part);
    if (!Number.isInteger(index) || index < 0 || index >= container.length) {
      refuse();
    }
    return container[index];
  }
  if (!isObject(container) || !Object.hasOwn(container, part)) refuse();
  return container[part];
}

function read(root: { value: unknown }, pointer: string): unknown {
  return segments(pointer).reduce<unknown>(step, root.value);
}

function write(
  root: { value: unknown },
  pointer: string,
  mode: 'add' | 'remove' | 'replace',
  value: unknown,
): void {
  const parts = segments(pointer);
  const last = parts.pop();
  if (last === undefined) {
    root.value = value;
    return;
  }
  const container = parts.reduce<unknown>(step, root.value);
  if (Array.isArray(container)) {
    if (mode === 'add') {
      const index = last === '-' ? container.length : Number(last);
      if (!Number.isInteger(index) || index < 0 || index > container.length) {
        refuse();
      }
      container.splice(index, 0, value);
      return;
    }
    step(container, last);
    container.splice(Number(last), 1, ...(mode === 'replace' ? [value] : []));
    return;
  }
  if (!isObject(container)) refuse();
  if (mode !== 'add') step(container, last);
  if (mode === 'remove') delete container[last];
  else container[last] = value;
}
