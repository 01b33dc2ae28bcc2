import type { StateChangeRequest } from '../types';
import { decideRun, type RunDecision, type RunInput } from './decideRun';
import type { GuestState } from './GuestState';

function guest(phase: string): GuestState {
  return { uid: 'g', phase, deleting: false, everRan: true };
}

const START: StateChangeRequest = { action: 'Start' };
const STOP: StateChangeRequest = { action: 'Stop', uid: 'g' };
const OTHER: StateChangeRequest = { action: 'Stop', uid: 'another' };

describe('decideRun', () => {
  it.each<[RunInput['strategy'], Partial<RunInput>, RunDecision]>([
    ['Always', {}, { action: 'start' }],
    ['Always', { guest: guest('Running') }, { action: 'none' }],
    ['Always', { guest: guest('Succeeded') }, { action: 'stop' }],
    ['Always', { guest: guest('Failed') }, { action: 'stop' }],
    [
      'Always',
      { guest: guest('Running'), requests: [STOP] },
      { action: 'stop' },
    ],
    [
      'Always',
      { guest: guest('Running'), requests: [OTHER] },
      { action: 'none' },
    ],
    ['RerunOnFailure', {}, { action: 'start' }],
    ['RerunOnFailure', { lastStrategy: 'Halted' }, { action: 'start' }],
    ['RerunOnFailure', { lastStrategy: 'RerunOnFailure' }, { action: 'none' }],
    [
      'RerunOnFailure',
      { lastStrategy: 'RerunOnFailure', requests: [START] },
      { action: 'start' },
    ],
    ['RerunOnFailure', { guest: guest('Succeeded') }, { action: 'stop' }],
    [
      'RerunOnFailure',
      { guest: guest('Failed') },
      { action: 'stop', startAgain: true },
    ],
    ['Manual', {}, { action: 'none' }],
    ['Manual', { requests: [START] }, { action: 'start' }],
    ['Manual', { guest: guest('Running') }, { action: 'none' }],
    [
      'Manual',
      { guest: guest('Running'), requests: [STOP] },
      { action: 'stop' },
    ],
    ['Manual', { guest: guest('Failed') }, { action: 'none' }],
    ['Once', {}, { action: 'start' }],
    ['Once', { lastStrategy: 'Once' }, { action: 'none' }],
    ['Once', { guest: guest('Failed') }, { action: 'none' }],
    ['Halted', {}, { action: 'none' }],
    ['Halted', { guest: guest('Running') }, { action: 'stop' }],
    ['Halted', { requests: [START] }, { action: 'start' }],
    [
      'Always',
      { guest: { ...guest('Running'), deleting: true }, requests: [STOP] },
      { action: 'none' },
    ],
  ])('under %s with %j decides %j', (strategy, input, decision) => {
    expect(decideRun({ strategy, now: new Date(0), ...input })).toEqual(
      decision,
    );
  });

  it('waits until the next try after a failed start is due', () => {
    const startFailure = {
      consecutiveFailCount: 1,
      lastFailedVMIUID: 'g',
      retryAfterTimestamp: '2026-01-01T00:00:12Z',
    };
    const at = (time: string) =>
      decideRun({ strategy: 'Always', startFailure, now: new Date(time) });
    expect(at('2026-01-01T00:00:02Z')).toEqual({ action: 'wait', seconds: 10 });
    expect(at('2026-01-01T00:00:12Z')).toEqual({ action: 'start' });
  });
});
