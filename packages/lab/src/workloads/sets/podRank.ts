import { conditionOf } from '../conditions';
import { isReady } from '../podFacts';
import type { Pod } from '../types';

const PHASES = ['Pending', 'Unknown', 'Running'];

function restarts(pod: Pod): number {
  return Math.max(
    0,
    ...(pod.status?.containerStatuses ?? []).map(item => item.restartCount),
  );
}

/** Orders pods so that those which serve least come first: these a controller deletes when it has too many. */
export function byUse(a: Pod, b: Pod): number {
  const facts = (pod: Pod) => [
    pod.spec.nodeName ? 1 : 0,
    PHASES.indexOf(pod.status?.phase ?? 'Pending'),
    isReady(pod) ? 1 : 0,
    -restarts(pod),
  ];
  const [left, right] = [facts(a), facts(b)];
  const different = left.findIndex((value, index) => value !== right[index]);
  if (different >= 0) return left[different] - right[different];
  // The youngest first.
  const since = (pod: Pod) =>
    conditionOf(pod.status?.conditions, 'Ready')?.lastTransitionTime ??
    pod.metadata.creationTimestamp ??
    '';
  if (since(a) === since(b)) return a.metadata.name < b.metadata.name ? 1 : -1;
  return since(a) < since(b) ? 1 : -1;
}
