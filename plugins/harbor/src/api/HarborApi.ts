import { createApiRef } from '@backstage/frontend-plugin-api';
import type {
  HarborProjectList,
  HarborRepositoryList,
  HarborTagList,
} from '@naru/plugin-harbor-common';

/**
 * The Harbor backend, as the screens see it. Every call rejects with a `ResponseError` when the backend refuses, and
 * with the browser's `TypeError` when it cannot be reached.
 *
 * @public
 */
export interface HarborApi {
  /** Projects of a team, named by its group. */
  listProjects(
    team: string,
    options?: { signal?: AbortSignal },
  ): Promise<HarborProjectList>;

  /** Repositories of a project, by name. */
  listRepositories(
    project: string,
    options?: { signal?: AbortSignal },
  ): Promise<HarborRepositoryList>;

  /**
   * Tags of a repository, newest first, without `latest`.
   *
   * @param image - `repository` is without the project
   */
  listTags(
    image: { project: string; repository: string },
    options?: { signal?: AbortSignal },
  ): Promise<HarborTagList>;
}

/**
 * Reference of the {@link HarborApi}.
 *
 * @public
 */
export const harborApiRef = createApiRef<HarborApi>().with({
  id: 'plugin.harbor.api',
  pluginId: 'harbor',
});
