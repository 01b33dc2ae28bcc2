import type { EntityApplication } from '@naru/plugin-gitops-common';
import type { Signal } from '@naru/plugin-runbooks-common';
import { isApplying } from './applicationStatus';

/**
 * What is wrong with an Application that nobody complains about: it syncs by itself, has synced, and still is not what Git
 * says; or it is not healthy.
 */
export function applicationSignals(application: EntityApplication): Signal[] {
  const { sync, health, operation, automated, resources } = application;
  const isDegraded = health === 'Degraded';
  const isStuck =
    automated &&
    sync === 'OutOfSync' &&
    operation?.phase === 'Succeeded' &&
    !isApplying(application);
  if (!isDegraded && !isStuck) {
    return [];
  }
  const state = { system: 'argocd', sync, operation: operation?.phase };
  return [
    { ...state, kind: 'Application', health },
    ...(isStuck
      ? resources
          .filter(({ status }) => status === 'OutOfSync')
          .map(({ kind, message }) => ({ ...state, kind, message }))
      : []),
  ];
}
