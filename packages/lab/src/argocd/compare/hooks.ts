import { annotationsOf } from './annotationsOf';

/** Part of a sync. */
export type SyncPhase = 'PreSync' | 'Sync' | 'PostSync' | 'SyncFail';

/** When a hook's object is deleted. */
export type DeletePolicy =
  | 'BeforeHookCreation'
  | 'HookSucceeded'
  | 'HookFailed';

const PHASES: SyncPhase[] = ['PreSync', 'Sync', 'PostSync', 'SyncFail'];
/** Helm's other hooks (tests, rollback, deletion) have no place in a sync. */
const HELM_PHASES: Record<string, SyncPhase> = {
  'pre-install': 'PreSync',
  'pre-upgrade': 'PreSync',
  'post-install': 'PostSync',
  'post-upgrade': 'PostSync',
};
const POLICIES: DeletePolicy[] = [
  'BeforeHookCreation',
  'HookSucceeded',
  'HookFailed',
];
const HELM_POLICIES: Record<string, DeletePolicy> = {
  'before-hook-creation': 'BeforeHookCreation',
  'hook-succeeded': 'HookSucceeded',
  'hook-failed': 'HookFailed',
};

/** Whether an object is only there for (some) syncs, by Argo CD's annotation or by Helm's. */
export function isHook(object: unknown): boolean {
  const argo = annotationsOf(object, 'argocd.argoproj.io/hook');
  if (argo.length > 0) return !argo.includes('Skip');
  const helm = annotationsOf(object, 'helm.sh/hook');
  return helm.length > 0 && !helm.includes('crd-install');
}

/** Whether an object is never brought to the cluster. */
export function isSkipped(object: unknown): boolean {
  return annotationsOf(object, 'argocd.argoproj.io/hook').includes('Skip');
}

/** Whether an object is to run when the Application is deleted. */
export function runsAtDeletion(object: unknown): boolean {
  return (
    annotationsOf(object, 'argocd.argoproj.io/hook').includes('PostDelete') ||
    annotationsOf(object, 'helm.sh/hook').includes('post-delete')
  );
}

/** Phases in which an object is applied; none for hooks that a sync does not know. */
export function syncPhases(object: unknown): SyncPhase[] {
  if (isSkipped(object)) return [];
  if (!isHook(object)) return ['Sync'];
  const argo = annotationsOf(object, 'argocd.argoproj.io/hook');
  const named =
    argo.length > 0
      ? argo
      : annotationsOf(object, 'helm.sh/hook').map(name => HELM_PHASES[name]);
  return PHASES.filter(phase => named.includes(phase));
}

/** When the object of a hook goes; before the next one comes unless it says otherwise. */
export function deletePolicies(object: unknown): DeletePolicy[] {
  const named = [
    ...annotationsOf(object, 'argocd.argoproj.io/hook-delete-policy'),
    ...annotationsOf(object, 'helm.sh/hook-delete-policy').map(
      name => HELM_POLICIES[name],
    ),
  ];
  const policies = POLICIES.filter(policy => named.includes(policy));
  return policies.length > 0 ? policies : ['BeforeHookCreation'];
}

/** Number of the sync wave: Argo CD's, else the weight of a Helm hook, else 0. */
export function syncWave(object: unknown): number {
  for (const name of ['argocd.argoproj.io/sync-wave', 'helm.sh/hook-weight']) {
    const [text] = annotationsOf(object, name);
    if (text !== undefined && /^[+-]?\d+$/.test(text)) return Number(text);
  }
  return 0;
}
