import { createApiRef } from '@backstage/frontend-plugin-api';
import type {
  CaseArticle,
  CasesResponse,
  FeedbackRequest,
  FeedbackResponse,
  Language,
  MatchRequest,
  MatchResponse,
} from '@naru/plugin-runbooks-common';

/**
 * The runbooks backend, as the screens see it. Every call rejects with a `ResponseError` when the backend refuses, and
 * with the browser's `TypeError` when it cannot be reached.
 *
 * @public
 */
export interface RunbooksApi {
  /** Which cases fit what happened. `RunbookChips` gathers the questions of a screen into one call. */
  match(
    request: MatchRequest,
    options?: { signal?: AbortSignal },
  ): Promise<MatchResponse>;

  /** All cases, and the faults of those that could not be read. */
  listCases(
    language: Language,
    options?: { signal?: AbortSignal },
  ): Promise<CasesResponse>;

  /** One case to read; status 404 when there is none with this id. */
  getCase(
    id: string,
    language: Language,
    options?: { signal?: AbortSignal },
  ): Promise<CaseArticle>;

  /** Says whether a case helped. The last word of a person counts. */
  sendFeedback(id: string, feedback: FeedbackRequest): Promise<void>;

  /** How helpful the cases were; status 403 for those who may not see it. */
  listFeedback(options?: { signal?: AbortSignal }): Promise<FeedbackResponse>;
}

/**
 * Reference of the {@link RunbooksApi}.
 *
 * @public
 */
export const runbooksApiRef = createApiRef<RunbooksApi>().with({
  id: 'plugin.runbooks.api',
  pluginId: 'runbooks',
});
