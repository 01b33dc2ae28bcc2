import { ForwardedError, ResponseError } from '@backstage/errors';
import type { FetchApi } from '@backstage/frontend-plugin-api';

/**
 * Backend plugin of this portal, as its screens ask it.
 *
 * @public
 */
export class PluginBackend {
  readonly #options: {
    fetchApi: FetchApi;
    pluginId: string;
    title: string;
    timeoutMs: number;
  };

  /**
   * @param options - `title` is what errors call the backend, e.g. `Harbor`; `timeoutMs` is better longer than the backend
   * itself waits, so that its own words arrive before this gives up
   */
  constructor(options: {
    fetchApi: FetchApi;
    pluginId: string;
    title: string;
    timeoutMs: number;
  }) {
    this.#options = options;
  }

  /**
   * Asks and gives the answer as it is.
   *
   * @param path - from the root of the plugin, e.g. `/v1/cases`
   * @throws ResponseError when the status is not 2xx, the error of fetch when there is no answer in time
   */
  async fetch(path: string, init: RequestInit = {}): Promise<Response> {
    const { fetchApi, pluginId, timeoutMs } = this.#options;
    const timeout = AbortSignal.timeout(timeoutMs);
    const { signal } = init;
    const response = await fetchApi.fetch(`plugin://${pluginId}${path}`, {
      ...init,
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
    });
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    return response;
  }

  /**
   * Asks and reads the answer.
   *
   * @throws what `fetch` throws, and ForwardedError when the answer is not of the schema
   */
  async read<T>(
    schema: { parse(value: unknown): T },
    path: string,
    init?: RequestInit,
  ): Promise<T> {
    const response = await this.fetch(path, init);
    const answer: unknown = await response.json();
    try {
      return schema.parse(answer);
    } catch (error) {
      throw new ForwardedError(
        `The ${
          this.#options.title
        } backend answered in a form that this page does not understand; both must be of the same release`,
        error,
      );
    }
  }

  /** Options of a request that posts JSON. */
  static posting(body: unknown): RequestInit {
    return {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    };
  }
}
