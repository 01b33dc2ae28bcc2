import { stepSignals } from './stepSignals';

describe('stepSignals', () => {
  it('says who failed and why', () => {
    expect(
      stepSignals({ id: 'sync', state: 'failed', message: 'is forbidden' }),
    ).toEqual([
      {
        system: 'argocd',
        kind: 'Application',
        operation: 'Failed',
        message: 'is forbidden',
      },
    ]);
    expect(
      stepSignals({ id: 'merge', state: 'failed', message: 'conflict' }),
    ).toEqual([{ system: 'git', message: 'conflict' }]);
  });

  it('has nothing to say of a step that goes on', () => {
    expect(
      stepSignals({ id: 'object', state: 'active', message: 'starting' }),
    ).toEqual([]);
  });
});
