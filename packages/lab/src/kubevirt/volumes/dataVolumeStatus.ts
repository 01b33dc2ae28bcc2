import { timestamp, type LabClock } from '../../clock/LabClock';
import { withCondition } from '../conditions';
import type { Claim, Condition, DataVolumeStatus } from '../types';

/** `12.34%` while work is done, `100.0%` at the end: CDI writes them so. */
export function progressText(percent: number): string {
  return percent >= 100 ? '100.0%' : `${percent.toFixed(2)}%`;
}

/** Percent of a progress text; 0 for `N/A`. */
export function percentOf(progress: string | undefined): number {
  return Number.parseFloat(progress ?? '') || 0;
}

/** Where a DataVolume stands, before it is written as conditions. */
export interface DataVolumeStep {
  phase: string;
  progress: string;
  claim: Claim;
  /** Reason and message of the condition `Running`. */
  running: {
    status: 'True' | 'False';
    reason: string;
    message?: string;
  };
  ready: boolean;
  restartCount?: number;
}

/** The status of a DataVolume at a step; conditions that stay keep their times. */
export function dataVolumeStatus(
  before: DataVolumeStatus,
  step: DataVolumeStep,
  clock: LabClock,
): DataVolumeStatus {
  const now = timestamp(clock);
  const { name } = step.claim.metadata;
  const claimPhase = step.claim.status?.phase ?? 'Pending';
  const bound = claimPhase === 'Bound';
  const wanted: Omit<Condition, 'lastHeartbeatTime' | 'lastTransitionTime'>[] =
    [
      {
        type: 'Bound',
        status: bound ? 'True' : 'False',
        reason: claimPhase,
        message: `PVC ${name} ${claimPhase}`,
      },
      { type: 'Ready', status: step.ready ? 'True' : 'False' },
      { type: 'Running', ...step.running },
    ];
  let conditions = before.conditions ?? [];
  for (const condition of wanted) {
    conditions = withCondition(conditions, {
      ...condition,
      lastHeartbeatTime: now,
      lastTransitionTime: now,
    });
  }
  return {
    ...before,
    phase: step.phase,
    progress: step.progress,
    claimName: name,
    conditions,
    ...(step.restartCount !== undefined && {
      restartCount: step.restartCount,
    }),
  };
}

/** The status of a DataVolume whose claim was refused, as by a quota. */
export function refusedStatus(
  before: DataVolumeStatus,
  why: string,
  clock: LabClock,
): DataVolumeStatus {
  const now = timestamp(clock);
  const wanted = [
    {
      type: 'Bound',
      status: 'Unknown',
      reason: 'NotFound',
      message: 'No PVC found',
    },
    { type: 'Ready', status: 'False' },
    {
      type: 'Running',
      status: 'False',
      reason: 'ErrExceededQuota',
      message: why,
    },
  ] as const;
  const times = { lastHeartbeatTime: now, lastTransitionTime: now };
  const conditions = wanted.reduce<Condition[]>(
    (list, condition) => withCondition(list, { ...condition, ...times }),
    before.conditions ?? [],
  );
  return { ...before, phase: 'Pending', progress: 'N/A', conditions };
}
