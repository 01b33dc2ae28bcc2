import { LoggerService } from '@backstage/backend-plugin-api';
import {
  ClusterClient,
  ObjectWatch,
  ObjectWatchOptions,
} from '@naru/plugin-clusters-node';
import { ClusterState, GOLDEN_IMAGE_LABEL } from '@naru/plugin-kubevirt-common';
import {
  InstanceObject,
  instanceObjectSchema,
} from '../objects/InstanceObject';
import {
  DataSourceObject,
  dataSourceObjectSchema,
  DataVolumeObject,
  dataVolumeObjectSchema,
  InstancetypeObject,
  instancetypeObjectSchema,
  NamespaceObject,
  namespaceObjectSchema,
} from '../objects/supportingObjects';
import {
  VirtualMachineObject,
  virtualMachineObjectSchema,
} from '../objects/VirtualMachineObject';

/** Settings of all watches of a cluster. */
export type WatchTimings = Pick<
  ObjectWatchOptions<unknown>,
  'staleAfterMs' | 'settleMs' | 'backoff' | 'pageSize'
>;

/** Paths of the collections that are watched. */
export const watchedPaths = {
  virtualMachines: '/apis/kubevirt.io/v1/virtualmachines',
  instances: '/apis/kubevirt.io/v1/virtualmachineinstances',
  namespaces: '/api/v1/namespaces',
  dataVolumes: '/apis/cdi.kubevirt.io/v1beta1/datavolumes',
  dataSources: '/apis/cdi.kubevirt.io/v1beta1/datasources',
  instancetypes:
    '/apis/instancetype.kubevirt.io/v1beta1/virtualmachineinstancetypes',
  clusterInstancetypes:
    '/apis/instancetype.kubevirt.io/v1beta1/virtualmachineclusterinstancetypes',
} as const;

/** What is the same for the watches of all kinds. */
type AnyWatch = Pick<ObjectWatch<unknown>, 'state' | 'listed' | 'start'> & {
  subscribe(listener: (change: { type: string }) => void): () => void;
};

/**
 * The watches of one cluster, one a kind.
 *
 * @remarks
 *
 * Without VirtualMachines, instances and namespaces nothing true can be said. The other kinds may be missing (a cluster without CDI) or forbidden.
 */
export class ClusterWatches {
  readonly virtualMachines: ObjectWatch<VirtualMachineObject>;
  readonly instances: ObjectWatch<InstanceObject>;
  readonly namespaces: ObjectWatch<NamespaceObject>;
  readonly dataVolumes: ObjectWatch<DataVolumeObject>;
  readonly dataSources: ObjectWatch<DataSourceObject>;
  readonly instancetypes: ObjectWatch<InstancetypeObject>;
  readonly clusterInstancetypes: ObjectWatch<InstancetypeObject>;
  readonly #client: ClusterClient;
  readonly #required: AnyWatch[];
  readonly #optional: AnyWatch[];

  constructor(options: {
    client: ClusterClient;
    logger: LoggerService;
    timings?: WatchTimings;
  }) {
    const { client, logger, timings } = options;
    this.#client = client;
    const watch = <T>(
      path: string,
      schema: { parse(object: unknown): T },
      query?: { labelSelector: string },
    ) =>
      new ObjectWatch<T>({
        client,
        path,
        query,
        logger,
        parse: object => schema.parse(object),
        ...timings,
      });
    this.virtualMachines = watch(
      watchedPaths.virtualMachines,
      virtualMachineObjectSchema,
    );
    this.instances = watch(watchedPaths.instances, instanceObjectSchema);
    this.namespaces = watch(watchedPaths.namespaces, namespaceObjectSchema);
    this.dataVolumes = watch(watchedPaths.dataVolumes, dataVolumeObjectSchema);
    this.dataSources = watch(watchedPaths.dataSources, dataSourceObjectSchema, {
      labelSelector: `${GOLDEN_IMAGE_LABEL}=true`,
    });
    this.instancetypes = watch(
      watchedPaths.instancetypes,
      instancetypeObjectSchema,
    );
    this.clusterInstancetypes = watch(
      watchedPaths.clusterInstancetypes,
      instancetypeObjectSchema,
    );
    this.#required = [this.virtualMachines, this.instances, this.namespaces];
    this.#optional = [
      this.dataVolumes,
      this.dataSources,
      this.instancetypes,
      this.clusterInstancetypes,
    ];
  }

  get #all(): AnyWatch[] {
    return [...this.#required, ...this.#optional];
  }

  /** Runs all watches until the signal is aborted; never rejects. */
  async start(signal: AbortSignal): Promise<void> {
    await Promise.all(this.#all.map(watch => watch.start(signal)));
  }

  /** Tells when the state of any watch changed. */
  onState(listener: () => void): void {
    for (const watch of this.#all) {
      watch.subscribe(({ type }) => type === 'state' && listener());
    }
  }

  /** All that decides on entities was listed completely, or is known to be missing or forbidden. */
  get complete(): boolean {
    const decisive = [
      this.dataSources,
      this.instancetypes,
      this.clusterInstancetypes,
    ];
    return (
      this.virtualMachines.listed &&
      this.namespaces.listed &&
      decisive.every(isSettled)
    );
  }

  /** The state of the cluster: as good as that of its worst watch. */
  get state(): ClusterState {
    const { name, title } = this.#client.connection;
    const loading =
      this.#required.some(watch => !watch.listed) ||
      this.#optional.some(watch => !isSettled(watch));
    const listed = this.#all.filter(watch => watch.listed);
    const stale = listed.filter(watch => watch.state.phase === 'stale');
    const failing = this.#required.find(
      watch => watch.state.error !== undefined,
    );
    const heard = (stale.length > 0 ? stale : listed).map(
      watch => watch.state.lastGoodAt?.getTime() ?? 0,
    );
    const phase = stale.length > 0 ? 'stale' : 'live';
    return {
      name,
      title,
      phase: loading ? 'loading' : phase,
      lastGoodAt:
        heard.length > 0
          ? new Date(Math.max(...heard)).toISOString()
          : undefined,
      message: (failing ?? stale[0])?.state.error,
    };
  }
}

function isSettled(watch: AnyWatch): boolean {
  const { errorStatus } = watch.state;
  return watch.listed || errorStatus === 404 || errorStatus === 403;
}
