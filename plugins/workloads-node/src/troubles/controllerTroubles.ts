import type { ObjectTrouble } from '@naru/plugin-gitops-common';
import type {
  AutoscalerObject,
  Condition,
  DeploymentObject,
} from '../objects/schemas';

/** A new autoscaler has no measurements at first. */
const MEASURED_WITHIN_MS = 120_000;

/** What a Deployment says of itself: it cannot make Pods, or its new version is not ready in time. */
export function deploymentTroubles({
  metadata,
  status,
}: DeploymentObject): ObjectTrouble[] {
  const about = {
    group: 'apps',
    kind: 'Deployment',
    namespace: metadata.namespace,
    name: metadata.name,
    count: 1,
  };
  return (status?.conditions ?? [])
    .filter(
      ({ type, status: value, reason }) =>
        (type === 'ReplicaFailure' && value === 'True') ||
        (type === 'Progressing' &&
          value === 'False' &&
          reason === 'ProgressDeadlineExceeded'),
    )
    .map(condition => ({ ...about, ...wordsOf(condition) }));
}

/** An autoscaler that gets no measurements for long, or cannot reach what it scales. */
export function autoscalerTroubles(
  { metadata, status }: AutoscalerObject,
  now: number,
): ObjectTrouble[] {
  const about = {
    group: 'autoscaling',
    kind: 'HorizontalPodAutoscaler',
    namespace: metadata.namespace,
    name: metadata.name,
    count: 1,
  };
  return (status?.conditions ?? [])
    .filter(
      ({ type, status: value, reason, lastTransitionTime }) =>
        value === 'False' &&
        // Scaled to zero by a person, not a fault.
        reason !== 'ScalingDisabled' &&
        (type === 'AbleToScale' || type === 'ScalingActive') &&
        lastTransitionTime !== undefined &&
        now - Date.parse(lastTransitionTime) > MEASURED_WITHIN_MS,
    )
    .map(condition => ({ ...about, ...wordsOf(condition) }));
}

function wordsOf({ type, reason, message, lastTransitionTime }: Condition) {
  return { reason: reason ?? type, message, since: lastTransitionTime };
}
