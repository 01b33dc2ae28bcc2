import { randomBytes } from 'node:crypto';
import { RealClock } from '../../src/clock/LabClock';
import { LAB_CONTROLLER } from '../../src/kubernetes/KubernetesApi';
import { startKubevirt } from '../../src/kubevirt/startKubevirt';
import { NODES } from '../../src/kubevirt/resources';
import { seededRandom } from '../../src/random/seededRandom';
import {
  startKubernetesTarget,
  type KubernetesTarget,
  type TargetResponse,
} from './kubernetesTarget';

/** Any JSON object of the server under test. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Json = Record<string, any>;

/** How much faster than life the lab's machines live in the suite. */
const SPEED = 4;

const PLURALS: Record<string, string> = {
  vm: '/apis/kubevirt.io/v1/namespaces/%/virtualmachines',
  vmi: '/apis/kubevirt.io/v1/namespaces/%/virtualmachineinstances',
  vmim: '/apis/kubevirt.io/v1/namespaces/%/virtualmachineinstancemigrations',
  dv: '/apis/cdi.kubevirt.io/v1beta1/namespaces/%/datavolumes',
  datasource: '/apis/cdi.kubevirt.io/v1beta1/namespaces/%/datasources',
  pvc: '/api/v1/namespaces/%/persistentvolumeclaims',
  pod: '/api/v1/namespaces/%/pods',
  event: '/api/v1/namespaces/%/events',
  role: '/apis/rbac.authorization.k8s.io/v1/namespaces/%/roles',
  rolebinding: '/apis/rbac.authorization.k8s.io/v1/namespaces/%/rolebindings',
};

/** KubeVirt and CDI under test, in namespaces of their own. */
export class KubevirtTarget {
  readonly #target: KubernetesTarget;
  readonly #kubevirt: { stop(): void } | undefined;
  /** Ending of all names of the run that live outside a namespace. */
  readonly mark: string;

  private constructor(
    target: KubernetesTarget,
    kubevirt: { stop(): void } | undefined,
  ) {
    this.#target = target;
    this.#kubevirt = kubevirt;
    this.mark = randomBytes(4).toString('hex');
  }

  /** Starts the lab, or takes the real servers that the environment names. */
  static async start(): Promise<KubevirtTarget> {
    let kubevirt: { stop(): void } | undefined;
    const target = await startKubernetesTarget({
      prepare: server => {
        kubevirt = startKubevirt({
          api: server.api,
          clock: new RealClock({ speed: SPEED }),
          random: seededRandom(1),
        });
        for (const name of ['node-1', 'node-2']) {
          server.api.create(
            NODES,
            {
              apiVersion: 'v1',
              kind: 'Node',
              metadata: {
                name,
                labels: { 'kubevirt.io/schedulable': 'true' },
              },
              status: {
                allocatable: { memory: '256Gi' },
                conditions: [{ type: 'Ready', status: 'True' }],
              },
            },
            { as: LAB_CONTROLLER },
          );
        }
      },
    });
    return new KubevirtTarget(target, kubevirt);
  }

  request(
    ...parameters: Parameters<KubernetesTarget['request']>
  ): Promise<TargetResponse> {
    return this.#target.request(...parameters);
  }

  watch(
    ...parameters: Parameters<KubernetesTarget['watch']>
  ): ReturnType<KubernetesTarget['watch']> {
    return this.#target.watch(...parameters);
  }

  /** Address of the kind, or of one object of it. */
  path(kind: string, namespace: string, name?: string): string {
    const plural = PLURALS[kind].replace('%', namespace);
    return name ? `${plural}/${name}` : plural;
  }

  /** The object; undefined when there is none. */
  async find(
    kind: string,
    namespace: string,
    name: string,
  ): Promise<Json | undefined> {
    const answer = await this.request('GET', this.path(kind, namespace, name));
    return answer.status === 200 ? (answer.body as Json) : undefined;
  }

  /** All objects of the kind in a namespace. */
  async list(kind: string, namespace: string, query = ''): Promise<Json[]> {
    const answer = await this.request(
      'GET',
      `${this.path(kind, namespace)}${query}`,
    );
    return answer.body.items as Json[];
  }

  /** Creates, and fails the test when the server does not. */
  async create(kind: string, object: Json): Promise<Json> {
    const answer = await this.request(
      'POST',
      this.path(kind, object.metadata.namespace),
      { body: object },
    );
    if (answer.status !== 201) {
      throw new Error(`${answer.status}: ${JSON.stringify(answer.body)}`);
    }
    return answer.body as Json;
  }

  /** Waits until `holds` is true of the object, and returns it. */
  until(
    kind: string,
    namespace: string,
    name: string,
    holds: (object: Json) => unknown,
  ): Promise<Json> {
    return this.#target.eventually(
      async () => {
        const object = await this.find(kind, namespace, name);
        if (object && holds(object)) return object;
        throw new Error(
          `${kind} ${namespace}/${name} did not get there: ${JSON.stringify(
            object?.status,
          )}`,
        );
      },
      { timeoutMs: 45_000 },
    );
  }

  /** Waits until the object is gone. */
  async untilGone(
    kind: string,
    namespace: string,
    name: string,
  ): Promise<void> {
    await this.#target.eventually(
      async () => {
        if (await this.find(kind, namespace, name)) {
          throw new Error(`${kind} ${namespace}/${name} is still there`);
        }
      },
      { timeoutMs: 45_000 },
    );
  }

  /** Calls a subresource as KubeVirt wants it: with any answer accepted. */
  call(
    method: string,
    kind: 'vm' | 'vmi',
    namespace: string,
    path: string,
    options: { body?: unknown; accept?: string; user?: string } = {},
  ): Promise<TargetResponse> {
    const plural =
      kind === 'vm' ? 'virtualmachines' : 'virtualmachineinstances';
    return this.request(
      method,
      `/apis/subresources.kubevirt.io/v1/namespaces/${namespace}/${plural}/${path}`,
      {
        accept: options.accept ?? '*/*',
        body: options.body,
        headers: options.user ? { 'Impersonate-User': options.user } : {},
      },
    );
  }

  /** Makes a namespace for the run. */
  async namespace(name: string): Promise<string> {
    const full = `${name}-${this.mark}`;
    await this.request('POST', '/api/v1/namespaces', {
      body: {
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: { name: full },
      },
    });
    return full;
  }

  async close(namespaces: string[]): Promise<void> {
    for (const name of namespaces) {
      await this.request('DELETE', `/api/v1/namespaces/${name}`);
    }
    this.#kubevirt?.stop();
    await this.#target.close();
  }
}
