import type { FetchApi } from '@backstage/frontend-plugin-api';
import { PluginBackend } from '@naru/plugin-naru-react';
import {
  caseArticleSchema,
  casesResponseSchema,
  feedbackResponseSchema,
  matchResponseSchema,
  type CaseArticle,
  type CasesResponse,
  type FeedbackRequest,
  type FeedbackResponse,
  type Language,
  type MatchRequest,
  type MatchResponse,
} from '@naru/plugin-runbooks-common';
import type { RunbooksApi } from '@naru/plugin-runbooks-react';

/** The backend answers from memory: longer than this means that it is not there. */
const TIMEOUT_MS = 15_000;

interface CallOptions {
  signal?: AbortSignal;
}

/**
 * Talks to the runbooks backend plugin of this portal.
 *
 * @public
 */
export class RunbooksClient implements RunbooksApi {
  readonly #backend: PluginBackend;

  constructor(options: { fetchApi: FetchApi }) {
    this.#backend = new PluginBackend({
      fetchApi: options.fetchApi,
      pluginId: 'runbooks',
      title: 'runbooks',
      timeoutMs: TIMEOUT_MS,
    });
  }

  async match(
    request: MatchRequest,
    options?: CallOptions,
  ): Promise<MatchResponse> {
    return this.#backend.read(matchResponseSchema, '/v1/match', {
      ...options,
      ...PluginBackend.posting(request),
    });
  }

  async listCases(
    language: Language,
    options?: CallOptions,
  ): Promise<CasesResponse> {
    return this.#backend.read(
      casesResponseSchema,
      `/v1/cases?language=${language}`,
      options,
    );
  }

  async getCase(
    id: string,
    language: Language,
    options?: CallOptions,
  ): Promise<CaseArticle> {
    return this.#backend.read(
      caseArticleSchema,
      `${pathOf(id)}?language=${language}`,
      options,
    );
  }

  async sendFeedback(id: string, feedback: FeedbackRequest): Promise<void> {
    await this.#backend.fetch(
      `${pathOf(id)}/feedback`,
      PluginBackend.posting(feedback),
    );
  }

  async listFeedback(options?: CallOptions): Promise<FeedbackResponse> {
    return this.#backend.read(feedbackResponseSchema, '/v1/feedback', options);
  }
}

function pathOf(id: string): string {
  return `/v1/cases/${encodeURIComponent(id)}`;
}
