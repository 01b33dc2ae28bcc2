import { parseQuantity } from '../../kubernetes/schema/quantity';
import type { Pod, PodSpec } from '../types';

/** What is used on a node. CPU in cores, memory in bytes. */
export interface NodeLoad {
  pods: number;
  cpu: number;
  memory: number;
}

interface Seat extends NodeLoad {
  node: string;
  owner: string;
}

const NOTHING: NodeLoad = { pods: 0, cpu: 0, memory: 0 };

/** What a pod asks of its node: its containers and sidecars together. */
export function requestsOf(spec: PodSpec): { cpu: number; memory: number } {
  const running = [
    ...spec.containers,
    ...(spec.initContainers ?? []).filter(
      ({ restartPolicy }) => restartPolicy === 'Always',
    ),
  ];
  const sum = (name: string) =>
    running.reduce(
      (total, { resources }) =>
        total + (parseQuantity(resources?.requests?.[name]) ?? 0),
      0,
    );
  return { cpu: sum('cpu'), memory: sum('memory') };
}

/** Which pods sit on which node, counted as they come and go. */
export class NodeLoads {
  readonly #seats = new Map<string, Seat>();
  readonly #loads = new Map<string, NodeLoad>();
  readonly #siblings = new Map<string, number>();

  /** Takes note of a pod's change. Ended pods take no room. */
  note(type: string, pod: Pod): void {
    const uid = pod.metadata.uid ?? '';
    const { nodeName } = pod.spec;
    const ended =
      pod.status?.phase === 'Succeeded' || pod.status?.phase === 'Failed';
    const sits = type !== 'DELETED' && nodeName && !ended;
    const seat = this.#seats.get(uid);
    if (seat && (!sits || seat.node !== nodeName)) {
      this.#seats.delete(uid);
      this.#add(seat, -1);
    }
    if (!sits || this.#seats.has(uid)) return;
    const owner = pod.metadata.ownerReferences?.[0]?.uid ?? uid;
    const taken = { node: nodeName, owner, pods: 1, ...requestsOf(pod.spec) };
    this.#seats.set(uid, taken);
    this.#add(taken, 1);
  }

  of(node: string): NodeLoad {
    return this.#loads.get(node) ?? NOTHING;
  }

  /** How many pods of the same owner the node has. */
  siblings(node: string, owner: string | undefined): number {
    return this.#siblings.get(`${node}\n${owner ?? ''}`) ?? 0;
  }

  #add(seat: Seat, sign: 1 | -1): void {
    const load = this.of(seat.node);
    this.#loads.set(seat.node, {
      pods: load.pods + sign,
      cpu: load.cpu + sign * seat.cpu,
      memory: load.memory + sign * seat.memory,
    });
    const key = `${seat.node}\n${seat.owner}`;
    const count = (this.#siblings.get(key) ?? 0) + sign;
    if (count > 0) this.#siblings.set(key, count);
    else this.#siblings.delete(key);
  }
}
