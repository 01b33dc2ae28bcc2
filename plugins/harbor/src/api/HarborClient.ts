import type { FetchApi } from '@backstage/frontend-plugin-api';
import { PluginBackend } from '@naru/plugin-naru-react';
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
  readonly #backend: PluginBackend;

  constructor(options: { fetchApi: FetchApi }) {
    this.#backend = new PluginBackend({
      fetchApi: options.fetchApi,
      pluginId: 'harbor',
      title: 'Harbor',
      timeoutMs: TIMEOUT_MS,
    });
  }

  async listProjects(team: string, options?: CallOptions) {
    return this.#read(
      harborProjectListSchema,
      '/v1/projects',
      { team },
      options,
    );
  }

  async listRepositories(project: string, options?: CallOptions) {
    return this.#read(
      harborRepositoryListSchema,
      '/v1/repositories',
      { project },
      options,
    );
  }

  async listTags(
    image: { project: string; repository: string },
    options?: CallOptions,
  ) {
    const { project, repository } = image;
    const query = { project, repository };
    return this.#read(harborTagListSchema, '/v1/tags', query, options);
  }

  async #read<T>(
    schema: { parse(value: unknown): T },
    path: string,
    query: Record<string, string>,
    options?: CallOptions,
  ): Promise<T> {
    return this.#backend.read(
      schema,
      `${path}?${new URLSearchParams(query)}`,
      options,
    );
  }
}
