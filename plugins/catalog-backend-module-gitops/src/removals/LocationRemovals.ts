import { LoggerService } from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';

/** A removal that was not done because it looks like a fault. */
export interface RefusedRemoval {
  /** Id in `gitops.repositories`. */
  repository: string;
  /** Paths of the files that are gone. */
  paths: string[];
  /** Files of the repository in all. */
  of: number;
  /** ISO 8601. */
  since: string;
}

const SMALL_REMOVAL = 10;

/**
 * Stands between a listing and the catalog: when a large part of a repository's files seems to be gone, a person confirms it first.
 */
export class LocationRemovals {
  readonly #logger: LoggerService;
  readonly #maximumShare: number;
  readonly #refused = new Map<string, RefusedRemoval>();
  readonly #confirmed = new Map<string, Set<string>>();
  readonly #listeners = new Set<(repository: string) => void>();

  /** @param options - `maximumShare`: from 0 to 1 */
  constructor(options: { logger: LoggerService; maximumShare: number }) {
    this.#logger = options.logger;
    this.#maximumShare = options.maximumShare;
  }

  /** Decides about a removal; one that is refused is logged and kept for {@link LocationRemovals.refusals}. */
  admits(removal: {
    repository: string;
    paths: string[];
    of: number;
  }): boolean {
    const { repository, paths, of } = removal;
    const confirmed = this.#confirmed.get(repository);
    const unconfirmed = paths.filter(path => !confirmed?.has(path));
    if (
      unconfirmed.length <= SMALL_REMOVAL ||
      unconfirmed.length <= of * this.#maximumShare
    ) {
      this.#refused.delete(repository);
      if (paths.length === 0) {
        this.#confirmed.delete(repository);
      }
      return true;
    }
    const known = this.#refused.get(repository);
    this.#refused.set(repository, {
      repository,
      paths,
      of,
      since: known?.since ?? new Date().toISOString(),
    });
    if (known?.paths.length !== paths.length) {
      this.#logger.warn(
        `Repository ${repository}: ${
          paths.length
        } of ${of} applications would go from the catalog, more than a share of ${
          this.#maximumShare
        }. They stay until a person confirms it: POST /api/catalog/gitops/removals/${repository}/confirm`,
      );
    }
    return false;
  }

  /** What is refused at this moment. */
  refusals(): RefusedRemoval[] {
    return [...this.#refused.values()];
  }

  /**
   * Admits the removal of exactly those files that were refused, until nothing is left to remove.
   *
   * @throws NotFoundError when nothing is refused for the repository
   */
  confirm(repository: string): RefusedRemoval {
    const refused = this.#refused.get(repository);
    if (!refused) {
      throw new NotFoundError(
        `No removal of applications of repository ${repository} waits to be confirmed`,
      );
    }
    this.#confirmed.set(repository, new Set(refused.paths));
    for (const listener of this.#listeners) {
      listener(repository);
    }
    return refused;
  }

  /** Tells when a removal was confirmed. */
  onConfirm(listener: (repository: string) => void): void {
    this.#listeners.add(listener);
  }
}
