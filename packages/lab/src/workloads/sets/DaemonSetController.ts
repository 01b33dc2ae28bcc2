import type { KubernetesObject } from '../../kubernetes/KubernetesApi';
import { controllerOf, keyOf, partsOf } from '../../kubevirt/objectKeys';
import { ReconcileQueue } from '../../kubevirt/ReconcileQueue';
import { createPod, deletePod } from '../createPod';
import { templateHash } from '../deployments/templateHash';
import { isActive, isReady } from '../podFacts';
import { refusalOf, type Node } from '../pods/chooseNode';
import { DAEMON_SETS, NODES } from '../resources';
import type { Pod, PodTemplate, Toleration } from '../types';
import type { Controller, WorkloadsContext } from '../WorkloadsContext';
import { writeStatus } from '../writeStatus';

const COMPONENT = 'daemonset-controller';
const REVISION_LABEL = 'controller-revision-hash';

interface DaemonSet extends KubernetesObject {
  spec: { template: PodTemplate; updateStrategy?: { type?: string } };
}

/** What pods of every DaemonSet tolerate: troubles of a node are no reason for them to stay away. */
const TOLERATED: Toleration[] = [
  'not-ready',
  'unreachable',
  'disk-pressure',
  'memory-pressure',
  'pid-pressure',
  'unschedulable',
].map(trouble => ({
  key: `node.kubernetes.io/${trouble}`,
  operator: 'Exists',
}));

/** Keeps one pod of each DaemonSet on each node that takes it. */
export class DaemonSetController implements Controller {
  readonly #context: WorkloadsContext;
  readonly #queue: ReconcileQueue;
  readonly #nodes = new Map<string, Node>();
  readonly #keys = new Set<string>();

  constructor(context: WorkloadsContext) {
    this.#context = context;
    this.#queue = new ReconcileQueue({
      clock: context.clock,
      reconcile: key => this.#reconcile(key),
    });
  }

  start(): () => void {
    const { api, pods } = this.#context;
    const stops = [
      api.watch(DAEMON_SETS, ({ type, object }) => {
        const key = keyOf(object);
        if (type === 'DELETED') {
          this.#keys.delete(key);
          this.#queue.forget(key);
        } else {
          this.#keys.add(key);
          this.#queue.add(key);
        }
      }),
      api.watch(NODES, ({ type, object }) => {
        const { name } = object.metadata;
        if (type === 'DELETED') this.#nodes.delete(name);
        else this.#nodes.set(name, object as Node);
        for (const key of this.#keys) this.#queue.add(key);
      }),
      pods.subscribe((_, pod) => {
        const owner = controllerOf(pod, 'DaemonSet');
        if (owner) this.#queue.add(`${pod.metadata.namespace}/${owner.name}`);
      }),
    ];
    return () => {
      stops.forEach(stop => stop());
      this.#queue.stop();
    };
  }

  #reconcile(key: string): void {
    const { namespace, name } = partsOf(key);
    const set = this.#context.api.find(DAEMON_SETS, namespace, name) as
      | DaemonSet
      | undefined;
    if (!set) return;
    const hash = templateHash(set.spec.template);
    const { spec } = set.spec.template;
    const tolerations = [...(spec.tolerations ?? []), ...TOLERATED];
    const wanted = [...this.#nodes.values()]
      .filter(node => !refusalOf(node, { ...spec, tolerations }))
      .map(node => node.metadata.name)
      .sort();
    try {
      if (!set.metadata.deletionTimestamp) {
        this.#place(set, hash, wanted, tolerations);
      }
    } finally {
      this.#report(set, hash, wanted);
    }
    this.#queue.succeeded(key);
  }

  #place(
    set: DaemonSet,
    hash: string,
    wanted: string[],
    tolerations: Toleration[],
  ): void {
    const pods = this.#context.pods.of(set.metadata.uid).filter(isActive);
    for (const pod of pods) {
      if (wanted.includes(pod.spec.nodeName ?? '')) continue;
      deletePod(this.#context, set, pod, COMPONENT);
    }
    const taken = new Set(
      this.#context.pods.of(set.metadata.uid).map(pod => pod.spec.nodeName),
    );
    for (const nodeName of wanted.filter(name => !taken.has(name))) {
      createPod(this.#context, set, set.spec.template, COMPONENT, {
        labels: { [REVISION_LABEL]: hash },
        spec: { nodeName, tolerations },
      });
    }
    const old = pods.find(
      pod => pod.metadata.labels?.[REVISION_LABEL] !== hash,
    );
    const settled =
      pods.length === wanted.length && pods.every(pod => isReady(pod));
    if (old && settled && set.spec.updateStrategy?.type !== 'OnDelete') {
      deletePod(this.#context, set, old, COMPONENT);
    }
  }

  #report(set: DaemonSet, hash: string, wanted: string[]): void {
    const pods = this.#context.pods.of(set.metadata.uid).filter(isActive);
    const placed = (list: Pod[]) =>
      wanted.filter(node => list.some(({ spec }) => spec.nodeName === node))
        .length;
    const ready = placed(pods.filter(isReady));
    const updated = placed(
      pods.filter(pod => pod.metadata.labels?.[REVISION_LABEL] === hash),
    );
    const missing = wanted.length - ready;
    writeStatus(this.#context.api, DAEMON_SETS, set, {
      currentNumberScheduled: placed(pods),
      desiredNumberScheduled: wanted.length,
      numberMisscheduled: 0,
      numberReady: ready,
      ...(ready > 0 && { numberAvailable: ready }),
      ...(missing > 0 && { numberUnavailable: missing }),
      ...(updated > 0 && { updatedNumberScheduled: updated }),
      observedGeneration: set.metadata.generation,
    });
  }
}
