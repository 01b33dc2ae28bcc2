import {
  LAB_CONTROLLER,
  type KubernetesObject,
} from '../../kubernetes/KubernetesApi';
import type { KubevirtContext } from '../KubevirtContext';
import { PODS } from '../resources';
import type { VirtualMachineInstance } from '../types';
import { writeStatus } from '../writeStatus';
import {
  buildLauncherPod,
  endedPodStatus,
  runningPodStatus,
  unschedulablePodStatus,
} from './launcherPod';

/** The pods in which guests run: made, moved on and removed, and found by their guest without a search. */
export class LauncherPods {
  readonly #context: KubevirtContext;
  /** Names of the pods of a guest, newest last. */
  readonly #names = new Map<string, string[]>();
  readonly #gone = new Set<string>();

  constructor(context: KubevirtContext) {
    this.#context = context;
  }

  /** Takes note of a pod's change. */
  see(type: string, guestUid: string, pod: KubernetesObject): void {
    const { name } = pod.metadata;
    const names = this.#names.get(guestUid) ?? [];
    if (type === 'DELETED') {
      const left = names.filter(item => item !== name);
      this.#names.set(guestUid, left);
      if (left.length === 0) this.#gone.add(guestUid);
    } else if (!names.includes(name)) {
      this.#names.set(guestUid, [...names, name]);
      this.#gone.delete(guestUid);
    }
  }

  /** The guest is gone, and nothing of it is remembered. */
  forget(guestUid: string): void {
    this.#names.delete(guestUid);
    this.#gone.delete(guestUid);
  }

  /** Whether the guest had a pod and somebody removed it. */
  isGone(guest: VirtualMachineInstance): boolean {
    return this.#gone.has(guest.metadata.uid ?? '');
  }

  /** The guest's newest pod. */
  of(guest: VirtualMachineInstance): KubernetesObject | undefined {
    const name = this.#names.get(guest.metadata.uid ?? '')?.at(-1);
    if (!name) return undefined;
    return this.#context.api.find(PODS, guest.metadata.namespace, name);
  }

  create(guest: VirtualMachineInstance): KubernetesObject {
    const { api, events } = this.#context;
    const present = this.of(guest);
    if (present) return present;
    const pod = api.create(PODS, buildLauncherPod(guest), {
      as: LAB_CONTROLLER,
    });
    this.see('ADDED', guest.metadata.uid ?? '', pod);
    events.normal(
      guest,
      'SuccessfulCreate',
      `Created virtual machine pod ${pod.metadata.name}`,
    );
    return pod;
  }

  unschedulable(pod: KubernetesObject, message: string): void {
    const { api, clock } = this.#context;
    writeStatus(api, PODS, pod, unschedulablePodStatus(clock, message));
  }

  /** The pod gets its node and runs there. */
  run(pod: KubernetesObject, node: string, address: string): void {
    const { api, clock } = this.#context;
    const bound = api.update(
      PODS,
      {
        ...pod,
        metadata: {
          ...pod.metadata,
          labels: { ...pod.metadata.labels, 'kubevirt.io/nodeName': node },
        },
        spec: { ...(pod.spec as object), nodeName: node },
      },
      { as: LAB_CONTROLLER },
    );
    writeStatus(api, PODS, bound, runningPodStatus(clock, address));
  }

  /** The guest has ended, and its pod with it. */
  end(pod: KubernetesObject, failed: boolean): void {
    const { api, clock } = this.#context;
    const status = (pod.status ?? {}) as { phase?: string };
    if (status.phase === 'Succeeded' || status.phase === 'Failed') return;
    writeStatus(api, PODS, pod, endedPodStatus(clock, status, failed));
  }

  remove(pod: KubernetesObject): void {
    const { namespace, name } = pod.metadata;
    this.#context.api.delete(PODS, namespace, name, { as: LAB_CONTROLLER });
  }
}
