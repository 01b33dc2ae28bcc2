import { parseEntityRef } from '@backstage/catalog-model';
import { ForwardedError, ResponseError } from '@backstage/errors';
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

  async listEntityApplications(
    entityRef: string,
    options?: { signal?: AbortSignal },
  ): Promise<EntityApplications> {
    const answer = await this.#get(
      applicationsPath(entityRef),
      options?.signal,
    );
    return parsed(entityApplicationsSchema, answer);
  }

  async syncApplication(
    entityRef: string,
    options: { application: string; revision?: string; prune: boolean },
  ): Promise<void> {
    const { application, revision, prune } = options;
    await this.#fetch(
      `${applicationsPath(entityRef)}/${encodeURIComponent(application)}/sync`,
      {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ revision, prune }),
      },
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
    const answer = await this.#get(
      `${applicationsPath(entityRef)}/${encodeURIComponent(
        application,
      )}/object?${query}`,
      options?.signal,
    );
    return parsed(objectReportSchema, answer);
  }

  async #get(path: string, signal: AbortSignal | undefined): Promise<unknown> {
    const response = await this.#fetch(path, { signal });
    return response.json();
  }

  async #fetch(path: string, init: RequestInit): Promise<Response> {
    const timeout = AbortSignal.timeout(TIMEOUT_MS);
    const { signal } = init;
    const response = await this.#fetchApi.fetch(`plugin://gitops${path}`, {
      ...init,
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
    });
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    return response;
  }
}

function applicationsPath(entityRef: string): string {
  const { kind, namespace, name } = parseEntityRef(entityRef);
  return `/v1/entities/${[kind, namespace, name]
    .map(encodeURIComponent)
    .join('/')}/applications`;
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
