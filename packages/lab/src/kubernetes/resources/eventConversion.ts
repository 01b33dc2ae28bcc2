import type { KubernetesObject } from '../KubernetesApi';

/** Fields of core/v1 events and what events.k8s.io/v1 calls them. */
const NAMES: readonly (readonly [core: string, modern: string])[] = [
  ['involvedObject', 'regarding'],
  ['message', 'note'],
  ['source', 'deprecatedSource'],
  ['count', 'deprecatedCount'],
  ['firstTimestamp', 'deprecatedFirstTimestamp'],
  ['lastTimestamp', 'deprecatedLastTimestamp'],
  ['reportingComponent', 'reportingController'],
];

/** The event as events.k8s.io/v1 shows it. */
export function eventsV1Event(object: KubernetesObject): KubernetesObject {
  return renamed(
    object,
    'events.k8s.io/v1',
    new Map(NAMES.map(([core, modern]) => [core, modern])),
  );
}

/** The event as core/v1 shows it, and as it is kept. */
export function coreEvent(object: KubernetesObject): KubernetesObject {
  return renamed(
    object,
    'v1',
    new Map(NAMES.map(([core, modern]) => [modern, core])),
  );
}

function renamed(
  object: KubernetesObject,
  apiVersion: string,
  names: Map<string, string>,
): KubernetesObject {
  const { metadata, kind } = object;
  return {
    ...Object.fromEntries(
      Object.entries(object).map(([field, value]) => [
        names.get(field) ?? field,
        value,
      ]),
    ),
    apiVersion,
    kind,
    metadata,
  };
}
