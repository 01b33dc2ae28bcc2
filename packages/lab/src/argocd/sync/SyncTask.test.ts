import { compareTasks, orderPruning, type SyncTask } from './SyncTask';

function task(
  kind: string,
  name: string,
  options: Partial<SyncTask> & { prune?: boolean } = {},
): SyncTask {
  const { prune, ...rest } = options;
  return {
    identity: { group: '', kind, namespace: 'x', name },
    version: 'v1',
    isNamespaced: true,
    desired: prune ? undefined : { apiVersion: 'v1', kind, metadata: { name } },
    phase: 'Sync',
    wave: 0,
    isHook: false,
    ...rest,
  };
}

describe('compareTasks', () => {
  it('goes by phase, wave, deletions, kind and name', () => {
    const tasks = [
      task('Deployment', 'web'),
      task('VirtualMachine', 'vm'),
      task('ConfigMap', 'b'),
      task('ConfigMap', 'a'),
      task('ConfigMap', 'old', { prune: true }),
      task('ConfigMap', 'early', { wave: -1 }),
      task('Job', 'failed', { phase: 'SyncFail' }),
      task('Job', 'after', { phase: 'PostSync', wave: -9 }),
      task('Namespace', 'x', { phase: 'PreSync', wave: 5 }),
    ];
    const sorted = [...tasks].sort(compareTasks);
    expect(sorted.map(({ identity }) => identity.name)).toEqual([
      ...['x', 'early', 'old', 'a', 'b', 'web', 'vm', 'after', 'failed'],
    ]);
  });
});

describe('orderPruning', () => {
  const tasks = () => [
    task('ConfigMap', 'kept', { wave: 2 }),
    task('ConfigMap', 'first', { wave: 0, prune: true }),
    task('ConfigMap', 'second', { wave: 1, prune: true }),
  ];

  it('goes through the waves backwards', () => {
    const ordered = tasks();
    orderPruning(ordered, false);
    expect(ordered.map(({ wave }) => wave)).toEqual([2, 1, 0]);
  });

  it('comes last on request', () => {
    const ordered = tasks();
    orderPruning(ordered, true);
    expect(ordered.map(({ wave }) => wave)).toEqual([2, 3, 3]);
  });
});
