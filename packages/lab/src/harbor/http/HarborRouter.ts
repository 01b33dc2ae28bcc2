import { HarborError } from '../HarborError';
import type { HarborViewer } from '../HarborAccounts';

/** One request, as a route sees it. */
export interface HarborRequest {
  method: string;
  /** As it was sent. */
  path: string;
  query: URLSearchParams;
  /** Decoded parts of the path, by the names in the pattern. */
  params: Record<string, string>;
  /** `X-Is-Resource-Name: true`: a number in the path is a name. */
  namesOnly: boolean;
  viewer: HarborViewer;
}

/** What a route answers: JSON, or text. */
export interface HarborAnswer {
  status: number;
  json?: unknown;
  text?: string;
  headers?: Record<string, string>;
}

type Handler = (request: HarborRequest) => HarborAnswer;

interface Route {
  method: string;
  pattern: RegExp;
  names: string[];
  handler: Handler;
}

/**
 * Finds the handler of a request. Like the nginx before a real Harbor it takes one level of encoding off the whole path first:
 * a slash that is encoded once separates parts, one that is encoded twice belongs to a repository's name.
 */
export class HarborRouter {
  readonly #routes: Route[] = [];

  /** `pattern`: `:name` is one part of the path, `:name+` at least one. */
  on(method: string, pattern: string, handler: Handler): void {
    const names: string[] = [];
    const source = pattern
      .replace(/[.?^${}()|[\]\\]/g, '\\$&')
      .replace(/:(\w+)(\+?)/g, (_, name: string, many: string) => {
        names.push(name);
        return many ? '(.+)' : '([^/]+)';
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
   * @throws HarborError 404 and 405 in Harbor's words
   */
  find(
    method: string,
    sentPath: string,
  ): { handler: Handler; params: Record<string, string> } {
    const path = decoded(sentPath);
    const others = new Set<string>();
    for (const route of this.#routes) {
      const match = route.pattern.exec(path);
      if (!match) continue;
      if (route.method !== method) {
        others.add(route.method);
        continue;
      }
      const params: Record<string, string> = {};
      for (const [index, name] of route.names.entries())
        params[name] = decoded(match[index + 1]);
      return { handler: route.handler, params };
    }
    if (others.size > 0)
      throw new HarborError(
        405,
        `method ${method} is not allowed, but [${[...others]
          .sort()
          .join(',')}] are`,
        'METHOD_NOT_ALLOWED',
      );
    throw new HarborError(404, `path ${path} was not found`);
  }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new HarborError(400, 'bad request');
  }
}
