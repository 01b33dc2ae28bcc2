import { ChangeRequestHost } from './ChangeRequestHost';

/**
 * The configured repositories.
 *
 * @public
 */
export interface ChangeRequestHosts {
  /** All, in the order of the configuration. */
  list(): ChangeRequestHost[];
  /**
   * One by its id.
   *
   * @throws NotFoundError that names the ids there are
   */
  get(id: string): ChangeRequestHost;
  /** The secret of the webhook of a repository, when there is one. */
  webhookSecret(id: string): string | undefined;
}
