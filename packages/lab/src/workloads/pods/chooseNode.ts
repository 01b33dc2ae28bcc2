import type { KubernetesObject } from '../../kubernetes/KubernetesApi';
import { parseQuantity } from '../../kubernetes/schema/quantity';
import { matchesNodeAffinity } from '../../kubevirt/guests/nodeAffinity';
import type { Condition, Pod, PodSpec, Toleration } from '../types';
import { requestsOf, type NodeLoads } from './NodeLoads';

interface Taint {
  key: string;
  value?: string;
  effect: string;
}

/** A node as the API has it. */
export interface Node extends KubernetesObject {
  spec?: { unschedulable?: boolean; taints?: Taint[] };
  status?: {
    conditions?: Condition[];
    allocatable?: Record<string, string>;
    addresses?: { type: string; address: string }[];
  };
}

/** A node's name, or why there is none, in the words of the scheduler. */
export type NodeChoice = { node: string } | { message: string };

function tolerates(tolerations: Toleration[] | undefined, taint: Taint) {
  return (tolerations ?? []).some(
    ({ key, operator, value, effect }) =>
      (!key || key === taint.key) &&
      (operator === 'Exists' || (value ?? '') === (taint.value ?? '')) &&
      (!effect || effect === taint.effect),
  );
}

/** Why a pod cannot go to a node whatever its load; undefined when it can. */
export function refusalOf(node: Node, spec: PodSpec): string | undefined {
  const { unschedulable, taints = [] } = node.spec ?? {};
  if (unschedulable) return 'node(s) were unschedulable';
  const taint = taints.find(
    item =>
      item.effect !== 'PreferNoSchedule' && !tolerates(spec.tolerations, item),
  );
  if (taint) {
    const value = taint.value ?? '';
    return `node(s) had untolerated taint {${taint.key}: ${value}}`;
  }
  const ready = node.status?.conditions?.find(({ type }) => type === 'Ready');
  if (ready && ready.status !== 'True') {
    return 'node(s) had untolerated taint {node.kubernetes.io/not-ready: }';
  }
  const labels = node.metadata.labels ?? {};
  const selected = Object.entries(spec.nodeSelector ?? {}).every(
    ([key, value]) => labels[key] === value,
  );
  return selected && matchesNodeAffinity(spec.affinity, labels)
    ? undefined
    : "node(s) didn't match Pod's node affinity/selector";
}

function lacks(node: Node, pod: Pod, loads: NodeLoads): string | undefined {
  const load = loads.of(node.metadata.name);
  const room = (name: string) =>
    parseQuantity(node.status?.allocatable?.[name]) ?? Infinity;
  const { cpu, memory } = requestsOf(pod.spec);
  if (load.cpu + cpu > room('cpu')) return 'Insufficient cpu';
  if (load.memory + memory > room('memory')) return 'Insufficient memory';
  return load.pods + 1 > room('pods') ? 'Too many pods' : undefined;
}

/** Chooses the node with the fewest pods of the same owner, and of these the emptiest. */
export function chooseNode(
  nodes: Iterable<Node>,
  pod: Pod,
  loads: NodeLoads,
): NodeChoice {
  const owner = pod.metadata.ownerReferences?.[0]?.uid;
  const refusals: string[] = [];
  let best: { node: string; rank: number } | undefined;
  for (const node of nodes) {
    const { name } = node.metadata;
    const refusal = refusalOf(node, pod.spec) ?? lacks(node, pod, loads);
    if (refusal) {
      refusals.push(refusal);
      continue;
    }
    const rank = loads.siblings(name, owner) * 10_000 + loads.of(name).pods;
    if (!best || rank < best.rank) best = { node: name, rank };
  }
  if (best) return { node: best.node };
  if (refusals.length === 0) {
    return { message: 'no nodes available to schedule pods' };
  }
  const list = [...new Set(refusals)]
    .map(
      reason => `${refusals.filter(item => item === reason).length} ${reason}`,
    )
    .sort();
  return { message: unavailable(refusals.length, list.join(', ')) };
}

/** The scheduler's sentence for a pod that no node takes. */
export function unavailable(total: number, why: string): string {
  return (
    `0/${total} nodes are available: ${why}. preemption: ` +
    `0/${total} nodes are available: ${total} Preemption is not helpful for scheduling.`
  );
}
