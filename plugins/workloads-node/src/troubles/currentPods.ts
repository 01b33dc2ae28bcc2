import type { DeploymentObject, PodObject } from '../objects/schemas';

const TEMPLATE_HASH_LABEL = 'pod-template-hash';

/**
 * The Pods that tell how the newest version of each Deployment does: while a rollout replaces Pods, what is wrong with those that go says nothing of
 * those that come. As long as a Deployment has no Pod of its newest version, those before speak for it.
 */
export function currentPods(
  deployments: DeploymentObject[],
  pods: PodObject[],
): PodObject[] {
  const replicaSets = new Map<string, Map<string, PodObject[]>>();
  for (const pod of pods) {
    const place = replicaSetOf(pod);
    if (place && pod.metadata.deletionTimestamp === undefined) {
      const sets = replicaSets.get(place.deployment) ?? new Map();
      sets.set(place.replicaSet, [...(sets.get(place.replicaSet) ?? []), pod]);
      replicaSets.set(place.deployment, sets);
    }
  }
  const newest = new Map(
    [...replicaSets].map(([name, sets]) => [
      name,
      newestOf(
        sets,
        deployments.find(({ metadata }) => metadata.name === name),
      ),
    ]),
  );
  return pods.filter(pod => {
    const place = replicaSetOf(pod);
    return (
      place === undefined || newest.get(place.deployment) === place.replicaSet
    );
  });
}

function newestOf(
  sets: Map<string, PodObject[]>,
  deployment: DeploymentObject | undefined,
): string | undefined {
  // Its controller names the ReplicaSet it is about. After going back to an older version, that one's Pods may be the oldest.
  const words = deployment?.status?.conditions.find(
    ({ type }) => type === 'Progressing',
  )?.message;
  const named = [...sets.keys()].find(name => words?.includes(`"${name}"`));
  const [latest] = [...sets].sort(
    ([, one], [, other]) => lastMade(other) - lastMade(one),
  );
  return named ?? latest?.[0];
}

function lastMade(pods: PodObject[]): number {
  return Math.max(
    ...pods.map(
      ({ metadata }) => Date.parse(metadata.creationTimestamp ?? '') || 0,
    ),
  );
}

/** A ReplicaSet has the name of its Deployment and the hash of its Pods. */
function replicaSetOf({
  metadata,
}: PodObject): { replicaSet: string; deployment: string } | undefined {
  const replicaSet = metadata.ownerReferences.find(
    ({ kind }) => kind === 'ReplicaSet',
  )?.name;
  const suffix = `-${metadata.labels[TEMPLATE_HASH_LABEL]}`;
  return replicaSet?.endsWith(suffix)
    ? { replicaSet, deployment: replicaSet.slice(0, -suffix.length) }
    : undefined;
}
