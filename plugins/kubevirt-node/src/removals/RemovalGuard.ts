import { LoggerService } from '@backstage/backend-plugin-api';
import { Config } from '@backstage/config';
import { NotFoundError } from '@backstage/errors';

/**
 * A removal that was not done because it looks like a fault.
 *
 * @public
 */
export interface RefusedRemoval {
  cluster: string;
  /** Entities that would go. */
  entityRefs: string[];
  /** Entities of the cluster in all. */
  of: number;
  /** ISO 8601. */
  since: string;
}

/**
 * Options of {@link RemovalGuard}.
 *
 * @public
 */
export interface RemovalGuardOptions {
  logger: LoggerService;
  /** From 0 to 1: a greater share of the entities of a cluster is not removed at once; default 0.2. */
  maximumShare?: number;
}

const SMALL_REMOVAL = 10;
const DEFAULT_SHARE = 0.2;
const SHARE_KEY = 'catalog.providers.kubevirt.maximumRemovalShare';

/**
 * Stands between a listing and the catalog: when a large part of a cluster seems to be gone, a person confirms it first.
 *
 * @public
 */
export class RemovalGuard {
  readonly #logger: LoggerService;
  readonly #maximumShare: number;
  readonly #refused = new Map<string, RefusedRemoval>();
  readonly #confirmed = new Map<string, Set<string>>();
  readonly #listeners = new Set<(cluster: string) => void>();

  constructor(options: RemovalGuardOptions) {
    this.#logger = options.logger;
    this.#maximumShare = options.maximumShare ?? DEFAULT_SHARE;
  }

  /**
   * Reads `catalog.providers.kubevirt.maximumRemovalShare`.
   *
   * @throws Error with one line when it is not a number from 0 to 1.
   */
  static fromConfig(
    config: Config,
    options: { logger: LoggerService },
  ): RemovalGuard {
    const maximumShare = config.getOptionalNumber(SHARE_KEY);
    if (
      maximumShare !== undefined &&
      !(maximumShare >= 0 && maximumShare <= 1)
    ) {
      throw new Error(`Config ${SHARE_KEY}: must be a number from 0 to 1`);
    }
    return new RemovalGuard({ ...options, maximumShare });
  }

  /**
   * Decides about a removal; one that is refused is logged and kept for {@link RemovalGuard.refusals}.
   *
   * @param removal - `entityRefs`: what would go; `of`: how many entities of the cluster are in the catalog
   * @returns whether it may be done.
   */
  admits(removal: {
    cluster: string;
    entityRefs: string[];
    of: number;
  }): boolean {
    const { cluster, entityRefs, of } = removal;
    const confirmed = this.#confirmed.get(cluster);
    const unconfirmed = entityRefs.filter(ref => !confirmed?.has(ref));
    if (
      unconfirmed.length <= SMALL_REMOVAL ||
      unconfirmed.length <= of * this.#maximumShare
    ) {
      this.#refused.delete(cluster);
      if (entityRefs.length === 0) {
        this.#confirmed.delete(cluster);
      }
      return true;
    }
    const known = this.#refused.get(cluster);
    this.#refused.set(cluster, {
      cluster,
      entityRefs,
      of,
      since: known?.since ?? new Date().toISOString(),
    });
    if (known?.entityRefs.length !== entityRefs.length) {
      this.#logger.warn(
        `Cluster ${cluster}: ${
          entityRefs.length
        } of ${of} entities would be removed from the catalog, more than a share of ${
          this.#maximumShare
        }. They stay until a person confirms it: POST /api/kubevirt/v1/removals/${cluster}/confirm`,
      );
    }
    return false;
  }

  /** What is refused at this moment. */
  refusals(): RefusedRemoval[] {
    return [...this.#refused.values()];
  }

  /**
   * Admits the removal of exactly those entities that were refused, until nothing is left to remove.
   *
   * @returns what was confirmed.
   * @throws NotFoundError when nothing is refused for the cluster.
   */
  confirm(cluster: string): RefusedRemoval {
    const refused = this.#refused.get(cluster);
    if (!refused) {
      throw new NotFoundError(
        `No removal of entities of cluster ${cluster} waits to be confirmed`,
      );
    }
    this.#confirmed.set(cluster, new Set(refused.entityRefs));
    for (const listener of this.#listeners) {
      listener(cluster);
    }
    return refused;
  }

  /**
   * Tells when a removal was confirmed.
   *
   * @returns ends the subscription.
   */
  onConfirm(listener: (cluster: string) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
