import { timestamp, type LabClock } from '../../clock/LabClock';
import { conditionOf } from '../conditions';
import type {
  Condition,
  Deployment,
  DeploymentStatus,
  ReplicaSet,
} from '../types';
import { rolloutBounds, wantedReplicas } from './rollout';

type Wish = Pick<Condition, 'type' | 'status' | 'reason' | 'message'>;

/** Sets a condition as the Deployment controller does: nothing changes while status and reason stay. */
export function setCondition(
  conditions: Condition[],
  wanted: Wish,
  clock: LabClock,
  refresh = false,
): Condition[] {
  const old = conditionOf(conditions, wanted.type);
  const same = old?.status === wanted.status && old.reason === wanted.reason;
  if (same && !refresh) return conditions;
  const now = timestamp(clock);
  const lastTransitionTime =
    old?.status === wanted.status ? old.lastTransitionTime : now;
  return [
    ...conditions.filter(({ type }) => type !== wanted.type),
    { ...wanted, lastUpdateTime: now, lastTransitionTime },
  ];
}

function sum(
  sets: ReplicaSet[],
  count: (status: NonNullable<ReplicaSet['status']>) => number | undefined,
): number {
  return sets.reduce(
    (total, { status }) => total + ((status && count(status)) ?? 0),
    0,
  );
}

/** The counts of a Deployment's ReplicaSets; zeroes are left out, as the server leaves them out. */
export function countsOf(
  deployment: Deployment,
  current: ReplicaSet | undefined,
  old: ReplicaSet[],
): DeploymentStatus {
  const all = current ? [current, ...old] : old;
  const replicas = sum(all, status => status.replicas);
  const available = sum(all, status => status.availableReplicas);
  const ready = sum(all, status => status.readyReplicas);
  const total = all.reduce((count, set) => count + (set.spec.replicas ?? 1), 0);
  const updated = current?.status?.replicas ?? 0;
  const unavailable = Math.max(0, total - available);
  return {
    observedGeneration: deployment.metadata.generation,
    ...(replicas > 0 && { replicas }),
    ...(updated > 0 && { updatedReplicas: updated }),
    ...(ready > 0 && { readyReplicas: ready }),
    ...(available > 0 && { availableReplicas: available }),
    ...(unavailable > 0 && { unavailableReplicas: unavailable }),
  };
}

/** Whether a rollout has come to its end. */
export function isComplete(
  deployment: Deployment,
  status: DeploymentStatus,
): boolean {
  const wanted = wantedReplicas(deployment);
  return (
    (status.updatedReplicas ?? 0) === wanted &&
    (status.replicas ?? 0) === wanted &&
    (status.availableReplicas ?? 0) === wanted
  );
}

function hasProgressed(before: DeploymentStatus, now: DeploymentStatus) {
  const old = ({ replicas = 0, updatedReplicas = 0 }: DeploymentStatus) =>
    replicas - updatedReplicas;
  return (
    (now.updatedReplicas ?? 0) > (before.updatedReplicas ?? 0) ||
    old(now) < old(before) ||
    (now.readyReplicas ?? 0) > (before.readyReplicas ?? 0) ||
    (now.availableReplicas ?? 0) > (before.availableReplicas ?? 0)
  );
}

function withAvailable(
  deployment: Deployment,
  counts: DeploymentStatus,
  conditions: Condition[],
  clock: LabClock,
): Condition[] {
  const { unavailable } = rolloutBounds(deployment);
  const least = wantedReplicas(deployment) - unavailable;
  const enough = (counts.availableReplicas ?? 0) >= least;
  return setCondition(
    conditions,
    {
      type: 'Available',
      status: enough ? 'True' : 'False',
      reason: enough
        ? 'MinimumReplicasAvailable'
        : 'MinimumReplicasUnavailable',
      message: enough
        ? 'Deployment has minimum availability.'
        : 'Deployment does not have minimum availability.',
    },
    clock,
  );
}

function withProgress(
  deployment: Deployment,
  current: ReplicaSet | undefined,
  counts: DeploymentStatus,
  conditions: Condition[],
  more: { timedOut: boolean; clock: LabClock },
): Condition[] {
  const present = conditionOf(conditions, 'Progressing');
  const settled =
    (counts.replicas ?? 0) === (counts.updatedReplicas ?? 0) &&
    present?.reason === 'NewReplicaSetAvailable';
  if (settled || deployment.spec.progressDeadlineSeconds === undefined) {
    return conditions;
  }
  const what = current
    ? `ReplicaSet "${current.metadata.name}"`
    : `Deployment "${deployment.metadata.name}"`;
  const say = (
    status: Condition['status'],
    reason: string,
    words: string,
    refresh = false,
  ) =>
    setCondition(
      conditions,
      { type: 'Progressing', status, reason, message: `${what} ${words}` },
      more.clock,
      refresh,
    );
  if (isComplete(deployment, counts)) {
    return say(
      'True',
      'NewReplicaSetAvailable',
      'has successfully progressed.',
    );
  }
  if (hasProgressed(deployment.status ?? {}, counts)) {
    return say('True', 'ReplicaSetUpdated', 'is progressing.', true);
  }
  return more.timedOut
    ? say('False', 'ProgressDeadlineExceeded', 'has timed out progressing.')
    : conditions;
}

/** Status of a Deployment whose ReplicaSets stand as they do. */
export function deploymentStatus(
  deployment: Deployment,
  sets: { current?: ReplicaSet; old: ReplicaSet[] },
  more: { timedOut: boolean; clock: LabClock; conditions: Condition[] },
): DeploymentStatus {
  const { clock } = more;
  const { current, old } = sets;
  const counts = countsOf(deployment, current, old);
  let conditions = withAvailable(deployment, counts, more.conditions, clock);
  if (!deployment.spec.paused) {
    conditions = withProgress(deployment, current, counts, conditions, more);
  }
  const all = current ? [current, ...old] : old;
  const failure = all
    .flatMap(({ status }) => status?.conditions ?? [])
    .find(({ type, status }) => type === 'ReplicaFailure' && status === 'True');
  if (failure) {
    const { type, status, reason, message } = failure;
    conditions = setCondition(
      conditions,
      { type, status, reason, message },
      clock,
    );
  } else {
    conditions = conditions.filter(({ type }) => type !== 'ReplicaFailure');
  }
  const { collisionCount } = deployment.status ?? {};
  return {
    ...counts,
    ...(collisionCount !== undefined && { collisionCount }),
    conditions,
  };
}
