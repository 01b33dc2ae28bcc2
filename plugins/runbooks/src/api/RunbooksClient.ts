import { ForwardedError, ResponseError } from '@backstage/errors';
import type { FetchApi } from '@backstage/frontend-plugin-api';
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
  readonly #fetchApi: FetchApi;

  constructor(options: { fetchApi: FetchApi }) {
    this.#fetchApi = options.fetchApi;
  }

  async match(
    request: MatchRequest,
    options?: CallOptions,
  ): Promise<MatchResponse> {
    const response = await this.#post('/v1/match', request, options);
    return parsed(matchResponseSchema, await response.json());
  }

  async listCases(
    language: Language,
    options?: CallOptions,
  ): Promise<CasesResponse> {
    const response = await this.#fetch(`/v1/cases?language=${language}`, {
      ...options,
    });
    return parsed(casesResponseSchema, await response.json());
  }

  async getCase(
    id: string,
    language: Language,
    options?: CallOptions,
  ): Promise<CaseArticle> {
    const response = await this.#fetch(`${pathOf(id)}?language=${language}`, {
      ...options,
    });
    return parsed(caseArticleSchema, await response.json());
  }

  async sendFeedback(id: string, feedback: FeedbackRequest): Promise<void> {
    await this.#post(`${pathOf(id)}/feedback`, feedback);
  }

  async listFeedback(options?: CallOptions): Promise<FeedbackResponse> {
    const response = await this.#fetch('/v1/feedback', { ...options });
    return parsed(feedbackResponseSchema, await response.json());
  }

  async #post(
    path: string,
    body: MatchRequest | FeedbackRequest,
    options: CallOptions = {},
  ): Promise<Response> {
    return this.#fetch(path, {
      ...options,
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  }

  async #fetch(path: string, init: RequestInit): Promise<Response> {
    const timeout = AbortSignal.timeout(TIMEOUT_MS);
    const { signal } = init;
    const response = await this.#fetchApi.fetch(`plugin://runbooks${path}`, {
      ...init,
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
    });
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    return response;
  }
}

function pathOf(id: string): string {
  return `/v1/cases/${encodeURIComponent(id)}`;
}

function parsed<T>(schema: { parse(value: unknown): T }, answer: unknown): T {
  try {
    return schema.parse(answer);
  } catch (error) {
    throw new ForwardedError(
      'The runbooks backend answered in a form that this page does not understand; both must be of the same release',
      error,
    );
  }
}
