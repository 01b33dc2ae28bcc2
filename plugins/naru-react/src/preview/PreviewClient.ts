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
import { PluginBackend } from '../backend/PluginBackend';
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
  readonly #backend: PluginBackend;
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
    this.#backend = new PluginBackend({
      fetchApi: options.fetchApi,
      pluginId: 'gitops',
      title: 'GitOps',
      timeoutMs: TIMEOUT_MS,
    });
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
      signal =>
        this.#backend.read(changePreviewSchema, '/v1/previews', {
          ...PluginBackend.posting(question),
          signal,
        }),
      options,
    );
  }
}
