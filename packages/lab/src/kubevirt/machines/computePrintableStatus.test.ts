import type { Condition, DataVolume } from '../types';
import {
  computePrintableStatus,
  type PrintableStatusInput,
} from './computePrintableStatus';

const STILL: PrintableStatusInput = {
  deleting: false,
  strategy: 'Always',
  stopRequested: false,
  startExpected: false,
  dataVolumes: [],
  hasUnboundClaim: false,
};

function condition(type: string, status: string, reason?: string): Condition {
  return { type, status: status as Condition['status'], reason };
}

function guest(
  phase: string | undefined,
  conditions: Condition[] = [],
): NonNullable<PrintableStatusInput['guest']> {
  return { uid: 'g', phase, deleting: false, everRan: false, conditions };
}

function disk(
  phase: string,
  ...conditions: Condition[]
): Pick<DataVolume, 'status'> {
  return { status: { phase, conditions } };
}

const PAUSED = condition('Paused', 'True');
const UNSCHEDULABLE = condition('PodScheduled', 'False', 'Unschedulable');
const FAILURE = {
  consecutiveFailCount: 1,
  lastFailedVMIUID: 'g',
  retryAfterTimestamp: '2026-01-01T00:00:00Z',
};

describe('computePrintableStatus', () => {
  it.each<[word: string, input: Partial<PrintableStatusInput>]>([
    ['Stopped', {}],
    ['Stopped', { guest: guest('Succeeded') }],
    ['Terminating', { deleting: true, guest: guest('Running') }],
    ['Stopping', { guest: { ...guest('Running'), deleting: true } }],
    ['Stopping', { guest: guest('Running'), stopRequested: true }],
    ['Stopping', { guest: guest('Running'), strategy: 'Halted' }],
    ['Stopped', { guest: { ...guest('Succeeded'), deleting: true } }],
    [
      'Migrating',
      {
        guest: {
          ...guest('Running', [PAUSED]),
          migrationState: { startTimestamp: 'now' },
        },
      },
    ],
    [
      'Running',
      {
        guest: {
          ...guest('Running'),
          migrationState: { startTimestamp: 'then', completed: true },
        },
      },
    ],
    ['Paused', { guest: guest('Running', [PAUSED]) }],
    ['Running', { guest: guest('Running') }],
    ['Running', { guest: guest('Running'), dataVolumes: [disk('Failed')] }],
    [
      'ErrorPvcNotFound',
      {
        guest: guest('Pending', [
          condition('Synchronized', 'False', 'FailedPvcNotFound'),
          UNSCHEDULABLE,
        ]),
      },
    ],
    ['DataVolumeError', { dataVolumes: [disk('Failed')] }],
    [
      'DataVolumeError',
      {
        dataVolumes: [
          disk('Succeeded'),
          disk('ImportInProgress', condition('Running', 'False', 'Error')),
        ],
      },
    ],
    ['ErrorUnschedulable', { guest: guest('Scheduling', [UNSCHEDULABLE]) }],
    ['Provisioning', { dataVolumes: [disk('ImportInProgress')] }],
    ['Provisioning', { strategy: 'Halted', dataVolumes: [disk('Pending')] }],
    ['Provisioning', { dataVolumes: [{ status: undefined }] }],
    ['Stopped', { dataVolumes: [disk('WaitForFirstConsumer')] }],
    ['Stopped', { dataVolumes: [disk('PendingPopulation')] }],
    [
      'WaitingForVolumeBinding',
      {
        startExpected: true,
        hasUnboundClaim: true,
        dataVolumes: [disk('PendingPopulation')],
      },
    ],
    [
      'ErrImagePull',
      {
        guest: guest('Scheduling', [
          condition('Synchronized', 'False', 'ErrImagePull'),
        ]),
      },
    ],
    [
      'ImagePullBackOff',
      {
        guest: guest('Scheduling', [
          condition('Synchronized', 'False', 'ImagePullBackOff'),
        ]),
      },
    ],
    ['Starting', { guest: guest(undefined) }],
    ['Starting', { guest: guest('Pending') }],
    ['Starting', { guest: guest('Scheduling') }],
    ['Starting', { guest: guest('Scheduled'), startFailure: FAILURE }],
    ['CrashLoopBackOff', { startFailure: FAILURE, startExpected: true }],
    ['CrashLoopBackOff', { startFailure: FAILURE, guest: guest('Failed') }],
    ['Stopped', { startFailure: FAILURE, strategy: 'Manual' }],
    ['Unknown', { guest: guest('Unknown') }],
  ])('says %s of %j', (word, input) => {
    expect(computePrintableStatus({ ...STILL, ...input })).toBe(word);
  });
});
