import type { KubernetesObject } from '../../kubernetes/KubernetesApi';

/** Health of an object or an Application, in Argo CD's words. */
export type Health =
  | 'Healthy'
  | 'Suspended'
  | 'Progressing'
  | 'Missing'
  | 'Degraded'
  | 'Unknown';

/** Health of an object, and why. */
export interface HealthStatus {
  status: Health;
  message?: string;
}

/** Finds the health of objects of one kind. */
export type HealthCheck = (object: KubernetesObject) => HealthStatus;

const WORSE: Health[] = [
  'Healthy',
  'Suspended',
  'Progressing',
  'Missing',
  'Degraded',
  'Unknown',
];

/** Worst of some healths; `Healthy` when there are none. */
export function worstHealth(healths: (Health | undefined)[]): Health {
  return healths.reduce<Health>(
    (worst, health) =>
      health && WORSE.indexOf(health) > WORSE.indexOf(worst) ? health : worst,
    'Healthy',
  );
}
