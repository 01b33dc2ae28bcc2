import { objectTrouble } from '../../__fixtures__/entityApplications';
import {
  containerSignals,
  eventSignals,
  objectConditionSignals,
  troubleSignals,
} from './troubleSignals';

describe('troubleSignals', () => {
  it('says what Kubernetes says, and how the container ended', () => {
    const message = 'back-off 1m20s restarting failed container=shop';
    expect(troubleSignals(objectTrouble({ exitReason: 'OOMKilled' }))).toEqual([
      {
        system: 'kubernetes',
        kind: 'Pod',
        reason: 'CrashLoopBackOff',
        event: 'CrashLoopBackOff',
        message,
      },
      { system: 'kubernetes', kind: 'Pod', reason: 'OOMKilled', message },
    ]);
  });

  it('says what Argo CD says as of Argo CD', () => {
    expect(
      troubleSignals(
        objectTrouble({
          kind: 'Application',
          reason: 'ComparisonError',
          exitReason: undefined,
          message: 'authentication required',
        }),
      ),
    ).toEqual([
      expect.objectContaining({
        system: 'argocd',
        kind: 'Application',
        condition: { type: 'ComparisonError', status: 'True' },
        message: 'authentication required',
      }),
    ]);
  });
});

describe('containerSignals', () => {
  const container = {
    name: 'shop',
    image: 'shop:1',
    ready: false,
    restarts: 3,
    state: 'waiting',
    reason: 'CrashLoopBackOff',
    last: { reason: 'Error', message: 'no such table', exitCode: 1 },
  };

  it('says how it is and how it ended, unless it is ready', () => {
    expect(containerSignals(container)).toEqual([
      expect.objectContaining({ reason: 'CrashLoopBackOff' }),
      expect.objectContaining({ reason: 'Error', message: 'no such table' }),
    ]);
    expect(containerSignals({ ...container, ready: true })).toEqual([]);
  });
});

describe('objectConditionSignals', () => {
  it('says conditions that are not good, with the kind of the object', () => {
    expect(
      objectConditionSignals('Deployment', {
        type: 'Available',
        status: 'True',
      }),
    ).toEqual([]);
    const condition = {
      type: 'ReplicaFailure',
      status: 'True',
      reason: 'FailedCreate',
    };
    expect(
      objectConditionSignals('Deployment', {
        ...condition,
        message: 'exceeded quota',
      }),
    ).toEqual([
      {
        system: 'kubernetes',
        kind: 'Deployment',
        condition,
        message: 'exceeded quota',
      },
    ]);
  });
});

describe('eventSignals', () => {
  const event = {
    type: 'Warning',
    reason: 'FailedScheduling',
    message: '0/3 nodes are available',
    count: 2,
  };

  it('says events that warn', () => {
    expect(eventSignals('Pod', event)).toEqual([
      {
        system: 'kubernetes',
        kind: 'Pod',
        event: 'FailedScheduling',
        message: '0/3 nodes are available',
      },
    ]);
    expect(eventSignals('Pod', { ...event, type: 'Normal' })).toEqual([]);
  });
});
