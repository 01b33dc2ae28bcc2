import { ForwardedError, ResponseError } from '@backstage/errors';
import type { FetchApi } from '@backstage/frontend-plugin-api';
import type {
  ScaffolderApi,
  TemplateParameterSchema,
} from '@backstage/plugin-scaffolder-react';
import {
  changePreviewSchema,
  type ChangePreview,
  type ChangePreviewRequest,
} from '@naru/plugin-gitops-common';
import { completeForm } from './completeForm';
import { contentKey } from './contentKey';
import type { PreviewApi } from './PreviewApi';
import { SharedAnswers } from './SharedAnswers';

/** Longer than the backend takes for a template with many files, so that its own words arrive before this gives up. */
const TIMEOUT_MS = 45_000;
/** Long enough for the fields of a page and its "Next", short enough to see what changed in Git and Harbor. */
const KEEP_PREVIEW_MS = 15_000;
const KEEP_FORM_MS = 60_000;

/**
 * Asks the GitOps backend plugin of this portal for previews.
 *
 * @public
 */
export class PreviewClient implements PreviewApi {
  readonly #fetchApi: FetchApi;
  readonly #scaffolderApi: Pick<ScaffolderApi, 'getTemplateParameterSchema'>;
  readonly #previews = new SharedAnswers<ChangePreview>({
    keepMs: KEEP_PREVIEW_MS,
    limit: 10,
  });
  readonly #forms = new SharedAnswers<TemplateParameterSchema>({
    keepMs: KEEP_FORM_MS,
    limit: 10,
  });

  constructor(options: {
    fetchApi: FetchApi;
    scaffolderApi: Pick<ScaffolderApi, 'getTemplateParameterSchema'>;
  }) {
    this.#fetchApi = options.fetchApi;
    this.#scaffolderApi = options.scaffolderApi;
  }

  async preview(
    request: ChangePreviewRequest,
    options: { signal?: AbortSignal; fresh?: boolean } = {},
  ): Promise<ChangePreview> {
    const { templateRef } = request;
    const form = await this.#forms.get(
      templateRef,
      () => this.#scaffolderApi.getTemplateParameterSchema(templateRef),
      { signal: options.signal },
    );
    const question = {
      templateRef,
      values: completeForm(form, request.values),
    };
    return this.#previews.get(
      contentKey(question),
      signal => this.#ask(question, signal),
      options,
    );
  }

  async #ask(
    question: ChangePreviewRequest,
    signal: AbortSignal,
  ): Promise<ChangePreview> {
    const response = await this.#fetchApi.fetch('plugin://gitops/v1/previews', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(question),
      signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
    });
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    const answer: unknown = await response.json();
    try {
      return changePreviewSchema.parse(answer);
    } catch (error) {
      throw new ForwardedError(
        'The GitOps backend answered in a form that this page does not understand; both must be of the same release',
        error,
      );
    }
  }
}
