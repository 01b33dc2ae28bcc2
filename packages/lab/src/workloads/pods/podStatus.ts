import { createHash } from 'node:crypto';
import { timestamp, type LabClock } from '../../clock/LabClock';
import { withCondition } from '../conditions';
import type {
  Condition,
  Container,
  ContainerState,
  ContainerStatus,
  Pod,
  PodStatus,
} from '../types';
import { qosClassOf } from './qosClassOf';

/** What becomes of one container. */
export interface ContainerOutcome {
  state: ContainerState;
  lastState?: ContainerState;
  restartCount?: number;
  ready?: boolean;
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function imageIdOf(image: string): string {
  const [name, digest] = image.split('@');
  const repository = name.replace(/:[^/:]+$/, '');
  return `${repository}@${digest ?? `sha256:${digestOf(name)}`}`;
}

function containerStatus(
  pod: Pod,
  container: Container,
  outcome: ContainerOutcome,
): ContainerStatus {
  const { state, lastState = {}, restartCount = 0, ready = false } = outcome;
  const runs = state.waiting === undefined || restartCount > 0;
  const id = digestOf(`${pod.metadata.uid}/${container.name}/${restartCount}`);
  return {
    name: container.name,
    image: container.image,
    imageID: runs ? imageIdOf(container.image) : '',
    ...(runs && { containerID: `containerd://${id}` }),
    ready,
    started: state.running !== undefined,
    restartCount,
    state,
    lastState,
  };
}

function initStatus(pod: Pod, container: Container, now: string) {
  const sidecar = container.restartPolicy === 'Always';
  return containerStatus(pod, container, {
    ready: true,
    state: sidecar
      ? { running: { startedAt: now } }
      : {
          terminated: {
            exitCode: 0,
            reason: 'Completed',
            startedAt: now,
            finishedAt: now,
          },
        },
  });
}

/** The conditions of a pod whose containers are as they are. */
function conditionsOf(
  pod: Pod,
  unready: string[],
  ended: boolean,
  clock: LabClock,
): Condition[] {
  const short = (): Pick<Condition, 'status' | 'reason' | 'message'> => {
    if (ended) return { status: 'False', reason: 'PodCompleted' };
    if (unready.length === 0) return { status: 'True' };
    return {
      status: 'False',
      reason: 'ContainersNotReady',
      message: `containers with unready status: [${unready.join(' ')}]`,
    };
  };
  const wanted: Pick<Condition, 'type' | 'status' | 'reason' | 'message'>[] = [
    { type: 'PodReadyToStartContainers', status: 'True' },
    { type: 'Initialized', status: 'True' },
    { type: 'Ready', ...short() },
    { type: 'ContainersReady', ...short() },
    { type: 'PodScheduled', status: 'True' },
  ];
  return wanted
    .reduce<Condition[]>(
      (conditions, condition) => withCondition(conditions, condition, clock),
      pod.status?.conditions ?? [],
    )
    .map(condition => ({ lastProbeTime: null, ...condition }));
}

/** Status of a pod on its node whose containers came to these outcomes, by container. */
export function podStatus(
  pod: Pod,
  place: { hostIP?: string; podIP?: string },
  phase: PodStatus['phase'],
  outcomes: (container: Container) => ContainerOutcome,
  clock: LabClock,
): PodStatus {
  const now = timestamp(clock);
  const statuses = pod.spec.containers.map(container =>
    containerStatus(pod, container, outcomes(container)),
  );
  const unready = statuses.filter(({ ready }) => !ready);
  const ended = phase === 'Succeeded' || phase === 'Failed';
  const { hostIP, podIP } = place;
  const started = phase !== 'Pending';
  return {
    phase,
    qosClass: qosClassOf(pod.spec),
    startTime: pod.status?.startTime ?? now,
    ...(hostIP !== undefined && { hostIP, hostIPs: [{ ip: hostIP }] }),
    ...(podIP !== undefined && { podIP, podIPs: [{ ip: podIP }] }),
    conditions: conditionsOf(
      pod,
      unready.map(({ name }) => name),
      ended,
      clock,
    ),
    containerStatuses: statuses,
    ...(pod.spec.initContainers?.length &&
      started && {
        initContainerStatuses:
          pod.status?.initContainerStatuses ??
          pod.spec.initContainers.map(container =>
            initStatus(pod, container, now),
          ),
      }),
  };
}
