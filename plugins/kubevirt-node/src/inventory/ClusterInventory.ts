import { LoggerService } from '@backstage/backend-plugin-api';
import { ClusterClient, WatchChange } from '@naru/plugin-clusters-node';
import {
  DEFAULT_USER_ANNOTATION,
  MINIMUM_SIZE_ANNOTATION,
  TITLE_ANNOTATION,
} from '@naru/plugin-kubevirt-common';
import { isDeepStrictEqual } from 'node:util';
import { describeVirtualMachine } from '../model/describeVirtualMachine';
import { volumesOf } from '../model/disks';
import {
  GoldenImage,
  InventoryVirtualMachine,
} from '../model/InventoryVirtualMachine';
import { EntityNaming } from '../naming/EntityNaming';
import { InstancetypeObject } from '../objects/supportingObjects';
import { VirtualMachineObject } from '../objects/VirtualMachineObject';
import { Ownership } from '../ownership/Ownership';
import { ClusterWatches, WatchTimings } from './ClusterWatches';
import { ClusterContents, InventoryChange } from './KubevirtInventory';

/** Options of {@link ClusterInventory}. */
export interface ClusterInventoryOptions {
  client: ClusterClient;
  naming: EntityNaming;
  ownership: Ownership;
  logger: LoggerService;
  /** Called when there are changes to {@link ClusterInventory.takeChanges}. */
  onChange: () => void;
  timings?: WatchTimings;
}

/**
 * The read model of one cluster: what the watches say, described once and described anew where it changed.
 */
export class ClusterInventory {
  readonly client: ClusterClient;
  readonly #options: ClusterInventoryOptions;
  readonly #watches: ClusterWatches;
  readonly #dirty = {
    machines: new Set<string>(),
    volumes: new Set<string>(),
    namespaces: new Set<string>(),
    images: false,
    all: false,
  };
  readonly #machines = new Map<string, InventoryVirtualMachine>();
  readonly #keysByRef = new Map<string, string>();
  #images = new Map<string, GoldenImage>();
  #changes = noChanges();

  constructor(options: ClusterInventoryOptions) {
    this.#options = options;
    this.client = options.client;
    this.#watches = new ClusterWatches(options);
    this.#subscribe();
  }

  /** Runs until the signal is aborted; never rejects. */
  async start(signal: AbortSignal): Promise<void> {
    await this.#watches.start(signal);
    this.client.close();
  }

  get contents(): ClusterContents {
    this.#refresh();
    const { name } = this.client.connection;
    return {
      state: this.#watches.state,
      entity: this.#options.naming.clusterPlace(name),
      complete: this.#watches.complete,
      virtualMachines: [...this.#machines.values()],
      goldenImages: [...this.#images.values()],
    };
  }

  get state() {
    return this.#watches.state;
  }

  virtualMachines(): Iterable<InventoryVirtualMachine> {
    this.#refresh();
    return this.#machines.values();
  }

  virtualMachine(entityRef: string): InventoryVirtualMachine | undefined {
    this.#refresh();
    const key = this.#keysByRef.get(entityRef);
    return key === undefined ? undefined : this.#machines.get(key);
  }

  /** What changed since it was asked last. */
  takeChanges(): InventoryChange {
    this.#refresh();
    const { changed, removed, images, clusters } = this.#changes;
    this.#changes = noChanges();
    return {
      changed: [...changed],
      removed: [...removed],
      images,
      clusters,
    };
  }

  #subscribe(): void {
    const watches = this.#watches;
    const { onChange } = this.#options;
    const follow = <T>(
      watch: { subscribe(listener: (change: WatchChange<T>) => void): unknown },
      mark: (object: T) => void,
    ) =>
      watch.subscribe(({ object }) => {
        if (object !== undefined) {
          mark(object);
          onChange();
        }
      });
    const dirty = this.#dirty;
    follow(watches.virtualMachines, object =>
      dirty.machines.add(keyOf(object)),
    );
    follow(watches.instances, object => dirty.machines.add(keyOf(object)));
    follow(watches.dataVolumes, object => dirty.volumes.add(keyOf(object)));
    follow(watches.namespaces, ({ metadata }) => {
      dirty.namespaces.add(metadata.name);
      dirty.images = true;
    });
    follow(watches.dataSources, () => {
      dirty.images = true;
    });
    for (const watch of [watches.instancetypes, watches.clusterInstancetypes]) {
      follow(watch, () => {
        dirty.all = true;
      });
    }
    watches.onState(() => {
      this.#changes.clusters = true;
      onChange();
    });
  }

  #refresh(): void {
    const { machines, volumes, namespaces } = this.#dirty;
    if (this.#dirty.images) {
      this.#refreshImages();
    }
    const all = this.#dirty.all;
    if (!all && machines.size + volumes.size + namespaces.size === 0) {
      return;
    }
    for (const object of this.#watches.virtualMachines.values()) {
      if (all || this.#isDirty(object)) {
        this.#describe(object);
      }
    }
    for (const key of machines) {
      if (!this.#objectOf(key)) {
        this.#forget(key);
      }
    }
    machines.clear();
    volumes.clear();
    namespaces.clear();
    this.#dirty.all = false;
  }

  #isDirty(object: VirtualMachineObject): boolean {
    const { machines, volumes, namespaces } = this.#dirty;
    const { namespace } = object.metadata;
    return (
      machines.has(keyOf(object)) ||
      namespaces.has(namespace) ||
      (volumes.size > 0 &&
        volumesOf(object).some(
          ({ dataVolume }) =>
            dataVolume && volumes.has(`${namespace}/${dataVolume.name}`),
        ))
    );
  }

  #refreshImages(): void {
    const images = new Map<string, GoldenImage>();
    for (const { metadata } of this.#watches.dataSources.values()) {
      const { namespace, name, annotations } = metadata;
      const place = this.#options.naming.placeOf({
        cluster: this.client.connection.name,
        kind: 'DataSource',
        namespace,
        name,
      });
      images.set(`${namespace}/${name}`, {
        entityRef: place.entityRef,
        entity: { namespace: place.namespace, name: place.name },
        cluster: this.client.connection.name,
        namespace,
        name,
        title: annotations?.[TITLE_ANNOTATION] ?? name,
        owner: this.#ownerOf({ namespace, name, annotations }).owner,
        minimumSize: annotations?.[MINIMUM_SIZE_ANNOTATION],
        defaultUser: annotations?.[DEFAULT_USER_ANNOTATION],
      });
    }
    this.#dirty.images = false;
    if (!isDeepStrictEqual(images, this.#images)) {
      this.#images = images;
      this.#changes.images = true;
      this.#dirty.all = true;
    }
  }

  #describe(object: VirtualMachineObject): void {
    const key = keyOf(object);
    const { namespace, name, annotations } = object.metadata;
    const place = this.#options.naming.placeOf(
      {
        cluster: this.client.connection.name,
        kind: 'VirtualMachine',
        namespace,
        name,
      },
      this.#images.has(key),
    );
    const machine = describeVirtualMachine(object, {
      cluster: this.client.connection.name,
      entityRef: place.entityRef,
      ownership: this.#ownerOf({ namespace, name, annotations }),
      instance: this.#watches.instances.get(namespace, name),
      namespace: this.#watches.namespaces.get(undefined, namespace),
      instancetype: this.#instancetypeOf(object),
      dataVolumeOf: dataVolume =>
        this.#watches.dataVolumes.get(namespace, dataVolume),
      goldenImageOf: (imageNamespace, image) =>
        this.#images.get(`${imageNamespace}/${image}`),
    });
    const known = this.#machines.get(key);
    if (isDeepStrictEqual(known, machine)) {
      return;
    }
    if (known && known.entityRef !== machine.entityRef) {
      this.#forget(key);
    }
    this.#machines.set(key, machine);
    this.#keysByRef.set(machine.entityRef, key);
    this.#changes.removed.delete(machine.entityRef);
    this.#changes.changed.add(machine.entityRef);
  }

  #forget(key: string): void {
    const machine = this.#machines.get(key);
    if (machine) {
      this.#machines.delete(key);
      this.#keysByRef.delete(machine.entityRef);
      this.#changes.changed.delete(machine.entityRef);
      this.#changes.removed.add(machine.entityRef);
    }
  }

  #objectOf(key: string): VirtualMachineObject | undefined {
    const [namespace, name] = key.split('/');
    return this.#watches.virtualMachines.get(namespace, name);
  }

  #instancetypeOf(
    object: VirtualMachineObject,
  ): InstancetypeObject | undefined {
    const { instancetype } = object.spec;
    if (!instancetype) {
      return undefined;
    }
    // KubeVirt accepts the kind in any case, and takes the cluster's when none is given.
    return instancetype.kind?.toLowerCase() === 'virtualmachineinstancetype'
      ? this.#watches.instancetypes.get(
          object.metadata.namespace,
          instancetype.name,
        )
      : this.#watches.clusterInstancetypes.get(undefined, instancetype.name);
  }

  #ownerOf(object: {
    namespace: string;
    name: string;
    annotations?: Record<string, string> | null;
  }) {
    return this.#options.ownership.ownerOf({
      ...object,
      namespaceAnnotations: this.#watches.namespaces.get(
        undefined,
        object.namespace,
      )?.metadata.annotations,
    });
  }
}

function noChanges() {
  return {
    changed: new Set<string>(),
    removed: new Set<string>(),
    images: false,
    clusters: false,
  };
}

function keyOf(object: { metadata: { namespace: string; name: string } }) {
  return `${object.metadata.namespace}/${object.metadata.name}`;
}
