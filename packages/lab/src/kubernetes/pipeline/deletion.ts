import { formatTimestamp, type LabClock } from '../../clock/LabClock';
import type { DeleteOptions, KubernetesObject } from '../KubernetesApi';
import type { ResourceDefinition } from '../resources/ResourceDefinition';
import { isObject } from '../schema/Schema';
import { cloneJson } from '../store/cloneJson';

/** Finalizer of an object that waits for its dependents to go first. */
export const FOREGROUND = 'foregroundDeletion';
/** Finalizer of an object that waits for its dependents to be let go. */
export const ORPHAN = 'orphan';

/** The object marked for deletion; undefined when nothing holds it and it goes at once. */
export function deletionOf(
  definition: ResourceDefinition,
  live: KubernetesObject,
  options: DeleteOptions,
  clock: LabClock,
): KubernetesObject | undefined {
  const finalizers = new Set(live.metadata.finalizers ?? []);
  if (options.propagationPolicy !== undefined) {
    finalizers.delete(FOREGROUND);
    finalizers.delete(ORPHAN);
    if (options.propagationPolicy === 'Foreground') finalizers.add(FOREGROUND);
    if (options.propagationPolicy === 'Orphan') finalizers.add(ORPHAN);
  }
  const grace = gracePeriod(definition, live, options);
  const namespace = definition.qualifiedName === 'namespaces';
  if (finalizers.size === 0 && grace === 0 && !namespace) return undefined;
  const object = cloneJson(live);
  object.metadata.deletionTimestamp ??= formatTimestamp(
    new Date(clock.now().getTime() + grace * 1000),
  );
  object.metadata.deletionGracePeriodSeconds = grace;
  if (countsGeneration(live)) {
    object.metadata.generation =
      (live.metadata.generation ?? 0) +
      (live.metadata.deletionTimestamp ? 0 : 1);
  }
  if (finalizers.size > 0) object.metadata.finalizers = [...finalizers];
  else delete object.metadata.finalizers;
  if (namespace) {
    delete object.metadata.deletionGracePeriodSeconds;
    object.status = {
      ...(isObject(object.status) ? object.status : {}),
      phase: 'Terminating',
    };
  }
  return object;
}

function countsGeneration(object: KubernetesObject): boolean {
  return object.metadata.generation !== undefined;
}

// Only pods that run somewhere are given time to end.
function gracePeriod(
  definition: ResourceDefinition,
  live: KubernetesObject,
  options: DeleteOptions,
): number {
  if (definition.qualifiedName !== 'pods') return 0;
  const spec = isObject(live.spec) ? live.spec : {};
  const status = isObject(live.status) ? live.status : {};
  const ended = status.phase === 'Succeeded' || status.phase === 'Failed';
  if (spec.nodeName === undefined || spec.nodeName === '' || ended) return 0;
  if (options.gracePeriodSeconds !== undefined) {
    return options.gracePeriodSeconds;
  }
  const own = spec.terminationGracePeriodSeconds;
  return typeof own === 'number' ? own : 30;
}
