import type { ObjectTrouble } from '@naru/plugin-gitops-common';

/** A pull that fails goes back and forth between these. */
const SAME_REASON: Record<string, string> = {
  ErrImagePull: 'ImagePullBackOff',
};

/** Tells the same trouble of several objects once: the object that restarted most, and how many there are. */
export function joinTroubles(troubles: ObjectTrouble[]): ObjectTrouble[] {
  const joined = new Map<string, ObjectTrouble>();
  for (const trouble of troubles) {
    const { kind, namespace, container, reason, exitCode } = trouble;
    const key = JSON.stringify([
      kind,
      namespace,
      // Pods are made alike; other objects are different things.
      kind === 'Pod' ? undefined : trouble.name,
      container,
      SAME_REASON[reason] ?? reason,
      exitCode,
    ]);
    const known = joined.get(key);
    if (!known) {
      joined.set(key, trouble);
      continue;
    }
    const told =
      (trouble.restarts ?? 0) > (known.restarts ?? 0) ? trouble : known;
    joined.set(key, { ...told, count: known.count + trouble.count });
  }
  return [...joined.values()];
}
