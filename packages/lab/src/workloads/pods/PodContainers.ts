import { timestamp } from '../../clock/LabClock';
import { AddressPool } from '../../kubevirt/guests/AddressPool';
import { PODS } from '../resources';
import type { Container, Pod } from '../types';
import type { WorkloadsContext } from '../WorkloadsContext';
import { writeStatus } from '../writeStatus';
import { backOffSeconds, goDuration } from './backOff';
import { pullBackOff, pullError } from './imagePull';
import { missingReference, missingVolume } from './missingReference';
import type { PodScheduler } from './PodScheduler';
import { podStatus, type ContainerOutcome } from './podStatus';
import { podWish } from './podWish';

const COMPONENT = 'kubelet';
const NETWORK = '10.245';

type Phase = 'Pending' | 'Running' | 'Succeeded' | 'Failed';

/** What a kubelet does with the containers of a pod, each step written into its status and told in events. */
export class PodContainers {
  readonly #context: WorkloadsContext;
  readonly #scheduler: PodScheduler;
  readonly #addresses = new AddressPool(NETWORK);
  /** Failed pulls in a row, by uid. */
  readonly #pulls = new Map<string, number>();

  constructor(context: WorkloadsContext, parts: { scheduler: PodScheduler }) {
    this.#context = context;
    this.#scheduler = parts.scheduler;
  }

  /** Takes note of the address that a pod has already. */
  remember({ metadata, status }: Pod): void {
    if (!status?.podIP?.startsWith(`${NETWORK}.`)) return;
    this.#addresses.claim(metadata.uid ?? '', status.podIP);
  }

  /** The pod is gone. */
  forget(uid: string): void {
    this.#addresses.release(uid);
    this.#pulls.delete(uid);
  }

  /** How often in a row the pod's images could not be pulled. */
  failedPulls(uid: string): number {
    return this.#pulls.get(uid) ?? 1;
  }

  /** The pod is told to end. */
  kill(pod: Pod): void {
    for (const { name } of pod.spec.containers) {
      this.#tell(pod, 'Killing', `Stopping container ${name}`);
    }
  }

  /** The pod has come to its node. */
  create(pod: Pod): void {
    this.#write(pod, 'Pending', () => ({
      state: { waiting: { reason: 'ContainerCreating' } },
    }));
  }

  /**
   * Pulls the images and starts the containers, or says what keeps them from it.
   *
   * @returns false when a ConfigMap or Secret is missing
   */
  begin(pod: Pod): boolean {
    const { api, clock } = this.#context;
    const unmounted = missingVolume(api, pod);
    if (unmounted) {
      this.#warn(pod, 'FailedMount', unmounted);
      return false;
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
      return true;
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
      return false;
    }
    const startedAt = timestamp(clock);
    this.#started(pod);
    this.#write(pod, 'Running', () => ({ state: { running: { startedAt } } }));
    if (podWish(pod) === 'never') {
      const words = 'HTTP probe failed with statuscode: 503';
      this.#warn(pod, 'Unhealthy', `Readiness probe failed: ${words}`);
    }
    return true;
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

  /** Waits before the images are pulled again. */
  pullLater(pod: Pod): void {
    this.#write(pod, 'Pending', ({ name, image }) => {
      const { state } = this.#present(pod, name);
      if (state.waiting?.reason !== 'ErrImagePull') return { state };
      this.#tell(pod, 'BackOff', `Back-off pulling image "${image}"`);
      this.#warn(pod, 'Failed', 'Error: ImagePullBackOff');
      const message = pullBackOff(image);
      return { state: { waiting: { reason: 'ImagePullBackOff', message } } };
    });
  }

  /** The containers have failed: they are started again, at once or later, or the pod has failed. */
  crash(pod: Pod): void {
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
      this.restart(pod);
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

  /** Starts the containers again. */
  restart(pod: Pod): void {
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

  /** The readiness probes have succeeded. */
  becomeReady(pod: Pod): void {
    this.#write(pod, 'Running', ({ name }) => ({
      ...this.#present(pod, name),
      ready: true,
    }));
  }

  /** The containers have done their work. */
  complete(pod: Pod): void {
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
