import type { ObjectTrouble } from '@naru/plugin-gitops-common';
import type { en } from '../../translations/en';

/** What kind of trouble it is, as far as there are words for it. */
export type TroubleKind = keyof typeof en extends infer Key
  ? Key extends `application.trouble.${infer Kind}.what`
    ? Kind
    : never
  : never;

/** By the word of Kubernetes, Argo CD or an operator. */
const KINDS: Record<string, TroubleKind> = {
  CrashLoopBackOff: 'crashLoop',
  Error: 'stopped',
  Completed: 'stopped',
  OOMKilled: 'outOfMemory',
  ImagePullBackOff: 'imagePull',
  ErrImagePull: 'imagePull',
  ErrImageNeverPull: 'imagePull',
  ImageInspectError: 'imagePull',
  RegistryUnavailable: 'registryAway',
  InvalidImageName: 'imageName',
  CreateContainerConfigError: 'config',
  CreateContainerError: 'cannotStart',
  RunContainerError: 'cannotStart',
  StartError: 'cannotStart',
  ContainerCannotRun: 'cannotStart',
  PostStartHookError: 'cannotStart',
  Unschedulable: 'unschedulable',
  FailedScheduling: 'unschedulable',
  Unhealthy: 'notReady',
  NotReady: 'notReady',
  ContainersNotReady: 'notReady',
  ReadinessProbeFailed: 'notReady',
  ProgressDeadlineExceeded: 'deadline',
  FailedCreate: 'cannotCreate',
  ReplicaFailure: 'cannotCreate',
  SyncFailed: 'refused',
  ComparisonError: 'unreadable',
  InvalidSpecError: 'unreadable',
  SyncError: 'notApplied',
  OperationFailed: 'notApplied',
  UnknownError: 'notApplied',
  DeletionError: 'notApplied',
  PruneSkipped: 'pruneSkipped',
  Evicted: 'evicted',
  Preempted: 'evicted',
  FailedMount: 'volume',
  FailedAttachVolume: 'volume',
  FailedBinding: 'storage',
  ProvisioningFailed: 'storage',
  SecretSyncedError: 'secretSync',
  UpdateFailed: 'secretSync',
  FailedGetResourceMetric: 'scaling',
  FailedComputeMetricsReplicas: 'scaling',
  FailedGetScale: 'scaling',
  BackoffLimitExceeded: 'job',
  DeadlineExceeded: 'job',
  HookFailed: 'job',
  Degraded: 'degraded',
  Missing: 'missing',
};

/** Words that tell more than the reason does, in the order in which they count. */
const FINER: Partial<Record<TroubleKind, [RegExp, TroubleKind][]>> = {
  imagePull: [
    [
      /unauthorized|denied|forbidden|authentication required|\b40[13]\b/i,
      'imageNoRight',
    ],
    [
      /not found|manifest unknown|no such manifest|does not exist/i,
      'imageNotFound',
    ],
    [
      /no such host|timeout|timed out|connection refused|unreachable|x509|\b50\d\b/i,
      'registryAway',
    ],
  ],
  unschedulable: [[/insufficient/i, 'noRoom']],
  cannotCreate: [
    [/exceeded quota|exceeded its quota/i, 'quota'],
    [/forbidden|denied|violates/i, 'notAllowed'],
  ],
  refused: [
    [/exceeded quota/i, 'quota'],
    [/admission webhook|is forbidden|violates/i, 'notAllowed'],
  ],
};

/** The kind of a trouble: by its reason, then by how the container ended and by what the system says. */
export function troubleKind(trouble: ObjectTrouble): TroubleKind {
  const { reason, exitReason, message = '' } = trouble;
  const kind = Object.hasOwn(KINDS, reason) ? KINDS[reason] : 'unknown';
  if (
    exitReason === 'OOMKilled' &&
    (kind === 'crashLoop' || kind === 'stopped')
  ) {
    return 'outOfMemory';
  }
  const finer = FINER[kind]?.find(([pattern]) => pattern.test(message));
  return finer?.[1] ?? kind;
}
