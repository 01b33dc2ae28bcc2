import { taskSignals } from './taskSignals';

describe('taskSignals', () => {
  it('says the error as of Naru and as of the system of the action', () => {
    const said = { message: 'authentication required', http: 403 };
    expect(
      taskSignals({
        error: { name: 'NotAllowedError', message: said.message },
        action: 'gitops:pull-request',
      }),
    ).toEqual([
      { system: 'naru', ...said },
      { system: 'git', ...said },
    ]);
  });

  it('says it as of Naru when nothing else is known', () => {
    expect(taskSignals({ error: { message: 'x' }, action: 'a:b' })).toEqual([
      { system: 'naru', message: 'x' },
    ]);
  });
});
