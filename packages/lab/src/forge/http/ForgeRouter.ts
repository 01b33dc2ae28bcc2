import type { IncomingMessage, ServerResponse } from 'node:http';
import type { z } from 'zod';
import type { Viewer } from '../Accounts';
import { ForgeError } from '../ForgeError';

/** One request, as a route sees it. */
export interface ForgeRequest {
  method: string;
  url: URL;
  /** Decoded parts of the path, by the names in the pattern; `*` is the rest of it. */
  params: Record<string, string>;
  headers: IncomingMessage['headers'];
  viewer: Viewer;
  /** The whole body. */
  body: Buffer;
  raw: IncomingMessage;
}

/** What a route answers: JSON, or text with a type, or nothing. */
export interface ForgeAnswer {
  status: number;
  json?: unknown;
  text?: string | Buffer;
  type?: string;
  headers?: Record<string, string | string[]>;
}

type Handler = (
  request: ForgeRequest,
  response: ServerResponse,
) => Promise<ForgeAnswer | undefined>;

interface Route {
  method: string;
  pattern: RegExp;
  names: string[];
  handler: Handler;
}

/** Finds the handler of a request by method and path. */
export class ForgeRouter {
  readonly #routes: Route[] = [];

  /** `pattern`: `:name` is one part of the path, a `*` at the end is the rest of it. A handler that answers nothing has answered itself. */
  on(method: string, pattern: string, handler: Handler): void {
    const names: string[] = [];
    const source = pattern
      .replace(/[.+?^${}()|[\]\\]/g, '\\$&')
      .replace(/:(\w+)/g, (_, name: string) => {
        names.push(name);
        return '([^/]+)';
      })
      .replace(/\*$/, () => {
        names.push('*');
        return '(.+)';
      });
    this.#routes.push({
      method,
      pattern: new RegExp(`^${source}$`),
      names,
      handler,
    });
  }

  /**
   * The route of a request.
   *
   * @returns undefined when there is no such path, `wrong-method` when the path knows other methods only
   */
  find(
    method: string,
    path: string,
  ):
    | { handler: Handler; params: Record<string, string> }
    | 'wrong-method'
    | undefined {
    let known = false;
    for (const route of this.#routes) {
      const match = route.pattern.exec(path);
      if (!match) continue;
      known = true;
      if (
        route.method !== method &&
        !(method === 'HEAD' && route.method === 'GET')
      )
        continue;
      const params: Record<string, string> = {};
      for (const [index, name] of route.names.entries())
        params[name] = decoded(match[index + 1]);
      return { handler: route.handler, params };
    }
    return known ? 'wrong-method' : undefined;
  }
}

/**
 * Reads a JSON body. Fields that Gitea requires must have the name of Go's struct in `required`.
 *
 * @throws ForgeError 422 in Gitea's words
 */
export function readJson<T extends z.ZodType>(
  request: ForgeRequest,
  schema: T,
  required: Record<string, string> = {},
): z.infer<T> {
  const text = request.body.toString('utf8');
  let value: unknown;
  try {
    value = text === '' ? {} : JSON.parse(text);
  } catch {
    throw new ForgeError(
      422,
      '[]: invalid character looking for beginning of value',
    );
  }
  if (typeof value === 'object' && value !== null) {
    for (const [field, name] of Object.entries(required)) {
      const given = (value as Record<string, unknown>)[field];
      if (given === undefined || given === null || given === '')
        throw new ForgeError(422, `[${name}]: Required`);
    }
  }
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new ForgeError(422, `[${issue.path.join('.')}]: ${issue.message}`);
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw ForgeError.notFound();
  }
}
