import { ArgoCdState } from '@naru/plugin-gitops-common';
import { Application } from './Application';
import { FileInRepository } from './coversFile';

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
