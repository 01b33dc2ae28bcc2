import type { ObjectTrouble } from '@naru/plugin-gitops-common';
import type { ContainerStatus, PodObject } from '../objects/schemas';

/** Reasons of a waiting container that do not pass by themselves. */
const STUCK = new Set([
  'CrashLoopBackOff',
  'ImagePullBackOff',
  'ErrImagePull',
  'ErrImageNeverPull',
  'ImageInspectError',
  'InvalidImageName',
  'RegistryUnavailable',
  'CreateContainerConfigError',
  'CreateContainerError',
  'RunContainerError',
  'StartError',
  'PostStartHookError',
]);

/** A program that does not answer as ready for so long after its start is not just slow. */
const READY_WITHIN_MS = 120_000;

/** What is wrong with a Pod; nothing while it starts or ends as it should. */
export function podTroubles(pod: PodObject, now: number): ObjectTrouble[] {
  const { metadata, status } = pod;
  if (!status || metadata.deletionTimestamp || status.phase === 'Succeeded') {
    return [];
  }
  const about = {
    kind: 'Pod',
    namespace: metadata.namespace,
    name: metadata.name,
    count: 1,
  };
  if (status.phase === 'Failed' && status.reason) {
    return [{ ...about, reason: status.reason, message: status.message }];
  }
  const unplaced = status.conditions.find(
    ({ type, status: value, reason }) =>
      type === 'PodScheduled' && value === 'False' && reason !== undefined,
  );
  if (unplaced) {
    return [
      {
        ...about,
        reason: unplaced.reason ?? 'Unschedulable',
        message: unplaced.message,
        since: unplaced.lastTransitionTime,
      },
    ];
  }
  return [...status.initContainerStatuses, ...status.containerStatuses].flatMap(
    container => {
      const trouble = containerTrouble(container, now);
      return trouble
        ? [{ ...about, container: container.name, ...trouble }]
        : [];
    },
  );
}

function containerTrouble(
  { ready, restartCount, state, lastState }: ContainerStatus,
  now: number,
): Omit<ObjectTrouble, 'kind' | 'name' | 'count'> | undefined {
  const restarts = restartCount > 0 ? restartCount : undefined;
  const last = lastState?.terminated;
  const waiting = state?.waiting;
  if (waiting?.reason && STUCK.has(waiting.reason)) {
    // What the program said at its end tells more than that it is started again.
    const ended = waiting.reason === 'CrashLoopBackOff' ? last : undefined;
    return {
      reason: waiting.reason,
      message: ended?.message ?? waiting.message,
      exitCode: ended?.exitCode,
      exitReason: ended?.reason,
      since: ended?.finishedAt,
      restarts,
    };
  }
  const ended = state?.terminated;
  if (ended && ended.exitCode !== 0) {
    return {
      reason: ended.reason ?? 'Error',
      message: ended.message,
      exitCode: ended.exitCode,
      exitReason: ended.reason,
      since: ended.finishedAt,
      restarts,
    };
  }
  const startedAt = state?.running?.startedAt;
  if (
    !ready &&
    startedAt !== undefined &&
    now - Date.parse(startedAt) > READY_WITHIN_MS
  ) {
    return { reason: 'NotReady', since: startedAt, restarts };
  }
  return undefined;
}
