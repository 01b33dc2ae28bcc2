import { RealClock } from '../../src/clock/LabClock';
import { LAB_CONTROLLER } from '../../src/kubernetes/KubernetesApi';
import { seededRandom } from '../../src/random/seededRandom';
import { startWorkloads } from '../../src/workloads/startWorkloads';
import { makeNamespace, type TestNamespace } from './kubernetesNamespace';
import {
  startKubernetesTarget,
  type KubernetesTarget,
  type TargetResponse,
} from './kubernetesTarget';

/** Any JSON object of the server under test. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Json = Record<string, any>;

/** How much faster than life the lab's pods live in the suite. */
const SPEED = 4;
const NODES = { group: '', version: 'v1', plural: 'nodes' };
const MERGE = 'application/merge-patch+json';

const KINDS: Record<string, [groupVersion: string, plural: string]> = {
  Deployment: ['apps/v1', 'deployments'],
  ReplicaSet: ['apps/v1', 'replicasets'],
  StatefulSet: ['apps/v1', 'statefulsets'],
  Job: ['batch/v1', 'jobs'],
  Pod: ['v1', 'pods'],
  Service: ['v1', 'services'],
  Endpoints: ['v1', 'endpoints'],
  Event: ['v1', 'events'],
  LimitRange: ['v1', 'limitranges'],
  ResourceQuota: ['v1', 'resourcequotas'],
  PersistentVolumeClaim: ['v1', 'persistentvolumeclaims'],
  HorizontalPodAutoscaler: ['autoscaling/v2', 'horizontalpodautoscalers'],
  PodDisruptionBudget: ['policy/v1', 'poddisruptionbudgets'],
};

/** A cluster whose controllers and nodes run workloads, and a namespace of its own in it. */
export class WorkloadsTarget {
  readonly #target: KubernetesTarget;
  readonly #workloads: { stop(): void } | undefined;
  readonly #spaces: TestNamespace[] = [];
  #space: TestNamespace | undefined;

  private constructor(
    target: KubernetesTarget,
    workloads: { stop(): void } | undefined,
  ) {
    this.#target = target;
    this.#workloads = workloads;
  }

  /** Starts the lab, or takes the real servers that the environment names. */
  static async start(): Promise<WorkloadsTarget> {
    let workloads: { stop(): void } | undefined;
    const target = await startKubernetesTarget({
      prepare: ({ api }) => {
        for (const name of ['node-1', 'node-2']) {
          api.create(
            NODES,
            {
              apiVersion: 'v1',
              kind: 'Node',
              metadata: { name, labels: { 'kubernetes.io/hostname': name } },
              status: { conditions: [{ type: 'Ready', status: 'True' }] },
            },
            { as: LAB_CONTROLLER },
          );
        }
        workloads = startWorkloads({
          api,
          clock: new RealClock({ speed: SPEED }),
          random: seededRandom(1),
        });
      },
    });
    return new WorkloadsTarget(target, workloads);
  }

  /** Name of the present namespace. */
  get namespace(): string {
    return this.#space?.name ?? '';
  }

  /** Begins a new namespace, in which everything from now on is. */
  async renew(): Promise<void> {
    this.#space = await makeNamespace(this.#target);
    this.#spaces.push(this.#space);
  }

  async close(): Promise<void> {
    await Promise.all(this.#spaces.map(space => space.remove()));
    this.#workloads?.stop();
    await this.#target.close();
  }

  /** Tries to create an object of a known kind. */
  attempt(kind: string, name: string, body: object): Promise<TargetResponse> {
    const [apiVersion] = KINDS[kind];
    const { metadata, ...rest } = body as { metadata?: object };
    return this.#target.request('POST', this.#path(kind), {
      body: { apiVersion, kind, metadata: { name, ...metadata }, ...rest },
    });
  }

  /** Creates an object, which must work. */
  async create(kind: string, name: string, body: object): Promise<Json> {
    return succeeded(await this.attempt(kind, name, body));
  }

  async patch(kind: string, name: string, body: object): Promise<Json> {
    const path = this.#path(kind, name);
    const contentType = MERGE;
    return succeeded(
      await this.#target.request('PATCH', path, { body, contentType }),
    );
  }

  /** Writes the subresource `scale`. */
  async scale(kind: string, name: string, replicas: number): Promise<Json> {
    const path = `${this.#path(kind, name)}/scale`;
    const options = { body: { spec: { replicas } }, contentType: MERGE };
    return succeeded(await this.#target.request('PATCH', path, options));
  }

  async get(kind: string, name: string): Promise<Json> {
    return succeeded(await this.#target.request('GET', this.#path(kind, name)));
  }

  async list(kind: string, labelSelector = ''): Promise<Json[]> {
    const query = `?labelSelector=${encodeURIComponent(labelSelector)}`;
    const path = `${this.#path(kind)}${query}`;
    return succeeded(await this.#target.request('GET', path)).items;
  }

  async delete(kind: string, name: string): Promise<void> {
    const body = { propagationPolicy: 'Background' };
    const path = this.#path(kind, name);
    succeeded(await this.#target.request('DELETE', path, { body }));
  }

  /** Messages of the events about an object, by reason. */
  async events(name: string): Promise<Record<string, string>> {
    const items = await this.list('Event');
    return Object.fromEntries(
      items
        .filter(item => item.involvedObject.name === name)
        .map(({ reason, message }) => [reason, message]),
    );
  }

  eventually<T>(read: () => Promise<T>, timeoutMs = 30_000): Promise<T> {
    return this.#target.eventually(read, { timeoutMs });
  }

  #path(kind: string, name?: string): string {
    const [groupVersion, plural] = KINDS[kind];
    return this.#space?.path(groupVersion, plural, name) ?? '';
  }
}

function succeeded({ status, body }: TargetResponse): Json {
  if (status < 300) return body;
  throw new Error(`${status}: ${JSON.stringify(body)}`);
}

/** Template of pods with one container, labelled `app: <app>`. */
export function podTemplate(
  app: string,
  pod: { image?: string; wish?: string; container?: object } = {},
): object {
  const { image = 'shop:1', wish, container } = pod;
  return {
    metadata: {
      labels: { app },
      ...(wish && { annotations: { 'lab.naru.io/pod': wish } }),
    },
    spec: { containers: [{ name: 'web', image, ...container }] },
  };
}

/** Spec of a Deployment of {@link podTemplate}. */
export function deploymentOf(
  app: string,
  spec: object = {},
  pod: Parameters<typeof podTemplate>[1] = {},
): object {
  return {
    spec: {
      replicas: 2,
      selector: { matchLabels: { app } },
      template: podTemplate(app, pod),
      ...spec,
    },
  };
}

/** Condition of a type. */
export function conditionOf(object: Json, type: string): Json | undefined {
  const conditions: Json[] = object.status?.conditions ?? [];
  return conditions.find(condition => condition.type === type);
}
