import { timestamp } from '../../clock/LabClock';
import { AddressPool } from '../../kubevirt/guests/AddressPool';
import { controllerOf, keyOf, partsOf } from '../../kubevirt/objectKeys';
import { ReconcileQueue } from '../../kubevirt/ReconcileQueue';
import { StepTimers } from '../../kubevirt/StepTimers';
import { belongsToGuest, isReady } from '../podFacts';
import { CONFIG_MAPS, PODS, SECRETS } from '../resources';
import type { Container, ContainerStatus, Pod } from '../types';
import type { Controller, WorkloadsContext } from '../WorkloadsContext';
import { writeStatus } from '../writeStatus';
import { backOffSeconds, goDuration } from './backOff';
import { pullBackOff, pullError } from './imagePull';
import { missingReference, missingVolume } from './missingReference';
import type { PodScheduler } from './PodScheduler';
import { podStatus, type ContainerOutcome } from './podStatus';
import { podWish } from './podWish';

const COMPONENT = 'kubelet';
/** Lab seconds that the steps of a pod's life take. */
const PULL = 0.9;
const PULL_FAILED = 1;
const READY = 0.5;
const LONGEST_PROBE_DELAY = 5;
const CRASH = 1;
const JOB = 2;

type Phase = 'Pending' | 'Running' | 'Succeeded' | 'Failed';

/**
 * Plays the kubelets: pods on a node get their containers, become ready, crash, end and are started again. Where a pod
 * stands is read from its status, so that a lab started again goes on with it.
 */
export class PodRuntime implements Controller {
  readonly #context: WorkloadsContext;
  readonly #scheduler: PodScheduler;
  readonly #queue: ReconcileQueue;
  readonly #timers: StepTimers;
  readonly #addresses = new AddressPool('10.245');
  /** Failed pulls in a row, by uid. */
  readonly #pulls = new Map<string, number>();
  /** Keys of the pods of a namespace that miss a ConfigMap or Secret. */
  readonly #lacking = new Map<string, Set<string>>();

  constructor(context: WorkloadsContext, parts: { scheduler: PodScheduler }) {
    this.#context = context;
    this.#scheduler = parts.scheduler;
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
    const address = pod.status?.podIP;
    if (address?.startsWith('10.245.')) this.#addresses.claim(uid, address);
    if (type === 'DELETED') {
      this.#timers.clear(key);
      this.#addresses.release(uid);
      this.#pulls.delete(uid);
      this.#lacking.get(pod.metadata.namespace ?? '')?.delete(key);
    } else if (deletionTimestamp) {
      this.#timers.clear(key);
      for (const container of type === 'MODIFIED' ? pod.spec.containers : []) {
        this.#tell(pod, 'Killing', `Stopping container ${container.name}`);
      }
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
      this.#create(pod);
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
        wait('pull-back-off', PULL_FAILED, present => this.#pullLater(present));
        return;
      case 'ImagePullBackOff': {
        const failures = this.#pulls.get(pod.metadata.uid ?? '') ?? 1;
        const seconds = backOffSeconds(failures);
        wait(`pull-${failures}`, seconds, present =>
          this.#begin(keyOf(present)),
        );
        return;
      }
      case 'CrashLoopBackOff': {
        const seconds = backOffSeconds(first.restartCount);
        wait(`restart-${first.restartCount}`, seconds, present =>
          this.#restart(present),
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
        this.#crash(present),
      );
    } else if (controllerOf(pod, 'Job')) {
      wait('complete', JOB, present => this.#complete(present));
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
        this.#write(present, 'Running', ({ name }) => ({
          ...this.#present(present, name),
          ready: true,
        })),
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

  #create(pod: Pod): void {
    this.#write(pod, 'Pending', () => ({
      state: { waiting: { reason: 'ContainerCreating' } },
    }));
  }

  /** Pulls the images and starts the containers, or says what keeps them from it. */
  #begin(key: string): void {
    const pod = this.#find(key);
    if (!pod) return;
    const { api, clock } = this.#context;
    const unmounted = missingVolume(api, pod);
    if (unmounted) {
      this.#warn(pod, 'FailedMount', unmounted);
      this.#await(key);
      return;
    }
    const bad = pod.spec.containers.filter(
      ({ image }) => !this.#pull(pod, image),
    );
    if (bad.length > 0) {
      const { uid = '' } = pod.metadata;
      this.#pulls.set(uid, (this.#pulls.get(uid) ?? 0) + 1);
      this.#write(pod, 'Pending', container => ({
        state: {
          waiting: bad.includes(container)
            ? { reason: 'ErrImagePull', message: pullError(container.image) }
            : { reason: 'ContainerCreating' },
        },
      }));
      return;
    }
    const missing = new Map(
      pod.spec.containers.map(container => [
        container.name,
        missingReference(api, pod, container),
      ]),
    );
    const lacking = [...missing.values()].find(text => text !== undefined);
    if (lacking) {
      this.#warn(pod, 'Failed', `Error: ${lacking}`);
      this.#write(pod, 'Pending', ({ name }) => ({
        state: {
          waiting: {
            reason: 'CreateContainerConfigError',
            message: missing.get(name) ?? lacking,
          },
        },
      }));
      this.#await(key);
      return;
    }
    const startedAt = timestamp(clock);
    this.#started(pod);
    this.#write(pod, 'Running', () => ({ state: { running: { startedAt } } }));
    if (podWish(pod) === 'never') {
      const words = 'HTTP probe failed with statuscode: 503';
      this.#warn(pod, 'Unhealthy', `Readiness probe failed: ${words}`);
    }
  }

  /** Whether an image could be pulled, with the events that say so. */
  #pull(pod: Pod, image: string): boolean {
    this.#tell(pod, 'Pulling', `Pulling image "${image}"`);
    const exists =
      podWish(pod) !== 'image' && this.#context.imageExists(image) !== false;
    if (exists) {
      this.#tell(pod, 'Pulled', `Successfully pulled image "${image}"`);
    } else {
      const why = pullError(image);
      this.#warn(pod, 'Failed', `Failed to pull image "${image}": ${why}`);
      this.#warn(pod, 'Failed', 'Error: ErrImagePull');
    }
    return exists;
  }

  #pullLater(pod: Pod): void {
    this.#write(pod, 'Pending', ({ name, image }) => {
      const { state } = this.#present(pod, name);
      if (state.waiting?.reason !== 'ErrImagePull') return { state };
      this.#tell(pod, 'BackOff', `Back-off pulling image "${image}"`);
      this.#warn(pod, 'Failed', 'Error: ImagePullBackOff');
      const message = pullBackOff(image);
      return { state: { waiting: { reason: 'ImagePullBackOff', message } } };
    });
  }

  #crash(pod: Pod): void {
    const { restartPolicy } = pod.spec;
    const ended = (name: string) => this.#terminated(pod, name, 1);
    if (restartPolicy === 'Never') {
      this.#write(pod, 'Failed', ({ name }) => ({
        ...this.#present(pod, name),
        ready: false,
        state: ended(name),
      }));
      return;
    }
    const [first] = pod.status?.containerStatuses ?? [];
    if (first.restartCount === 0) {
      // The first time, the kubelet does not wait.
      this.#restart(pod);
      return;
    }
    const pause = goDuration(backOffSeconds(first.restartCount));
    const { namespace, name, uid } = pod.metadata;
    this.#write(pod, 'Running', container => ({
      ...this.#present(pod, container.name),
      ready: false,
      lastState: ended(container.name),
      state: {
        waiting: {
          reason: 'CrashLoopBackOff',
          message: `back-off ${pause} restarting failed container=${container.name} pod=${name}_${namespace}(${uid})`,
        },
      },
    }));
    for (const container of pod.spec.containers) {
      this.#warn(
        pod,
        'BackOff',
        `Back-off restarting failed container ${container.name} in pod ${name}_${namespace}(${uid})`,
      );
    }
  }

  #restart(pod: Pod): void {
    const startedAt = timestamp(this.#context.clock);
    this.#started(pod);
    this.#write(pod, 'Running', ({ name }) => {
      const { restartCount = 0, state, lastState } = this.#present(pod, name);
      return {
        state: { running: { startedAt } },
        lastState: state.running ? this.#terminated(pod, name, 1) : lastState,
        restartCount: restartCount + 1,
      };
    });
  }

  #complete(pod: Pod): void {
    this.#write(pod, 'Succeeded', ({ name }) => ({
      ...this.#present(pod, name),
      ready: false,
      state: this.#terminated(pod, name, 0),
    }));
  }

  #terminated(pod: Pod, name: string, exitCode: number) {
    const { state } = this.#present(pod, name);
    return {
      terminated: {
        exitCode,
        reason: exitCode === 0 ? 'Completed' : 'Error',
        startedAt: state.running?.startedAt,
        finishedAt: timestamp(this.#context.clock),
      },
    };
  }

  #present(pod: Pod, name: string): ContainerOutcome {
    const status = pod.status?.containerStatuses?.find(
      item => item.name === name,
    );
    return status ?? { state: {} };
  }

  #started(pod: Pod): void {
    for (const { name } of pod.spec.containers) {
      this.#tell(pod, 'Created', `Created container: ${name}`);
      this.#tell(pod, 'Started', `Started container ${name}`);
    }
  }

  /** Looks at the pod again when a ConfigMap or Secret of its namespace comes. */
  #await(key: string): void {
    const { namespace } = partsOf(key);
    const keys = this.#lacking.get(namespace) ?? new Set();
    this.#lacking.set(namespace, keys.add(key));
  }

  #write(
    pod: Pod,
    phase: Phase,
    outcomes: (container: Container) => ContainerOutcome,
  ): void {
    const { api, clock } = this.#context;
    const { uid = '' } = pod.metadata;
    const place = {
      hostIP: this.#scheduler.addressOf(pod.spec.nodeName),
      podIP:
        phase === 'Pending' ? pod.status?.podIP : this.#addresses.assign(uid),
    };
    const status = podStatus(pod, place, phase, outcomes, clock);
    writeStatus(api, PODS, pod, status, 'kubelet');
  }

  #tell(pod: Pod, reason: string, message: string): void {
    this.#context.events.normal(pod, reason, message, COMPONENT);
  }

  #warn(pod: Pod, reason: string, message: string): void {
    this.#context.events.warning(pod, reason, message, COMPONENT);
  }
}
