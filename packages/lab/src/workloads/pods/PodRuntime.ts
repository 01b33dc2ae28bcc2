import { controllerOf, keyOf, partsOf } from '../../kubevirt/objectKeys';
import { ReconcileQueue } from '../../kubevirt/ReconcileQueue';
import { StepTimers } from '../../kubevirt/StepTimers';
import { belongsToGuest, isReady } from '../podFacts';
import { CONFIG_MAPS, PODS, SECRETS } from '../resources';
import type { ContainerStatus, Pod } from '../types';
import type { Controller, WorkloadsContext } from '../WorkloadsContext';
import { backOffSeconds } from './backOff';
import { PodContainers } from './PodContainers';
import type { PodScheduler } from './PodScheduler';
import { podWish } from './podWish';

/** Lab seconds that the steps of a pod's life take. */
const PULL = 0.9;
const PULL_FAILED = 1;
const READY = 0.5;
const LONGEST_PROBE_DELAY = 5;
const CRASH = 1;
const JOB = 2;

/**
 * Plays the kubelets: pods on a node get their containers, become ready, crash, end and are started again. Where a pod
 * stands is read from its status, so that a lab started again goes on with it.
 */
export class PodRuntime implements Controller {
  readonly #context: WorkloadsContext;
  readonly #containers: PodContainers;
  readonly #queue: ReconcileQueue;
  readonly #timers: StepTimers;
  /** Keys of the pods of a namespace that miss a ConfigMap or Secret. */
  readonly #lacking = new Map<string, Set<string>>();

  constructor(context: WorkloadsContext, parts: { scheduler: PodScheduler }) {
    this.#context = context;
    this.#containers = new PodContainers(context, parts);
    this.#timers = new StepTimers(context.clock);
    this.#queue = new ReconcileQueue({
      clock: context.clock,
      reconcile: key => this.#reconcile(key),
    });
  }

  start(): () => void {
    const { api, pods } = this.#context;
    const provide = (namespace: string | undefined) => {
      const keys = this.#lacking.get(namespace ?? '');
      this.#lacking.delete(namespace ?? '');
      for (const key of keys ?? []) this.#begin(key);
    };
    const stops = [
      pods.subscribe((type, pod) => this.#see(type, pod)),
      ...[CONFIG_MAPS, SECRETS].map(resource =>
        api.watch(resource, ({ type, object }) => {
          if (type !== 'DELETED') provide(object.metadata.namespace);
        }),
      ),
    ];
    return () => {
      stops.forEach(stop => stop());
      this.#queue.stop();
      this.#timers.stop();
    };
  }

  #see(type: string, pod: Pod): void {
    if (belongsToGuest(pod)) return;
    const key = keyOf(pod);
    const { uid = '', deletionTimestamp } = pod.metadata;
    this.#containers.remember(pod);
    if (type === 'DELETED') {
      this.#timers.clear(key);
      this.#containers.forget(uid);
      this.#lacking.get(pod.metadata.namespace ?? '')?.delete(key);
    } else if (deletionTimestamp) {
      this.#timers.clear(key);
      if (type === 'MODIFIED') this.#containers.kill(pod);
    } else if (pod.spec.nodeName) {
      this.#queue.add(key);
    }
  }

  /** Decides what a pod waits for. */
  #reconcile(key: string): void {
    const pod = this.#find(key);
    if (!pod) return;
    const [first] = pod.status?.containerStatuses ?? [];
    const wait = (step: string, seconds: number, task: (pod: Pod) => void) =>
      this.#timers.after(key, step, seconds, () => {
        const present = this.#find(key);
        if (present) task(present);
      });
    if (!first) {
      this.#containers.create(pod);
      return;
    }
    const reasons = (pod.status?.containerStatuses ?? []).flatMap(
      ({ state }) => state.waiting?.reason ?? [],
    );
    const trouble = reasons.find(reason => reason !== 'ContainerCreating');
    switch (trouble ?? reasons[0]) {
      case 'ContainerCreating':
        wait('pull', PULL, present => this.#begin(keyOf(present)));
        return;
      case 'CreateContainerConfigError':
        this.#await(key);
        return;
      case 'ErrImagePull':
        wait('pull-back-off', PULL_FAILED, present =>
          this.#containers.pullLater(present),
        );
        return;
      case 'ImagePullBackOff': {
        const { uid = '' } = pod.metadata;
        const failures = this.#containers.failedPulls(uid);
        const seconds = backOffSeconds(failures);
        wait(`pull-${failures}`, seconds, present =>
          this.#begin(keyOf(present)),
        );
        return;
      }
      case 'CrashLoopBackOff': {
        const seconds = backOffSeconds(first.restartCount);
        wait(`restart-${first.restartCount}`, seconds, present =>
          this.#containers.restart(present),
        );
        return;
      }
      default:
        this.#watchOver(pod, first, wait);
    }
  }

  /** What comes next for a pod whose containers run. */
  #watchOver(
    pod: Pod,
    first: ContainerStatus,
    wait: (step: string, seconds: number, task: (pod: Pod) => void) => void,
  ): void {
    const wish = podWish(pod);
    if (wish === 'crash') {
      wait(`crash-${first.restartCount}`, CRASH, present =>
        this.#containers.crash(present),
      );
    } else if (controllerOf(pod, 'Job')) {
      wait('complete', JOB, present => this.#containers.complete(present));
    } else if (!isReady(pod) && wish !== 'never') {
      const probed = pod.spec.containers.map(({ readinessProbe }) =>
        readinessProbe
          ? READY +
            Math.min(
              LONGEST_PROBE_DELAY,
              readinessProbe.initialDelaySeconds ?? 0,
            )
          : 0,
      );
      wait('ready', Math.max(...probed), present =>
        this.#containers.becomeReady(present),
      );
    }
  }

  #find(key: string): Pod | undefined {
    const { namespace, name } = partsOf(key);
    const pod = this.#context.api.find(PODS, namespace, name) as
      | Pod
      | undefined;
    const ended =
      pod?.status?.phase === 'Succeeded' || pod?.status?.phase === 'Failed';
    const runs =
      pod?.spec.nodeName && !pod.metadata.deletionTimestamp && !ended;
    return runs ? pod : undefined;
  }

  #begin(key: string): void {
    const pod = this.#find(key);
    if (pod && !this.#containers.begin(pod)) this.#await(key);
  }

  /** Looks at the pod again when a ConfigMap or Secret of its namespace comes. */
  #await(key: string): void {
    const { namespace } = partsOf(key);
    const keys = this.#lacking.get(namespace) ?? new Set();
    this.#lacking.set(namespace, keys.add(key));
  }
}
