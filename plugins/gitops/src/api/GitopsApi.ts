import { createApiRef } from '@backstage/frontend-plugin-api';
import type {
  ChangeProgress,
  ChangeRequestList,
} from '@naru/plugin-gitops-common';

/**
 * The GitOps backend, as the screens see it. Every call rejects with a `ResponseError` when the backend refuses, and
 * with the browser's `TypeError` when it cannot be reached.
 *
 * @public
 */
export interface GitopsApi {
  /** All change requests that Naru made, newest first. */
  listChanges(options?: { signal?: AbortSignal }): Promise<ChangeRequestList>;

  /**
   * How far a change has come; status 404 when the forge does not know it. `repository` is the id in
   * `gitops.repositories`.
   */
  getProgress(
    change: { repository: string; branch: string },
    options?: { signal?: AbortSignal },
  ): Promise<ChangeProgress>;
}

/**
 * Reference of the {@link GitopsApi}.
 *
 * @public
 */
export const gitopsApiRef = createApiRef<GitopsApi>().with({
  id: 'plugin.gitops.api',
  pluginId: 'gitops',
});
