import { ForwardedError, ResponseError } from '@backstage/errors';
import type { FetchApi } from '@backstage/frontend-plugin-api';
import {
  changeProgressSchema,
  changeRequestListSchema,
  type ChangeProgress,
  type ChangeRequestList,
} from '@naru/plugin-gitops-common';
import type { GitopsApi } from './GitopsApi';

/**
 * Longer than the backend waits for the forge, so that its own words arrive before this gives up.
 */
const TIMEOUT_MS = 30_000;

/**
 * Talks to the GitOps backend plugin of this portal.
 *
 * @public
 */
export class GitopsClient implements GitopsApi {
  readonly #fetchApi: FetchApi;

  constructor(options: { fetchApi: FetchApi }) {
    this.#fetchApi = options.fetchApi;
  }

  async listChanges(options?: {
    signal?: AbortSignal;
  }): Promise<ChangeRequestList> {
    const answer = await this.#get('/v1/change-requests', options?.signal);
    return parsed(changeRequestListSchema, answer);
  }

  async getProgress(
    change: { repository: string; branch: string },
    options?: { signal?: AbortSignal },
  ): Promise<ChangeProgress> {
    const { repository, branch } = change;
    const answer = await this.#get(
      `/v1/change-requests/${encodeURIComponent(
        repository,
      )}?${new URLSearchParams({ branch })}`,
      options?.signal,
    );
    return parsed(changeProgressSchema, answer);
  }

  async #get(path: string, signal: AbortSignal | undefined): Promise<unknown> {
    const timeout = AbortSignal.timeout(TIMEOUT_MS);
    const response = await this.#fetchApi.fetch(`plugin://gitops${path}`, {
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
    });
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    return response.json();
  }
}

function parsed<T>(schema: { parse(value: unknown): T }, answer: unknown): T {
  try {
    return schema.parse(answer);
  } catch (error) {
    throw new ForwardedError(
      'The GitOps backend answered in a form that this page does not understand; both must be of the same release',
      error,
    );
  }
}
