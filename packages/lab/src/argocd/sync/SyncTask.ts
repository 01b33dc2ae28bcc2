import type {
  KubernetesObject,
  ResourceId,
} from '../../kubernetes/KubernetesApi';
import type { SyncPhase } from '../compare/hooks';
import type { ObjectIdentity } from '../compare/trackingId';

/** What a sync does with one object. */
export interface SyncTask {
  identity: ObjectIdentity;
  version: string;
  resource?: ResourceId;
  isNamespaced: boolean;
  /** Undefined: the object is to go. */
  desired?: KubernetesObject;
  /** The object as it was when the sync began. */
  live?: KubernetesObject;
  phase: SyncPhase;
  wave: number;
  isHook: boolean;
}

/** Entry of `status.operationState.syncResult.resources`. */
export interface SyncResult {
  group: string;
  version: string;
  kind: string;
  namespace: string;
  name: string;
  /** Hooks have none unless the cluster refuses them. */
  status?: 'Synced' | 'SyncFailed' | 'Pruned' | 'PruneSkipped';
  message: string;
  hookPhase?: 'Running' | 'Succeeded' | 'Failed' | 'Error';
  /** Of hooks only. */
  hookType?: string;
  syncPhase: SyncPhase;
  images?: string[];
}

const PHASE_ORDER: SyncPhase[] = ['PreSync', 'Sync', 'PostSync', 'SyncFail'];

const KIND_ORDER = [
  'Namespace',
  'NetworkPolicy',
  'ResourceQuota',
  'LimitRange',
  'PodDisruptionBudget',
  'ServiceAccount',
  'Secret',
  'ConfigMap',
  'StorageClass',
  'PersistentVolume',
  'PersistentVolumeClaim',
  'CustomResourceDefinition',
  'ClusterRole',
  'ClusterRoleBinding',
  'Role',
  'RoleBinding',
  'Service',
  'DaemonSet',
  'Pod',
  'ReplicaSet',
  'Deployment',
  'HorizontalPodAutoscaler',
  'StatefulSet',
  'Job',
  'CronJob',
  'IngressClass',
  'Ingress',
  'APIService',
];

/** Order within a sync: phase, wave, deletions first, then what others stand on before what stands on them. */
export function compareTasks(a: SyncTask, b: SyncTask): number {
  return (
    PHASE_ORDER.indexOf(a.phase) - PHASE_ORDER.indexOf(b.phase) ||
    a.wave - b.wave ||
    Number(a.desired !== undefined) - Number(b.desired !== undefined) ||
    rank(a) - rank(b) ||
    (a.identity.name < b.identity.name ? -1 : 1)
  );
}

/** Whether two tasks run together: in the same wave of the same phase. */
export function areTogether(a: SyncTask, b: SyncTask): boolean {
  return a.phase === b.phase && a.wave === b.wave;
}

/** Deletions go through the waves backwards, or all at the end. */
export function orderPruning(tasks: SyncTask[], pruneLast: boolean): void {
  const deletions = tasks.filter(task => !task.desired);
  const last = Math.max(0, ...tasks.map(task => task.wave));
  const waves = [...new Set(deletions.map(task => task.wave))].sort(
    (a, b) => a - b,
  );
  for (const task of deletions) {
    task.wave = pruneLast
      ? last + 1
      : waves[waves.length - 1 - waves.indexOf(task.wave)];
  }
}

function rank(task: SyncTask): number {
  const at = KIND_ORDER.indexOf(task.identity.kind);
  return at === -1 ? KIND_ORDER.length : at;
}
