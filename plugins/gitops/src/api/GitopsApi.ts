import { createApiRef } from '@backstage/frontend-plugin-api';
import type {
  ChangeProgress,
  ChangeRequestList,
  EntityApplications,
  ObjectReport,
} from '@naru/plugin-gitops-common';

/**
 * An object in a cluster.
 *
 * @public
 */
export interface ObjectId {
  group?: string;
  kind: string;
  namespace?: string;
  name: string;
}

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

  /** The Argo CD Applications of an entity; status 404 when the catalog does not have it. */
  listEntityApplications(
    entityRef: string,
    options?: { signal?: AbortSignal },
  ): Promise<EntityApplications>;

  /**
   * Asks Argo CD to sync an Application of an entity. It resolves when Argo CD has the order, long before all is applied.
   *
   * @param options - `application`: its name; `revision`: the commit that the person saw; `prune`: deletes what Git does not have any more
   */
  syncApplication(
    entityRef: string,
    options: { application: string; revision?: string; prune: boolean },
  ): Promise<void>;

  /** What the cluster says of one object of an Application. */
  getObjectReport(
    entityRef: string,
    application: string,
    object: ObjectId,
    options?: { signal?: AbortSignal },
  ): Promise<ObjectReport>;
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
