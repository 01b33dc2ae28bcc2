import { ForwardedError, ResponseError } from '@backstage/errors';
import type { FetchApi } from '@backstage/frontend-plugin-api';
import {
  harborProjectListSchema,
  harborRepositoryListSchema,
  harborTagListSchema,
} from '@naru/plugin-harbor-common';
import type { HarborApi } from './HarborApi';

/** Longer than the backend waits for Harbor, so that its own words arrive before this gives up. */
const TIMEOUT_MS = 20_000;

interface CallOptions {
  signal?: AbortSignal;
}

/**
 * Talks to the Harbor backend plugin of this portal.
 *
 * @public
 */
export class HarborClient implements HarborApi {
  readonly #fetchApi: FetchApi;

  constructor(options: { fetchApi: FetchApi }) {
    this.#fetchApi = options.fetchApi;
  }

  async listProjects(team: string, options?: CallOptions) {
    const answer = await this.#get('/v1/projects', { team }, options);
    return parsed(harborProjectListSchema, answer);
  }

  async listRepositories(project: string, options?: CallOptions) {
    const answer = await this.#get('/v1/repositories', { project }, options);
    return parsed(harborRepositoryListSchema, answer);
  }

  async listTags(
    image: { project: string; repository: string },
    options?: CallOptions,
  ) {
    const { project, repository } = image;
    const query = { project, repository };
    const answer = await this.#get('/v1/tags', query, options);
    return parsed(harborTagListSchema, answer);
  }

  async #get(
    path: string,
    query: Record<string, string>,
    options: CallOptions = {},
  ): Promise<unknown> {
    const { signal } = options;
    const timeout = AbortSignal.timeout(TIMEOUT_MS);
    const response = await this.#fetchApi.fetch(
      `plugin://harbor${path}?${new URLSearchParams(query)}`,
      { signal: signal ? AbortSignal.any([signal, timeout]) : timeout },
    );
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
      'The Harbor backend answered in a form that this page does not understand; both must be of the same release',
      error,
    );
  }
}
