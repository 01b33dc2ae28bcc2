import type { Deployment, ReplicaSet } from '../types';

/** A ReplicaSet and the number of pods that it shall have next. */
export interface Scaling {
  set: ReplicaSet;
  replicas: number;
}

function share(
  value: string | number | undefined,
  total: number,
  round: (value: number) => number,
): number {
  if (typeof value === 'string' && value.endsWith('%')) {
    return round((Number(value.slice(0, -1)) * total) / 100);
  }
  return Number(value ?? 0);
}

/** Pods that a Deployment wants. */
export function wantedReplicas(deployment: Deployment): number {
  return deployment.spec.replicas ?? 1;
}

/** How many pods may be above and below the wanted number while a new template rolls out. */
export function rolloutBounds(deployment: Deployment): {
  surge: number;
  unavailable: number;
} {
  const { type, rollingUpdate } = deployment.spec.strategy ?? {};
  const wanted = wantedReplicas(deployment);
  if (type === 'Recreate' || wanted === 0) return { surge: 0, unavailable: 0 };
  const surge = share(rollingUpdate?.maxSurge ?? '25%', wanted, Math.ceil);
  const unavailable = share(
    rollingUpdate?.maxUnavailable ?? '25%',
    wanted,
    Math.floor,
  );
  return surge === 0 && unavailable === 0
    ? { surge: 0, unavailable: 1 }
    : { surge, unavailable: Math.min(unavailable, wanted) };
}

function sizeOf(set: ReplicaSet): number {
  return set.spec.replicas ?? 1;
}

function availableOf(set: ReplicaSet): number {
  return set.status?.availableReplicas ?? 0;
}

function sum(sets: ReplicaSet[], count: (set: ReplicaSet) => number): number {
  return sets.reduce((total, set) => total + count(set), 0);
}

/** Pods that a ReplicaSet of the newest template may have now, beside the others. */
export function newReplicas(
  deployment: Deployment,
  present: number,
  old: ReplicaSet[],
): number {
  const wanted = wantedReplicas(deployment);
  if (present >= wanted || deployment.spec.strategy?.type === 'Recreate') {
    return wanted;
  }
  const total = present + sum(old, sizeOf);
  const room = wanted + rolloutBounds(deployment).surge - total;
  return room <= 0 ? present : present + Math.min(room, wanted - present);
}

/** What the old ReplicaSets give up in this step of a rolling update: first pods that serve nobody, then as many as can be missed. */
export function shrinkOld(
  deployment: Deployment,
  current: ReplicaSet,
  old: ReplicaSet[],
): Scaling[] {
  if (sum(old, sizeOf) === 0) return [];
  const { unavailable } = rolloutBounds(deployment);
  const least = wantedReplicas(deployment) - unavailable;
  const all = [current, ...old];
  const missing = sizeOf(current) - availableOf(current);
  let cleanable = sum(all, sizeOf) - least - missing;
  if (cleanable <= 0) return [];
  const sizes = new Map(old.map(set => [set, sizeOf(set)]));
  const take = (set: ReplicaSet, most: number): number => {
    const size = sizes.get(set) ?? 0;
    const taken = Math.max(0, Math.min(size, most));
    sizes.set(set, size - taken);
    return taken;
  };
  for (const set of old) {
    cleanable -= take(set, Math.min(cleanable, sizeOf(set) - availableOf(set)));
  }
  let spare = sum(all, availableOf) - least;
  for (const set of old)
    spare -= take(set, Math.min(spare, sizes.get(set) ?? 0));
  return old
    .map(set => ({ set, replicas: sizes.get(set) ?? 0 }))
    .filter(({ set, replicas }) => replicas !== sizeOf(set));
}
