import { conditionOf, isTrue } from '../conditions';
import type { DataVolume, RunStrategy, StartFailure } from '../types';
import type { GuestState } from './GuestState';
import { isFinal } from './GuestState';

/** What the word for a machine's state is made of. */
export interface PrintableStatusInput {
  deleting: boolean;
  strategy: RunStrategy;
  /** The machine's guest (VirtualMachineInstance), when there is one. */
  guest?: GuestState;
  /** A stop of this very guest is asked for. */
  stopRequested: boolean;
  /** The machine will get a guest as soon as it can. */
  startExpected: boolean;
  /** Those of its DataVolumes that exist. */
  dataVolumes: Pick<DataVolume, 'status'>[];
  /** A claim of the machine exists and is not bound. */
  hasUnboundClaim: boolean;
  startFailure?: StartFailure;
}

type Rule = [
  word: string,
  applies: (input: PrintableStatusInput) => boolean | undefined,
];

const FINISHED_DATA_VOLUME = ['Succeeded', 'PendingPopulation'];

function hasPhase(input: PrintableStatusInput, ...phases: string[]): boolean {
  return phases.includes(input.guest?.phase ?? '');
}

function isPaused({ guest }: PrintableStatusInput): boolean {
  return isTrue(guest?.conditions, 'Paused');
}

function isUnsynchronized(
  { guest }: PrintableStatusInput,
  reason: string,
): boolean {
  const condition = conditionOf(guest?.conditions, 'Synchronized');
  return condition?.status === 'False' && condition.reason === reason;
}

function isUnschedulable({ guest }: PrintableStatusInput): boolean {
  const condition = conditionOf(guest?.conditions, 'PodScheduled');
  return condition?.status === 'False' && condition.reason === 'Unschedulable';
}

function hasFailed({ status }: Pick<DataVolume, 'status'>): boolean {
  const running = conditionOf(status?.conditions, 'Running');
  return (
    status?.phase === 'Failed' ||
    (running?.status === 'False' &&
      ['Error', 'ImagePullFailed'].includes(running.reason ?? ''))
  );
}

function isUnfinished({ status }: Pick<DataVolume, 'status'>): boolean {
  const phase = status?.phase ?? '';
  const waits =
    phase === 'WaitForFirstConsumer' && !isTrue(status?.conditions, 'Bound');
  return !FINISHED_DATA_VOLUME.includes(phase) && !waits;
}

function isCrashLooping(input: PrintableStatusInput): boolean {
  const restarts = ['Always', 'RerunOnFailure', 'Once'];
  return (
    (!input.guest || isFinal(input.guest.phase)) &&
    restarts.includes(input.strategy) &&
    (input.startFailure?.consecutiveFailCount ?? 0) > 0
  );
}

/** KubeVirt's order: the first word that applies is shown. */
const RULES: Rule[] = [
  ['Terminating', input => input.deleting],
  [
    'Stopping',
    ({ guest, stopRequested, strategy }) =>
      guest &&
      !isFinal(guest.phase) &&
      (guest.deleting || stopRequested || strategy === 'Halted'),
  ],
  [
    'Migrating',
    ({ guest }) =>
      guest?.migrationState &&
      guest.migrationState.startTimestamp !== undefined &&
      !guest.migrationState.completed &&
      !guest.migrationState.failed,
  ],
  ['Paused', input => hasPhase(input, 'Running') && isPaused(input)],
  ['Running', input => hasPhase(input, 'Running')],
  ['ErrorPvcNotFound', input => isUnsynchronized(input, 'FailedPvcNotFound')],
  ['DataVolumeError', input => input.dataVolumes.some(hasFailed)],
  ['ErrorUnschedulable', isUnschedulable],
  ['Provisioning', input => input.dataVolumes.some(isUnfinished)],
  [
    'WaitingForVolumeBinding',
    input => input.startExpected && input.hasUnboundClaim,
  ],
  ['ErrImagePull', input => isUnsynchronized(input, 'ErrImagePull')],
  ['ImagePullBackOff', input => isUnsynchronized(input, 'ImagePullBackOff')],
  [
    'Starting',
    input =>
      input.guest && hasPhase(input, '', 'Pending', 'Scheduling', 'Scheduled'),
  ],
  ['CrashLoopBackOff', isCrashLooping],
  ['Stopped', ({ guest }) => !guest || isFinal(guest.phase)],
];

/** The one word for a machine that `kubectl get vm` shows as STATUS. */
export function computePrintableStatus(input: PrintableStatusInput): string {
  return RULES.find(([, applies]) => applies(input))?.[0] ?? 'Unknown';
}
