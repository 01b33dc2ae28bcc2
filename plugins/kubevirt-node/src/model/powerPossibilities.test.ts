import { PrintableStatus } from '@naru/plugin-kubevirt-common';
import { powerPossibilities, PowerState } from './powerPossibilities';

type Row = [
  runStrategy: string,
  status: PrintableStatus,
  instancePhase: string | undefined,
  start: string,
  stop: string,
  restart: string,
];

function outcomes(state: Partial<PowerState>): Record<string, string> {
  const possibilities = powerPossibilities({
    status: 'Running',
    runStrategy: 'RerunOnFailure',
    instancePhase: 'Running',
    changePending: false,
    managedByGit: false,
    ...state,
  });
  return Object.fromEntries(
    Object.entries(possibilities).map(([action, { possible, reason }]) => [
      action,
      possible ? 'yes' : reason ?? '',
    ]),
  );
}

describe('powerPossibilities', () => {
  it.each<Row>([
    ['Halted', 'Stopped', undefined, 'yes', 'not-running', 'not-running'],
    [
      'Halted',
      'Running',
      'Running',
      'already-running',
      'busy',
      'not-supported',
    ],
    ['Always', 'Running', 'Running', 'already-running', 'yes', 'yes'],
    [
      'Always',
      'CrashLoopBackOff',
      undefined,
      'not-supported',
      'yes',
      'not-running',
    ],
    ['Always', 'Provisioning', undefined, 'busy', 'yes', 'not-running'],
    [
      'Always',
      'ErrorUnschedulable',
      'Scheduling',
      'already-running',
      'yes',
      'yes',
    ],
    ['Once', 'Running', 'Running', 'already-running', 'yes', 'not-supported'],
    ['Once', 'Stopped', 'Succeeded', 'not-supported', 'yes', 'not-running'],
    ['Manual', 'Stopped', undefined, 'yes', 'not-running', 'not-running'],
    ['Manual', 'Running', 'Running', 'already-running', 'yes', 'yes'],
    ['Manual', 'Paused', 'Running', 'already-running', 'yes', 'yes'],
    [
      'RerunOnFailure',
      'Stopped',
      undefined,
      'yes',
      'not-running',
      'not-running',
    ],
    [
      'RerunOnFailure',
      'Stopped',
      'Succeeded',
      'yes',
      'not-running',
      'not-running',
    ],
    [
      'RerunOnFailure',
      'Stopped',
      'Failed',
      'not-supported',
      'not-running',
      'not-running',
    ],
    [
      'RerunOnFailure',
      'Provisioning',
      undefined,
      'busy',
      'not-running',
      'not-running',
    ],
    ['RerunOnFailure', 'Starting', 'Scheduling', 'busy', 'yes', 'yes'],
    ['RerunOnFailure', 'Running', 'Running', 'already-running', 'yes', 'yes'],
    ['RerunOnFailure', 'Migrating', 'Running', 'already-running', 'yes', 'yes'],
    ['RerunOnFailure', 'Stopping', 'Running', 'busy', 'busy', 'busy'],
    ['RerunOnFailure', 'Terminating', undefined, 'busy', 'busy', 'busy'],
    [
      'WaitAsReceiver',
      'WaitingForReceiver',
      undefined,
      'not-supported',
      'not-supported',
      'not-running',
    ],
  ])(
    'offers for %s, %s, instance %s: start %s, stop %s, restart %s',
    (runStrategy, status, instancePhase, start, stop, restart) => {
      expect(outcomes({ runStrategy, status, instancePhase })).toEqual({
        start,
        stop,
        restart,
      });
    },
  );

  it('is busy while a start or stop is under way', () => {
    expect(outcomes({ changePending: true })).toEqual({
      start: 'busy',
      stop: 'busy',
      restart: 'busy',
    });
  });

  it.each<[string, PrintableStatus, string | undefined, object]>([
    ['Halted', 'Stopped', undefined, { start: 'reverted-by-gitops' }],
    [
      'Always',
      'Running',
      'Running',
      { stop: 'reverted-by-gitops', restart: 'yes' },
    ],
    ['Once', 'Running', 'Running', { stop: 'reverted-by-gitops' }],
    ['RerunOnFailure', 'Stopped', undefined, { start: 'yes' }],
    ['RerunOnFailure', 'Running', 'Running', { stop: 'yes', restart: 'yes' }],
    ['Manual', 'Stopped', undefined, { start: 'yes' }],
    ['Manual', 'Running', 'Running', { stop: 'yes', restart: 'yes' }],
  ])(
    'knows what Argo CD undoes for %s, %s',
    (runStrategy, status, instancePhase, expected) => {
      expect(
        outcomes({ runStrategy, status, instancePhase, managedByGit: true }),
      ).toMatchObject(expected);
    },
  );

  it('says which actions interrupt the guest', () => {
    const { start, stop, restart } = powerPossibilities({
      status: 'Running',
      runStrategy: 'Manual',
      instancePhase: 'Running',
      changePending: false,
      managedByGit: false,
    });
    expect([start, stop, restart].map(({ interrupts }) => interrupts)).toEqual([
      false,
      true,
      true,
    ]);
  });
});
