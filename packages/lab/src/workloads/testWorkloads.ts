import { ManualClock } from '../clock/LabClock';
import { DefaultKubernetesApi } from '../kubernetes/DefaultKubernetesApi';
import {
  LAB_CONTROLLER,
  type KubernetesObject,
  type ObjectMeta,
  type ResourceId,
} from '../kubernetes/KubernetesApi';
import { installCustomResources } from '../kubernetes/installCustomResources';
import { seededRandom } from '../random/seededRandom';
import {
  CONFIG_MAPS,
  DEPLOYMENTS,
  NODES,
  PODS,
  REPLICA_SETS,
} from './resources';
import { startWorkloads, type StartWorkloadsOptions } from './startWorkloads';
import type { Deployment, Pod, PodSpec, ReplicaSet } from './types';

const as = LAB_CONTROLLER;
const NAMESPACES = { group: '', version: 'v1', plural: 'namespaces' };
const EVENTS = { group: '', version: 'v1', plural: 'events' };

/** An object whose apiVersion and namespace go without saying. */
export interface NewObject {
  kind: string;
  metadata: Partial<ObjectMeta> & { name: string };
  [field: string]: unknown;
}

/** Namespace of everything that a {@link TestWorkloads} makes. */
export const SPACE = 'team1-staging';

/** A small cluster with workload controllers whose time a test moves by hand. */
export class TestWorkloads {
  readonly clock = new ManualClock();
  readonly #stateDir: string | undefined;
  #random = seededRandom(7);
  #api: DefaultKubernetesApi;
  #workloads: { stop(): void } | undefined;

  private constructor(stateDir: string | undefined) {
    this.#stateDir = stateDir;
    this.#api = this.#open();
  }

  /** With two nodes and the namespace {@link SPACE}. A state folder is needed for {@link TestWorkloads.restart} only. */
  static create({
    stateDir,
    ...options
  }: Partial<Omit<StartWorkloadsOptions, 'api' | 'clock'>> & {
    stateDir?: string;
  } = {}): TestWorkloads {
    const cluster = new TestWorkloads(stateDir);
    const { api } = cluster;
    installCustomResources(api);
    cluster.add(NAMESPACES, { kind: 'Namespace', metadata: { name: SPACE } });
    for (const name of ['node-1', 'node-2']) cluster.#addNode(name);
    cluster.start(options);
    cluster.run(1);
    return cluster;
  }

  get api(): DefaultKubernetesApi {
    return this.#api;
  }

  /** Ends the lab and starts it again over what it kept; its dice fall as they did before. */
  restart(): void {
    this.close();
    this.#random = seededRandom(7);
    this.#api = this.#open();
    this.start();
  }

  /** Starts the controllers; the ones before are ended. */
  start(
    options: Partial<Omit<StartWorkloadsOptions, 'api' | 'clock'>> = {},
  ): void {
    this.#workloads?.stop();
    const { api, clock } = this;
    this.#workloads = startWorkloads({
      api,
      clock,
      random: this.#random,
      ...options,
    });
  }

  /** Lets lab time pass. */
  run(seconds: number): void {
    this.clock.advance(seconds);
  }

  close(): void {
    this.#workloads?.stop();
    this.api.close();
  }

  /** Creates an object, in {@link SPACE} where its kind has namespaces. */
  add<T extends KubernetesObject>(resource: ResourceId, object: NewObject): T {
    const { group, version } = resource;
    const { api } = this;
    const namespace = api.isNamespaced(resource) ? SPACE : undefined;
    return api.create(
      resource,
      {
        ...object,
        apiVersion: group === '' ? version : `${group}/${version}`,
        metadata: { ...object.metadata, ...(namespace && { namespace }) },
      },
      { as },
    ) as T;
  }

  get<T extends KubernetesObject>(resource: ResourceId, name: string): T {
    return this.api.get(resource, SPACE, name) as T;
  }

  list<T extends KubernetesObject>(resource: ResourceId): T[] {
    return this.api.list(resource, { namespace: SPACE }).items as T[];
  }

  patch(resource: ResourceId, name: string, body: object): void {
    this.api.patch(resource, SPACE, name, 'merge', body, { as });
  }

  delete(resource: ResourceId, name: string): void {
    this.api.delete(resource, SPACE, name, { as });
  }

  /** A Deployment with one container; `change` bends its spec, `annotations` its pods. */
  deploy(
    name: string,
    spec: object = {},
    pod: { annotations?: Record<string, string>; spec?: Partial<PodSpec> } = {},
  ): Deployment {
    return this.add<Deployment>(DEPLOYMENTS, {
      kind: 'Deployment',
      metadata: { name },
      spec: {
        replicas: 2,
        selector: { matchLabels: { app: name } },
        template: podTemplate(name, pod),
        ...spec,
      },
    });
  }

  addConfigMap(name: string, data: Record<string, string>): void {
    this.add(CONFIG_MAPS, { kind: 'ConfigMap', metadata: { name }, data });
  }

  deployment(name: string): Deployment {
    return this.get<Deployment>(DEPLOYMENTS, name);
  }

  pods(): Pod[] {
    return this.list<Pod>(PODS);
  }

  replicaSets(): ReplicaSet[] {
    return this.list<ReplicaSet>(REPLICA_SETS);
  }

  /** `Reason: message` of the events about an object, by its name, in no order. */
  events(name: string): string[] {
    return this.list(EVENTS)
      .filter(event => (event.involvedObject as { name: string }).name === name)
      .map(({ reason, message }) => `${reason}: ${message}`);
  }

  #open(): DefaultKubernetesApi {
    return DefaultKubernetesApi.create({
      clock: this.clock,
      random: this.#random,
      stateDir: this.#stateDir,
    });
  }

  #addNode(name: string): void {
    this.add(NODES, {
      kind: 'Node',
      metadata: { name, labels: { 'kubernetes.io/hostname': name } },
      status: {
        allocatable: { cpu: '8', memory: '32Gi', pods: '110' },
        addresses: [{ type: 'InternalIP', address: '192.0.2.11' }],
        conditions: [{ type: 'Ready', status: 'True' }],
      },
    });
  }
}

/** Template of a pod with one container, labelled `app: <name>`. */
export function podTemplate(
  name: string,
  pod: { annotations?: Record<string, string>; spec?: Partial<PodSpec> } = {},
): object {
  const { annotations } = pod;
  return {
    metadata: { labels: { app: name }, ...(annotations && { annotations }) },
    spec: { containers: [{ name: 'web', image: 'shop:1' }], ...pod.spec },
  };
}
