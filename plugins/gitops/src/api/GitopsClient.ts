import { parseEntityRef } from '@backstage/catalog-model';
import type { FetchApi } from '@backstage/frontend-plugin-api';
import {
  changeProgressSchema,
  changeRequestListSchema,
  entityApplicationsSchema,
  objectReportSchema,
  type ChangeProgress,
  type ChangeRequestList,
  type EntityApplications,
  type ObjectReport,
} from '@naru/plugin-gitops-common';
import { PluginBackend } from '@naru/plugin-naru-react';
import type { GitopsApi, ObjectId } from './GitopsApi';

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
  readonly #backend: PluginBackend;

  constructor(options: { fetchApi: FetchApi }) {
    this.#backend = new PluginBackend({
      fetchApi: options.fetchApi,
      pluginId: 'gitops',
      title: 'GitOps',
      timeoutMs: TIMEOUT_MS,
    });
  }

  async listChanges(options?: {
    signal?: AbortSignal;
  }): Promise<ChangeRequestList> {
    return this.#backend.read(
      changeRequestListSchema,
      '/v1/change-requests',
      options,
    );
  }

  async getProgress(
    change: { repository: string; branch: string },
    options?: { signal?: AbortSignal },
  ): Promise<ChangeProgress> {
    const { repository, branch } = change;
    return this.#backend.read(
      changeProgressSchema,
      `/v1/change-requests/${encodeURIComponent(
        repository,
      )}?${new URLSearchParams({ branch })}`,
      options,
    );
  }

  async listEntityApplications(
    entityRef: string,
    options?: { signal?: AbortSignal },
  ): Promise<EntityApplications> {
    return this.#backend.read(
      entityApplicationsSchema,
      applicationsPath(entityRef),
      options,
    );
  }

  async syncApplication(
    entityRef: string,
    options: { application: string; revision?: string; prune: boolean },
  ): Promise<void> {
    const { application, revision, prune } = options;
    await this.#backend.fetch(
      `${applicationsPath(entityRef)}/${encodeURIComponent(application)}/sync`,
      PluginBackend.posting({ revision, prune }),
    );
  }

  async getObjectReport(
    entityRef: string,
    application: string,
    object: ObjectId,
    options?: { signal?: AbortSignal },
  ): Promise<ObjectReport> {
    const { group, kind, namespace, name } = object;
    const query = new URLSearchParams({
      ...(group ? { group } : {}),
      kind,
      ...(namespace ? { namespace } : {}),
      name,
    });
    return this.#backend.read(
      objectReportSchema,
      `${applicationsPath(entityRef)}/${encodeURIComponent(
        application,
      )}/object?${query}`,
      options,
    );
  }
}

function applicationsPath(entityRef: string): string {
  const { kind, namespace, name } = parseEntityRef(entityRef);
  return `/v1/entities/${[kind, namespace, name]
    .map(encodeURIComponent)
    .join('/')}/applications`;
}
