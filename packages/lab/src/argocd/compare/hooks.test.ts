import {
  deletePolicies,
  isHook,
  isSkipped,
  syncPhases,
  syncWave,
} from './hooks';

const HOOK = 'argocd.argoproj.io/hook';
const WAVE = 'argocd.argoproj.io/sync-wave';
const POLICY = 'argocd.argoproj.io/hook-delete-policy';

const object = (annotations: Record<string, string>) => ({
  metadata: { name: 'x', annotations },
});

describe('hooks', () => {
  it.each<[Record<string, string>, string[]]>([
    [{}, ['Sync']],
    [{ [HOOK]: 'PostSync, PreSync' }, ['PreSync', 'PostSync']],
    [{ [HOOK]: 'SyncFail' }, ['SyncFail']],
    [{ [HOOK]: 'Skip' }, []],
    [{ [HOOK]: 'Sometimes' }, []],
    [{ 'helm.sh/hook': 'pre-install,pre-upgrade' }, ['PreSync']],
    [{ 'helm.sh/hook': 'post-upgrade' }, ['PostSync']],
    [{ 'helm.sh/hook': 'test' }, []],
    [{ 'helm.sh/hook': 'pre-install', [HOOK]: 'PostSync' }, ['PostSync']],
  ])('with %j runs in %j', (annotations, phases) => {
    expect(syncPhases(object(annotations))).toEqual(phases);
  });

  it('tells hooks from what stays, and both from what never comes', () => {
    expect(isHook(object({}))).toBe(false);
    expect(isHook(object({ [HOOK]: 'Skip' }))).toBe(false);
    expect(isSkipped(object({ [HOOK]: 'Skip' }))).toBe(true);
    expect(isHook(object({ 'helm.sh/hook': 'test' }))).toBe(true);
    expect(isHook(object({ 'helm.sh/hook': 'crd-install' }))).toBe(false);
  });

  it('deletes before the next comes unless it is told otherwise', () => {
    expect(deletePolicies(object({}))).toEqual(['BeforeHookCreation']);
    expect(deletePolicies(object({ [POLICY]: 'HookSucceeded' }))).toEqual([
      'HookSucceeded',
    ]);
    expect(
      deletePolicies(
        object({ 'helm.sh/hook-delete-policy': 'hook-succeeded,hook-failed' }),
      ),
    ).toEqual(['HookSucceeded', 'HookFailed']);
  });

  it('takes the weight of a Helm hook as its wave', () => {
    expect(syncWave(object({ 'helm.sh/hook-weight': '-5' }))).toBe(-5);
    expect(syncWave(object({ [WAVE]: '2', 'helm.sh/hook-weight': '7' }))).toBe(
      2,
    );
    expect(syncWave(object({ [WAVE]: 'two' }))).toBe(0);
  });
});
