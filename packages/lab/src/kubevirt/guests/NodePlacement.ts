import type { KubernetesObject } from '../../kubernetes/KubernetesApi';
import { parseQuantity } from '../../kubernetes/schema/quantity';
import type { GuestSpec } from '../types';
import { matchesNodeAffinity } from './nodeAffinity';

interface NodeSpec {
  unschedulable?: boolean;
  taints?: { key: string; value?: string; effect: string }[];
}

interface NodeStatus {
  conditions?: { type: string; status: string }[];
  allocatable?: Record<string, string>;
}

/** Where a guest goes, or why it can go nowhere, in the words of the scheduler. */
export type Placement = { node: string } | { message: string };

const TAKEN = "node(s) didn't satisfy existing pods anti-affinity rules";

interface Load {
  guests: number;
  memory: number;
}

function tolerates(
  spec: GuestSpec,
  taint: { key: string; value?: string; effect: string },
): boolean {
  return (spec.tolerations ?? []).some(
    toleration =>
      (!toleration.key || toleration.key === taint.key) &&
      (toleration.operator === 'Exists' ||
        (toleration.value ?? '') === (taint.value ?? '')) &&
      (!toleration.effect || toleration.effect === taint.effect),
  );
}

/**
 * Plays the scheduler for guests: nodes that are ready, open, untainted, fitting and large enough; of these the one with
 * the fewest guests. Knows the load without looking at all guests each time.
 */
export class NodePlacement {
  readonly #nodes = new Map<string, KubernetesObject>();
  readonly #loads = new Map<string, Load>();
  readonly #seats = new Map<string, { node: string; memory: number }>();

  /** A node came, changed or went. */
  setNode(name: string, node: KubernetesObject | undefined): void {
    if (node) this.#nodes.set(name, node);
    else this.#nodes.delete(name);
  }

  /** A guest lives on a node; undefined when it lives nowhere any more. */
  seat(uid: string, node: string | undefined, spec: GuestSpec): void {
    const before = this.#seats.get(uid);
    if (before?.node === node) return;
    if (before) {
      this.#add(before.node, -1, -before.memory);
      this.#seats.delete(uid);
    }
    if (!node) return;
    const memory = memoryOf(spec);
    this.#add(node, 1, memory);
    this.#seats.set(uid, { node, memory });
  }

  /** Chooses a node for a guest, other than `except`. */
  place(spec: GuestSpec, except?: string): Placement {
    if (this.#nodes.size === 0) {
      return { message: 'no nodes available to schedule pods' };
    }
    const refusals: string[] = [];
    let best: { node: string; guests: number } | undefined;
    for (const name of [...this.#nodes.keys()].sort()) {
      const refusal = name === except ? TAKEN : this.#refusal(name, spec);
      const guests = this.#loads.get(name)?.guests ?? 0;
      if (refusal) refusals.push(refusal);
      else if (!best || guests < best.guests) best = { node: name, guests };
    }
    if (best) return { node: best.node };
    const list = [...new Set(refusals)].map(
      reason => `${refusals.filter(item => item === reason).length} ${reason}`,
    );
    const total = this.#nodes.size;
    return {
      message: `0/${total} nodes are available: ${list
        .sort()
        .join(
          ', ',
        )}. preemption: 0/${total} nodes are available: ${total} Preemption is not helpful for scheduling.`,
    };
  }

  #refusal(name: string, spec: GuestSpec): string | undefined {
    const node = this.#nodes.get(name);
    const { unschedulable, taints = [] } = (node?.spec ?? {}) as NodeSpec;
    const { conditions = [], allocatable } = (node?.status ?? {}) as NodeStatus;
    const labels = node?.metadata.labels ?? {};
    if (unschedulable) return 'node(s) were unschedulable';
    const taint = taints.find(
      item => item.effect !== 'PreferNoSchedule' && !tolerates(spec, item),
    );
    if (taint) {
      return `node(s) had untolerated taint {${taint.key}: ${
        taint.value ?? ''
      }}`;
    }
    const ready = conditions.find(({ type }) => type === 'Ready');
    if (ready && ready.status !== 'True') {
      return 'node(s) had untolerated taint {node.kubernetes.io/not-ready: }';
    }
    const selected = Object.entries(spec.nodeSelector ?? {}).every(
      ([key, value]) => labels[key] === value,
    );
    if (
      !selected ||
      labels['kubevirt.io/schedulable'] === 'false' ||
      !matchesNodeAffinity(spec.affinity, labels)
    ) {
      return "node(s) didn't match Pod's node affinity/selector";
    }
    const room = parseQuantity(allocatable?.memory);
    const used = this.#loads.get(name)?.memory ?? 0;
    if (room !== undefined && used + memoryOf(spec) > room) {
      return 'Insufficient memory';
    }
    return undefined;
  }

  #add(node: string, guests: number, memory: number): void {
    const load = this.#loads.get(node) ?? { guests: 0, memory: 0 };
    load.guests += guests;
    load.memory += memory;
    this.#loads.set(node, load);
  }
}

/** Memory that a guest takes on its node. */
function memoryOf(spec: GuestSpec): number {
  const { memory, resources } = spec.domain;
  return (
    parseQuantity(memory?.guest) ??
    parseQuantity(resources?.requests?.memory) ??
    0
  );
}
