import { LoggerService } from '@backstage/backend-plugin-api';
import { Config } from '@backstage/config';
import { NotFoundError, toError } from '@backstage/errors';
import {
  ClusterClient,
  ClusterConnection,
  readClusterConnections,
} from '@naru/plugin-clusters-node';
import { ClusterState, PowerAction } from '@naru/plugin-kubevirt-common';
import { InventoryVirtualMachine } from '../model/InventoryVirtualMachine';
import { EntityNaming } from '../naming/EntityNaming';
import { Ownership } from '../ownership/Ownership';
import { changePower } from '../power/changePower';
import { ClusterInventory } from './ClusterInventory';
import { WatchTimings } from './ClusterWatches';
import {
  ClusterContents,
  InventoryChange,
  KubevirtInventory,
} from './KubevirtInventory';

/**
 * Options of {@link DefaultKubevirtInventory}.
 *
 * @public
 */
export interface DefaultKubevirtInventoryOptions {
  /** The first one gives its objects the plain entity names. */
  connections: ClusterConnection[];
  ownership: Ownership;
  logger: LoggerService;
  /** How long changes are gathered, in milliseconds; default 250. */
  batchMs?: number;
  /** Waits of the watches; the defaults are right but for tests. */
  timings?: WatchTimings;
}

/**
 * The inventory over the clusters of `kubevirt.clusters`.
 *
 * @public
 */
export class DefaultKubevirtInventory implements KubevirtInventory {
  readonly #logger: LoggerService;
  readonly #clusters: ClusterInventory[];
  readonly #listeners = new Set<(change: InventoryChange) => void>();
  readonly #batchMs: number;
  #batch: NodeJS.Timeout | undefined;

  constructor(options: DefaultKubevirtInventoryOptions) {
    const { connections, ownership, logger, timings } = options;
    this.#logger = logger;
    this.#batchMs = options.batchMs ?? 250;
    const naming = new EntityNaming(connections.map(({ name }) => name));
    this.#clusters = connections.map(
      connection =>
        new ClusterInventory({
          client: new ClusterClient({ connection }),
          naming,
          ownership,
          logger: logger.child({ cluster: connection.name }),
          onChange: () => this.#scheduleBatch(),
          timings,
        }),
    );
  }

  /**
   * Reads `kubevirt.clusters` and `naru`.
   *
   * @throws Error with one line when a value is wrong.
   */
  static fromConfig(
    config: Config,
    options: { logger: LoggerService },
  ): DefaultKubevirtInventory {
    return new DefaultKubevirtInventory({
      connections: readClusterConnections(config, 'kubevirt.clusters'),
      ownership: Ownership.fromConfig(config),
      logger: options.logger,
    });
  }

  /**
   * Begins to watch the clusters, until the signal is aborted.
   *
   * @returns a promise that resolves when it has ended; it never rejects.
   */
  async start(signal: AbortSignal): Promise<void> {
    await Promise.all(this.#clusters.map(cluster => cluster.start(signal)));
    clearTimeout(this.#batch);
  }

  clusters(): ClusterState[] {
    return this.#clusters.map(({ state }) => state);
  }

  virtualMachines(): InventoryVirtualMachine[] {
    return this.#clusters.flatMap(cluster => [...cluster.virtualMachines()]);
  }

  virtualMachine(entityRef: string): InventoryVirtualMachine | undefined {
    return this.#find(entityRef)?.machine;
  }

  contents(): ClusterContents[] {
    return this.#clusters.map(({ contents }) => contents);
  }

  subscribe(listener: (change: InventoryChange) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async changePower(
    entityRef: string,
    action: PowerAction,
    options: { signal?: AbortSignal } = {},
  ): Promise<void> {
    const found = this.#find(entityRef);
    if (!found) {
      throw new NotFoundError(
        `Cannot ${action} ${entityRef}: no cluster has such a VirtualMachine`,
      );
    }
    const { client, machine } = found;
    await changePower({ client, machine, action, signal: options.signal });
  }

  #find(entityRef: string) {
    for (const cluster of this.#clusters) {
      const machine = cluster.virtualMachine(entityRef);
      if (machine) {
        return { client: cluster.client, machine };
      }
    }
    return undefined;
  }

  #scheduleBatch(): void {
    this.#batch ??= setTimeout(() => {
      this.#batch = undefined;
      this.#tell();
    }, this.#batchMs);
  }

  #tell(): void {
    const change: InventoryChange = {
      changed: [],
      removed: [],
      images: false,
      clusters: false,
    };
    for (const cluster of this.#clusters) {
      const own = cluster.takeChanges();
      change.changed.push(...own.changed);
      change.removed.push(...own.removed);
      change.images ||= own.images;
      change.clusters ||= own.clusters;
    }
    if (
      change.changed.length + change.removed.length === 0 &&
      !change.images &&
      !change.clusters
    ) {
      return;
    }
    for (const listener of this.#listeners) {
      try {
        listener(change);
      } catch (error) {
        this.#logger.error(
          'A subscriber of the KubeVirt inventory failed',
          toError(error),
        );
      }
    }
  }
}
