import {
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
  Entity,
} from '@backstage/catalog-model';
import { JsonObject } from '@backstage/types';

/** What the entities of this module are made of. */
export interface EntityFrame {
  namespace: string;
  name: string;
  title: string;
  /** Which object of which cluster, e.g. `prod7/virtualmachines/team1-staging/web-01`. */
  origin: string;
  annotations?: Record<string, string | undefined>;
  labels?: Record<string, string>;
  spec: { type: string; owner: string } & JsonObject;
}

const LABEL_VALUE = /^$|^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/;

/**
 * Makes a Resource whose JSON is the same for the same facts: keys sorted, nothing undefined.
 */
export function createResource(frame: EntityFrame): Entity {
  const { namespace, name, title, origin, spec } = frame;
  const location = `kubevirt:${origin}`;
  const annotations = sorted({
    ...frame.annotations,
    [ANNOTATION_LOCATION]: location,
    [ANNOTATION_ORIGIN_LOCATION]: location,
  });
  const labels = sorted(
    Object.fromEntries(
      Object.entries(frame.labels ?? {}).filter(
        ([, value]) => value.length <= 63 && LABEL_VALUE.test(value),
      ),
    ),
  );
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Resource',
    metadata: {
      namespace,
      name,
      title,
      annotations,
      ...(Object.keys(labels).length > 0 ? { labels } : {}),
    },
    spec: sorted(spec),
  };
}

function sorted<T>(values: Record<string, T | undefined>): Record<string, T> {
  const result: Record<string, T> = {};
  for (const key of Object.keys(values).sort()) {
    const value = values[key];
    if (value !== undefined) {
      result[key] = value;
    }
  }
  return result;
}
