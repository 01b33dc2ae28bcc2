import type {
  VirtualMachine,
  VirtualMachineCondition,
} from '@naru/plugin-kubevirt-common';
import { explainConditions } from './conditionWords';

function explain(
  conditions: VirtualMachineCondition[],
  status: VirtualMachine['status'] = 'Running',
) {
  return explainConditions({ conditions, status }).map(
    ({ key, tone }) => `${tone} ${key}`,
  );
}

describe('explainConditions', () => {
  it('puts what needs attention first', () => {
    expect(
      explain([
        { type: 'Ready', status: 'True' },
        { type: 'RestartRequired', status: 'True' },
        { type: 'Synchronized', status: 'False', message: 'no such network' },
      ]),
    ).toEqual([
      'negative SynchronizedFalse',
      'warning RestartRequiredTrue',
      'positive ReadyTrue',
    ]);
  });

  it('does not call a stopped machine unready', () => {
    const ready = { type: 'Ready', status: 'False', reason: 'VMINotExists' };
    expect(explain([ready], 'Stopped')).toEqual(['neutral ReadyFalseStopped']);
    expect(explain([ready], 'Starting')).toEqual(['progress ReadyFalse']);
    expect(explain([ready], 'DataVolumeError')).toEqual(['neutral ReadyFalse']);
  });

  it('leaves out what says nothing, and passes on what it does not know', () => {
    expect(
      explain([
        { type: 'Paused', status: 'False' },
        { type: 'Failure', status: 'False', reason: 'None' },
        { type: 'FromTheFuture', status: 'False' },
        { type: 'FromTheFuture', status: 'True' },
      ]),
    ).toEqual(['neutral unknown']);
  });
});
