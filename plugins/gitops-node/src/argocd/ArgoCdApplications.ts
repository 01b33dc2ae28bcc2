import { ArgoCdState } from '@naru/plugin-gitops-common';
import { Application } from './Application';
import { FileInRepository } from './coversFile';

/**
 * What a person wants to be synced.
 *
 * @public
 */
export interface SyncOrder {
  /** Commit that the person saw; another one by now is a conflict. Default: the one that Argo CD compared with last. */
  revision?: string;
  /** Deletes what Git does not have any more. */
  prune: boolean;
  /** User ref of the person. */
  initiatedBy: string;
}

/**
 * The Applications of all configured Argo CDs, as last seen by one watch each.
 *
 * @public
 */
export interface ArgoCdApplications {
  /** All Applications. */
  list(): Application[];

  /** The Applications that read a file, by name. */
  covering(file: FileInRepository): Application[];

  /** Page of an Application in Argo CD itself, when its address is configured (`gitops.argocd[].url`). */
  urlOf(application: Application): string | undefined;

  /** How well they are known: the worst of all Argo CDs; `live` when none is configured. */
  state(): ArgoCdState;

  /** Whether any Argo CD is configured. */
  readonly configured: boolean;

  /**
   * Asks Argo CD to compare an Application with Git now, instead of at its next poll.
   *
   * @throws ClusterError when the cluster refuses or does not answer
   */
  refresh(application: Application): Promise<void>;

  /**
   * Orders a sync of an Application that does not sync by itself, with the sync options and retries of the Application. It resolves when Argo CD has
   * the order, before it is done.
   *
   * @returns the commits that it applies
   * @throws ConflictError when it syncs by itself, when one runs, or when the commit is not the one that the person saw; ClusterError when the cluster
   * refuses or does not answer
   */
  sync(application: Application, order: SyncOrder): Promise<string[]>;

  /**
   * Asks the ApplicationSets that read the repository to look for new folders now.
   *
   * @returns names of those that were asked; one that cannot be asked is left to its own pace
   */
  refreshApplicationSets(cloneUrls: string[]): Promise<string[]>;

  /**
   * Tells of Applications that came, changed or went, and of a changed {@link ArgoCdApplications.state}.
   *
   * @param listener - gets the Application, or nothing when more than one may have changed
   * @returns ends it
   */
  subscribe(listener: (application?: Application) => void): () => void;
}
