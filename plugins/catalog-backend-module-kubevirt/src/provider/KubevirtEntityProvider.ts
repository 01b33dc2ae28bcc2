import {
  LoggerService,
  SchedulerServiceTaskRunner,
} from '@backstage/backend-plugin-api';
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { toError } from '@backstage/errors';
import {
  DeferredEntity,
  EntityProvider,
  EntityProviderConnection,
} from '@backstage/plugin-catalog-node';
import {
  ClusterContents,
  InventoryChange,
  KubevirtInventory,
  RemovalGuard,
} from '@naru/plugin-kubevirt-node';
import {
  clusterEntity,
  goldenImageEntity,
  virtualMachineEntity,
} from '../entities/clusterEntities';
import { CatalogedEntities } from './CatalogedEntities';

/** Options of {@link KubevirtEntityProvider}. */
export interface KubevirtEntityProviderOptions {
  /** Name in `kubevirt.clusters`. */
  cluster: string;
  inventory: KubevirtInventory;
  guard: RemovalGuard;
  cataloged: CatalogedEntities;
  /** Entity ref of the owner of the cluster itself. */
  clusterOwner: string;
  logger: LoggerService;
  /** When everything is compared with the catalog again. */
  schedule: SchedulerServiceTaskRunner;
  /** Wait after a failure in milliseconds; default 10,000. */
  retryMs?: number;
}

/** As many may go at once without a second look. */
const SUSPICIOUS_REMOVAL = 10;
const RELIST_AFTER_REFUSAL_MS = 60_000;

/**
 * Keeps the entities of one cluster in the catalog: the cluster, its golden images and its VirtualMachines.
 *
 * @remarks
 *
 * One provider a cluster, so that a cluster that cannot be reached never touches the entities of another. The first synchronisation after a start
 * and each scheduled one replace everything; what changes in between is sent as a delta. What only lives (a phase, an address) makes the same
 * entity, and the same entity is not sent. Several replicas may do this at the same time: they send the same.
 */
export class KubevirtEntityProvider implements EntityProvider {
  readonly #options: KubevirtEntityProviderOptions;
  readonly #logger: LoggerService;
  #connection: EntityProviderConnection | undefined;
  /** JSON of the entities that the catalog has from here; `undefined` for one whose content is not known. */
  #sent: Map<string, string | undefined> | undefined;
  #work: Promise<void> = Promise.resolve();
  #refusedUntil = 0;
  #queued: 'delta' | 'full' | undefined;
  #retry: NodeJS.Timeout | undefined;

  constructor(options: KubevirtEntityProviderOptions) {
    this.#options = options;
    this.#logger = options.logger.child({ cluster: options.cluster });
  }

  getProviderName(): string {
    return `kubevirt:${this.#options.cluster}`;
  }

  async connect(connection: EntityProviderConnection): Promise<void> {
    this.#connection = connection;
    const { inventory, guard, schedule, cluster } = this.#options;
    inventory.subscribe(change => this.#onChange(change));
    guard.onConfirm(confirmed => {
      if (confirmed === cluster) {
        this.#enqueue('full');
      }
    });
    await schedule.run({
      id: `${this.getProviderName()}:synchronise`,
      fn: () => this.#enqueue('full'),
    });
    this.#enqueue('full');
  }

  #onChange({ changed, removed, images, clusters }: InventoryChange): void {
    if (changed.length + removed.length > 0 || images || clusters) {
      this.#enqueue('delta');
    }
  }

  /** One synchronisation at a time, and at most one that waits. */
  #enqueue(extent: 'delta' | 'full'): Promise<void> {
    const isQueued = this.#queued !== undefined;
    this.#queued = extent === 'full' ? extent : this.#queued ?? extent;
    if (!isQueued) {
      this.#work = this.#work.then(async () => {
        const next = this.#queued;
        this.#queued = undefined;
        try {
          await this.#synchronise(next === 'full');
        } catch (error) {
          this.#logger.warn(
            `Entities of cluster ${
              this.#options.cluster
            } could not be brought to the catalog and will be tried again`,
            toError(error),
          );
          this.#retryLater();
        }
      });
    }
    return this.#work;
  }

  #retryLater(): void {
    clearTimeout(this.#retry);
    this.#retry = setTimeout(
      () => this.#enqueue('full'),
      this.#options.retryMs ?? 10_000,
    );
    this.#retry.unref();
  }

  async #synchronise(full: boolean): Promise<void> {
    const contents = this.#contents();
    if (!contents) {
      return;
    }
    const wanted = this.#wantedEntities(contents);
    await this.#sendChanged(wanted);
    if (!contents.complete || contents.state.phase !== 'live') {
      return;
    }
    const isSuspicious = this.#missingIn(wanted).length > SUSPICIOUS_REMOVAL;
    if (isSuspicious && !full && Date.now() < this.#refusedUntil) {
      return;
    }
    if (full || isSuspicious) {
      await this.#learnWhatIsCataloged(wanted);
    }
    const removed = this.#missingIn(wanted);
    const admitted = this.#options.guard.admits({
      cluster: this.#options.cluster,
      entityRefs: removed,
      of: this.#sent?.size ?? 0,
    });
    if (!admitted) {
      this.#refusedUntil = Date.now() + RELIST_AFTER_REFUSAL_MS;
    } else if (full) {
      await this.#sendAll(wanted);
    } else if (removed.length > 0) {
      await this.#sendRemoved(removed);
    }
  }

  /** Another replica may have done already what this one is about to do, or to refuse. */
  async #learnWhatIsCataloged(wanted: Map<string, Entity>): Promise<void> {
    const { cataloged, cluster } = this.#options;
    const refs = new Set([
      ...(await cataloged.list(cluster)),
      ...wanted.keys(),
    ]);
    this.#sent = new Map([...refs].map(ref => [ref, this.#sent?.get(ref)]));
  }

  #missingIn(wanted: Map<string, Entity>): string[] {
    return [...(this.#sent?.keys() ?? [])].filter(ref => !wanted.has(ref));
  }

  #contents(): ClusterContents | undefined {
    return this.#options.inventory
      .contents()
      .find(({ state }) => state.name === this.#options.cluster);
  }

  #wantedEntities(contents: ClusterContents): Map<string, Entity> {
    const clusterRef = contents.entity.entityRef;
    const entities = [clusterEntity(contents, this.#options.clusterOwner)];
    if (contents.complete) {
      entities.push(
        ...contents.goldenImages.map(image =>
          goldenImageEntity(image, clusterRef),
        ),
        ...contents.virtualMachines.map(machine =>
          virtualMachineEntity(machine, clusterRef),
        ),
      );
    }
    return new Map(
      entities.map(entity => [stringifyEntityRef(entity), entity]),
    );
  }

  async #sendChanged(wanted: Map<string, Entity>): Promise<void> {
    const sent = this.#sent ?? new Map<string, string | undefined>();
    const changed: [string, string, Entity][] = [];
    for (const [ref, entity] of wanted) {
      const content = JSON.stringify(entity);
      if (sent.get(ref) !== content) {
        changed.push([ref, content, entity]);
      }
    }
    if (changed.length === 0) {
      return;
    }
    await this.#connection?.applyMutation({
      type: 'delta',
      added: changed.map(([, , entity]) => this.#deferred(entity)),
      removed: [],
    });
    for (const [ref, content] of changed) {
      sent.set(ref, content);
    }
    this.#sent = sent;
  }

  async #sendAll(wanted: Map<string, Entity>): Promise<void> {
    await this.#connection?.applyMutation({
      type: 'full',
      entities: [...wanted.values()].map(entity => this.#deferred(entity)),
    });
    this.#sent = new Map(
      [...wanted].map(([ref, entity]) => [ref, JSON.stringify(entity)]),
    );
    this.#logger.info(
      `Cluster ${this.#options.cluster}: ${
        wanted.size
      } entities are in the catalog`,
    );
  }

  async #sendRemoved(removed: string[]): Promise<void> {
    await this.#connection?.applyMutation({
      type: 'delta',
      added: [],
      removed: removed.map(entityRef => ({
        entityRef,
        locationKey: this.getProviderName(),
      })),
    });
    for (const ref of removed) {
      this.#sent?.delete(ref);
    }
    this.#logger.info(
      `Cluster ${this.#options.cluster}: ${
        removed.length
      } entities went from the catalog`,
    );
  }

  #deferred(entity: Entity): DeferredEntity {
    return { entity, locationKey: this.getProviderName() };
  }
}
