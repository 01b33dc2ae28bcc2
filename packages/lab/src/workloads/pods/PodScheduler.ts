import { LAB_CONTROLLER } from '../../kubernetes/KubernetesApi';
import { keyOf, partsOf } from '../../kubevirt/objectKeys';
import { ReconcileQueue } from '../../kubevirt/ReconcileQueue';
import { bindsLate } from '../../kubevirt/volumes/bindsLate';
import { withCondition } from '../conditions';
import { belongsToGuest } from '../podFacts';
import { CLAIMS, NODES, PODS } from '../resources';
import type { Pod } from '../types';
import type { Controller, WorkloadsContext } from '../WorkloadsContext';
import { writeStatus } from '../writeStatus';
import {
  chooseNode,
  unavailable,
  type Node,
  type NodeChoice,
} from './chooseNode';
import { claimStateOf, selectNode } from './claimsOf';
import { NodeLoads } from './NodeLoads';

const COMPONENT = 'default-scheduler';

/** Gives each new pod a node; one that fits nowhere is looked at again when nodes, pods or claims change. */
export class PodScheduler implements Controller {
  readonly #context: WorkloadsContext;
  readonly #queue: ReconcileQueue;
  readonly #nodes = new Map<string, Node>();
  readonly #loads = new NodeLoads();
  readonly #waiting = new Set<string>();

  constructor(context: WorkloadsContext) {
    this.#context = context;
    this.#queue = new ReconcileQueue({
      clock: context.clock,
      reconcile: key => this.#schedule(key),
    });
  }

  /** Address of a node inside the cluster. */
  addressOf(node: string | undefined): string | undefined {
    return this.#nodes
      .get(node ?? '')
      ?.status?.addresses?.find(({ type }) => type === 'InternalIP')?.address;
  }

  start(): () => void {
    const { api, pods } = this.#context;
    const stops = [
      api.watch(NODES, ({ type, object }) => {
        const { name } = object.metadata;
        if (type === 'DELETED') this.#nodes.delete(name);
        else this.#nodes.set(name, object as Node);
        this.#again();
      }),
      pods.subscribe((type, pod) => this.#see(type, pod)),
      api.watch(CLAIMS, () => this.#again()),
    ];
    return () => {
      stops.forEach(stop => stop());
      this.#queue.stop();
    };
  }

  #see(type: string, pod: Pod): void {
    this.#loads.note(type, pod);
    if (type === 'DELETED') this.#again();
    if (belongsToGuest(pod)) return;
    const key = keyOf(pod);
    if (type === 'DELETED' || pod.spec.nodeName) this.#waiting.delete(key);
    else if (!this.#waiting.has(key)) this.#queue.add(key);
  }

  #again(): void {
    for (const key of this.#waiting) this.#queue.add(key);
  }

  #schedule(key: string): void {
    const { api } = this.#context;
    const { namespace, name } = partsOf(key);
    const pod = api.find(PODS, namespace, name) as Pod | undefined;
    if (!pod || pod.spec.nodeName || pod.metadata.deletionTimestamp) return;
    const choice = this.#choose(pod);
    if ('message' in choice) {
      this.#waiting.add(key);
      this.#refuse(pod, choice.message);
      return;
    }
    const { unbound } = claimStateOf(api, pod);
    if (unbound.length > 0) {
      this.#waiting.add(key);
      for (const claim of unbound) selectNode(api, claim, choice.node);
      return;
    }
    this.#waiting.delete(key);
    this.#bind(pod, choice.node);
  }

  #bind(pod: Pod, node: string): void {
    const { api, clock, events } = this.#context;
    const { namespace, name } = pod.metadata;
    const bound = api.update(
      PODS,
      { ...pod, spec: { ...pod.spec, nodeName: node } },
      { as: LAB_CONTROLLER, fieldManager: 'kube-scheduler' },
    );
    writeStatus(
      api,
      PODS,
      bound,
      {
        ...pod.status,
        conditions: withCondition(
          pod.status?.conditions,
          { type: 'PodScheduled', status: 'True' },
          clock,
        ),
      },
      'kube-scheduler',
    );
    events.normal(
      pod,
      'Scheduled',
      `Successfully assigned ${namespace}/${name} to ${node}`,
      COMPONENT,
    );
  }

  #choose(pod: Pod): NodeChoice {
    const { api } = this.#context;
    const total = this.#nodes.size;
    const { missing, unbound } = claimStateOf(api, pod);
    if (missing !== undefined) {
      const why = `persistentvolumeclaim "${missing}" not found`;
      return { message: unavailable(total, why) };
    }
    const early = unbound.filter(claim => !bindsLate(api, claim));
    if (early.length > 0) {
      const why = 'pod has unbound immediate PersistentVolumeClaims';
      return { message: unavailable(total, why) };
    }
    const nodes = [...this.#nodes.values()].sort((a, b) =>
      a.metadata.name < b.metadata.name ? -1 : 1,
    );
    return chooseNode(nodes, pod, this.#loads);
  }

  #refuse(pod: Pod, message: string): void {
    const { api, clock, events } = this.#context;
    const condition = pod.status?.conditions?.find(
      ({ type }) => type === 'PodScheduled',
    );
    if (condition?.message === message) return;
    writeStatus(
      api,
      PODS,
      pod,
      {
        ...pod.status,
        conditions: withCondition(
          pod.status?.conditions,
          {
            type: 'PodScheduled',
            status: 'False',
            reason: 'Unschedulable',
            message,
          },
          clock,
        ),
      },
      'kube-scheduler',
    );
    events.warning(pod, 'FailedScheduling', message, COMPONENT);
  }
}
