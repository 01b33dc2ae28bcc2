import type { ChangeStep } from '@naru/plugin-gitops-common';
import type { Signal } from '@naru/plugin-runbooks-common';

/** Who does a step. */
const SYSTEMS: Record<ChangeStep['id'], string> = {
  'pull-request': 'git',
  merge: 'git',
  sync: 'argocd',
  object: 'kubernetes',
};

/** What the system behind a step says when it failed. */
export function stepSignals(step: ChangeStep): Signal[] {
  const { id, state, message } = step;
  if (state !== 'failed' || !message) {
    return [];
  }
  return id === 'sync'
    ? [{ system: 'argocd', kind: 'Application', operation: 'Failed', message }]
    : [{ system: SYSTEMS[id], message }];
}
