import { createApiRef } from '@backstage/frontend-plugin-api';
import type {
  ChangePreview,
  ChangePreviewRequest,
} from '@naru/plugin-gitops-common';

/**
 * What a request would do, without doing it.
 *
 * @public
 */
export interface PreviewApi {
  /**
   * Asks for the change that a form would make. Questions of the template that the form has not come to yet take their
   * defaults. Equal questions share one answer for some seconds.
   *
   * Rejects with an `IncompleteFormError` while the form itself would not accept the values, with a `ResponseError` when
   * the backend refuses, and with the browser's `TypeError` when it cannot be reached.
   *
   * @param options - `signal` gives up waiting; the question itself is dropped once nobody waits for it. `fresh` does
   * without answers that came before.
   */
  preview(
    request: ChangePreviewRequest,
    options?: { signal?: AbortSignal; fresh?: boolean },
  ): Promise<ChangePreview>;
}

/**
 * Reference of the {@link PreviewApi}. `@naru/plugin-gitops` provides it.
 *
 * @public
 */
export const previewApiRef = createApiRef<PreviewApi>().with({
  id: 'plugin.gitops.preview',
  pluginId: 'gitops',
});
