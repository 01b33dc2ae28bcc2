import { ArgoCdState, SyncOffer } from '@naru/plugin-gitops-common';
import { Application } from '@naru/plugin-gitops-node';

/** What a person could order now, and why there may be nothing to press. */
export function syncOfferOf(options: {
  application: Application;
  argocd: ArgoCdState;
  allowed: boolean;
  whoMay: string[];
}): SyncOffer {
  const { application, argocd, allowed, whoMay } = options;
  const reason = reasonOf(application, argocd);
  const outOfSync = application.state.resources.filter(
    ({ status }) => status === 'OutOfSync' || status === 'SyncFailed',
  );
  const deletions = application.state.resources.filter(
    ({ requiresPruning }) => requiresPruning,
  ).length;
  return {
    possible: reason === undefined,
    allowed,
    reason: reason ?? (allowed ? undefined : 'forbidden'),
    whoMay,
    changes: outOfSync.filter(({ requiresPruning }) => !requiresPruning).length,
    deletions,
  };
}

function reasonOf(
  { state }: Application,
  argocd: ArgoCdState,
): SyncOffer['reason'] {
  if (argocd.phase !== 'live') {
    return 'unreachable';
  }
  if (state.automated) {
    return 'automated';
  }
  if (/^(Running|Terminating)$/.test(state.operation?.phase ?? '')) {
    return 'running';
  }
  // Argo CD that cannot compare knows nothing to apply either.
  return state.sync === 'OutOfSync' ? undefined : 'synced';
}
