/* eslint jest/expect-expect: ["warn", { "assertFunctionNames": ["expect*", "argocd.expectApplication"] }] */
import { ArgocdClient, configMapManifest } from './target/ArgocdClient';
import { type ArgocdTarget, openArgocdTarget } from './target/argocdTarget';

jest.setTimeout(120_000);

const TRACKING = 'argocd.argoproj.io/tracking-id';
const LOAD_FAILED =
  'Failed to load target state: failed to generate manifest for source 1 of 1: rpc error: code = ';

describe('Argo CD', () => {
  let target: ArgocdTarget;
  let argocd: ArgocdClient;

  beforeAll(async () => {
    target = await openArgocdTarget();
    argocd = new ArgocdClient(target);
  });

  afterAll(async () => {
    await target?.clean();
    await target?.close();
  });

  describe('an automated application', () => {
    it('is brought, and says so in status', async () => {
      const revision = await target.commit({
        'brought/a.yaml': configMapManifest('a'),
        'brought/b.yaml': configMapManifest('b'),
      });
      await argocd.createAutomated('brought');
      const application = await argocd.expectApplication('brought', {
        status: {
          sync: { status: 'Synced', revision },
          health: { status: 'Healthy' },
          sourceType: 'Directory',
          controllerNamespace: expect.any(String),
          reconciledAt: expect.any(String),
          operationState: {
            phase: 'Succeeded',
            message: 'successfully synced (all tasks run)',
            operation: { initiatedBy: { automated: true } },
          },
          history: [{ id: 0, revision, initiatedBy: { automated: true } }],
        },
      });
      expect(application.operation).toBeUndefined();
      expect(application.status.conditions).toBeUndefined();
      expect(application.status.sync.comparedTo).toEqual({
        destination: application.spec.destination,
        source: application.spec.source,
      });
    });

    it('lists its objects without their health', async () => {
      const { status } = await argocd.application('brought');
      const namespace = argocd.name('brought');
      expect(status.resources).toEqual([
        {
          kind: 'ConfigMap',
          name: 'a',
          namespace,
          status: 'Synced',
          version: 'v1',
        },
        {
          kind: 'ConfigMap',
          name: 'b',
          namespace,
          status: 'Synced',
          version: 'v1',
        },
      ]);
    });

    it('tells of each object what the sync did, the namespace that it made first', async () => {
      await target.commit({
        'told/a.yaml': configMapManifest('a'),
        'told/b.yaml': configMapManifest('b'),
      });
      await argocd.createApplication('told');
      await argocd.expectApplication('told', {
        status: { sync: { status: 'OutOfSync' } },
      });
      // By hand: an automated application may sync again before its first result is read.
      await argocd.sync('told');
      const { status } = await argocd.expectApplication('told', {
        status: {
          sync: { status: 'Synced' },
          operationState: { phase: 'Succeeded' },
        },
      });
      const namespace = argocd.name('told');
      const { resources } = status.operationState.syncResult;
      expect(resources).toHaveLength(3);
      expect(resources[0]).toEqual({
        group: '',
        hookPhase: 'Running',
        kind: 'Namespace',
        message: `namespace/${namespace} serverside-applied`,
        name: namespace,
        namespace: '',
        status: 'Synced',
        syncPhase: 'PreSync',
        version: 'v1',
      });
      expect(resources).toContainEqual({
        group: '',
        hookPhase: 'Running',
        kind: 'ConfigMap',
        message: 'configmap/a serverside-applied',
        name: 'a',
        namespace,
        status: 'Synced',
        syncPhase: 'Sync',
        version: 'v1',
      });
    });

    it('tracks its objects by annotation and owns their fields as argocd-controller', async () => {
      const { metadata } = await argocd.configMap('brought', 'a');
      const name = argocd.name('brought');
      expect(metadata.annotations).toEqual({
        [TRACKING]: `${name}:/ConfigMap:${name}/a`,
      });
      expect(metadata.managedFields).toMatchObject([
        { manager: 'argocd-controller', operation: 'Apply' },
      ]);
    });

    it('follows a new commit when refreshed, and the annotation goes', async () => {
      const revision = await target.commit({
        'brought/a.yaml': configMapManifest('a', '2'),
      });
      await argocd.refresh('brought');
      const application = await argocd.expectApplication('brought', {
        status: {
          sync: { status: 'Synced', revision },
          operationState: { phase: 'Succeeded', syncResult: { revision } },
        },
      });
      expect(application.metadata.annotations ?? {}).toEqual({});
      expect(await argocd.configMap('brought', 'a')).toMatchObject({
        data: { value: '2' },
      });
    });

    it('follows a new commit at the next poll without being asked', async () => {
      const revision = await target.commit({
        'brought/a.yaml': configMapManifest('a', '3'),
      });
      await argocd.expectApplication('brought', {
        status: { sync: { status: 'Synced', revision } },
      });
    });

    it('puts back what a person deletes or changes', async () => {
      const path = `/api/v1/namespaces/${argocd.name('brought')}/configmaps/a`;
      await target.kubernetes.request('DELETE', path);
      await argocd.eventually(async () => {
        expect(await argocd.find(path)).toMatchObject({ data: { value: '3' } });
      });
      await target.kubernetes.request('PATCH', path, {
        body: { data: { value: 'mine' } },
        contentType: 'application/merge-patch+json',
      });
      await argocd.eventually(async () => {
        expect(await argocd.find(path)).toMatchObject({ data: { value: '3' } });
      });
      await argocd.expectApplication('brought', {
        status: {
          sync: { status: 'Synced' },
          operationState: {
            phase: 'Succeeded',
            operation: {
              sync: {
                autoHealAttemptsCount: expect.any(Number),
                resources: [{ kind: 'ConfigMap', name: 'a' }],
              },
            },
          },
        },
      });
    });

    it('leaves fields alone that Git does not name', async () => {
      const path = `/api/v1/namespaces/${argocd.name('brought')}/configmaps/b`;
      await target.kubernetes.request('PATCH', path, {
        body: { data: { extra: 'mine' } },
        contentType: 'application/merge-patch+json',
      });
      const revision = await target.commit({
        'brought/c.yaml': configMapManifest('c'),
      });
      await argocd.refresh('brought');
      await argocd.expectApplication('brought', {
        status: { sync: { status: 'Synced', revision } },
      });
      expect(await argocd.find(path)).toMatchObject({
        data: { value: '1', extra: 'mine' },
      });
    });

    it('removes from the object what Git no longer names', async () => {
      await target.commit({
        'brought/c.yaml': configMapManifest('c').replace('"value"', '"other"'),
      });
      await argocd.refresh('brought');
      await argocd.eventually(async () => {
        expect((await argocd.configMap('brought', 'c')).data).toEqual({
          other: '1',
        });
      });
    });

    it('prunes what leaves Git', async () => {
      const revision = await target.commit({ 'brought/c.yaml': undefined });
      await argocd.refresh('brought');
      await argocd.expectApplication('brought', {
        status: {
          sync: { status: 'Synced', revision },
          operationState: { phase: 'Succeeded' },
        },
      });
      expect(await argocd.configMap('brought', 'c')).toBeUndefined();
    });

    it('does not prune the last object', async () => {
      await target.commit({ 'last/a.yaml': configMapManifest('a') });
      await argocd.createAutomated('last');
      await argocd.expectApplication('last', {
        status: { sync: { status: 'Synced' } },
      });
      const revision = await target.commit({
        'last/a.yaml': undefined,
        'last/README.md': 'empty\n',
      });
      await argocd.refresh('last');
      await argocd.expectApplication('last', {
        status: {
          conditions: [
            {
              type: 'SyncError',
              message: `Skipping sync attempt to [${revision}]: auto-sync will wipe out all resources`,
            },
          ],
          resources: [{ name: 'a', requiresPruning: true }],
        },
      });
      expect(await argocd.configMap('last', 'a')).toBeDefined();
    });

    it('takes waves one after the other', async () => {
      const wave = (number: string) => ({
        annotations: { 'argocd.argoproj.io/sync-wave': number },
      });
      await target.commit({
        'waves/a.yaml': configMapManifest('later', '1', wave('1')),
        'waves/b.yaml': configMapManifest('earlier', '1', wave('-1')),
      });
      await argocd.createAutomated('waves');
      await argocd.expectApplication('waves', {
        status: {
          sync: { status: 'Synced' },
          resources: [
            { name: 'earlier', syncWave: -1 },
            { name: 'later', syncWave: 1 },
          ],
        },
      });
      const time = async (name: string) =>
        Date.parse(
          (await argocd.configMap('waves', name)).metadata.creationTimestamp,
        );
      expect(await time('later')).toBeGreaterThan(await time('earlier'));
    });

    it('is manual while automation is not enabled', async () => {
      await argocd.createAutomated('waves', {
        automated: { prune: true, enabled: false },
        metadata: { name: argocd.name('disabled') },
        spec: {
          destination: {
            server: 'https://kubernetes.default.svc',
            namespace: argocd.name('disabled'),
          },
        },
      });
      const { status } = await argocd.expectApplication('disabled', {
        status: { sync: { status: 'OutOfSync' } },
      });
      expect(status.operationState).toBeUndefined();
    });
  });

  describe('a manual application', () => {
    it('is OutOfSync and Healthy and does nothing', async () => {
      await target.commit({
        'manual/a.yaml': configMapManifest('a'),
        'manual/b.yaml': configMapManifest('b'),
      });
      await argocd.createApplication('manual');
      const application = await argocd.expectApplication('manual', {
        status: {
          sync: { status: 'OutOfSync' },
          health: { status: 'Healthy' },
          resources: [{ status: 'OutOfSync' }, { status: 'OutOfSync' }],
        },
      });
      expect(application.operation).toBeUndefined();
      expect(application.status.operationState).toBeUndefined();
    });

    it('takes sync options from the operation only, and does not retry by itself', async () => {
      await argocd.sync('manual', { syncOptions: null });
      const namespace = argocd.name('manual');
      const application = await argocd.expectApplication('manual', {
        status: {
          operationState: {
            phase: 'Failed',
            message: `one or more objects failed to apply, reason: namespaces "${namespace}" not found`,
          },
        },
      });
      expect(application.operation).toBeUndefined();
    });

    it('is synced by an operation that a person writes on it', async () => {
      await argocd.sync('manual', { revision: 'main' });
      const application = await argocd.expectApplication('manual', {
        status: {
          sync: { status: 'Synced', revision: expect.any(String) },
          operationState: {
            phase: 'Succeeded',
            operation: { initiatedBy: { username: 'dev1' } },
          },
          history: [{ id: 0, initiatedBy: { username: 'dev1' } }],
        },
      });
      expect(application.operation).toBeUndefined();
      const { revision } = application.status.sync;
      expect(revision).toMatch(/^[0-9a-f]{40}$/);
      expect(application.status.operationState.syncResult.revision).toBe(
        revision,
      );
    });

    it('shows what left Git as to be pruned, and keeps it when synced without prune', async () => {
      await target.commit({ 'manual/b.yaml': undefined });
      await argocd.refresh('manual');
      const pruning = {
        sync: { status: 'OutOfSync' },
        resources: [
          { name: 'a', status: 'Synced' },
          { name: 'b', status: 'OutOfSync', requiresPruning: true },
        ],
      };
      await argocd.expectApplication('manual', { status: pruning });
      await argocd.sync('manual');
      await argocd.expectApplication('manual', {
        status: {
          ...pruning,
          operationState: {
            phase: 'Succeeded',
            syncResult: {
              resources: expect.arrayContaining([
                expect.objectContaining({
                  name: 'b',
                  status: 'PruneSkipped',
                  message: 'ignored (requires pruning)',
                }),
              ]),
            },
          },
        },
      });
    });

    it('prunes when asked', async () => {
      await argocd.sync('manual', { prune: true });
      await argocd.expectApplication('manual', {
        status: {
          sync: { status: 'Synced' },
          resources: [{ name: 'a' }],
          operationState: {
            phase: 'Succeeded',
            syncResult: {
              resources: expect.arrayContaining([
                expect.objectContaining({
                  name: 'b',
                  status: 'Pruned',
                  message: 'pruned',
                  hookPhase: 'Succeeded',
                }),
              ]),
            },
          },
        },
      });
      expect(await argocd.configMap('manual', 'b')).toBeUndefined();
    });

    it('does not put back what a person changes', async () => {
      const path = `/api/v1/namespaces/${argocd.name('manual')}/configmaps/a`;
      await target.kubernetes.request('PATCH', path, {
        body: { data: { value: 'mine' } },
        contentType: 'application/merge-patch+json',
      });
      await argocd.expectApplication('manual', {
        status: {
          sync: { status: 'OutOfSync' },
          resources: [{ name: 'a', status: 'OutOfSync' }],
        },
      });
      expect(await argocd.find(path)).toMatchObject({
        data: { value: 'mine' },
      });
    });

    it('ends an operation on a revision that is not there with phase Error', async () => {
      await argocd.sync('manual', { revision: 'nowhere' });
      await argocd.expectApplication('manual', {
        status: {
          operationState: {
            phase: 'Error',
            message: `ComparisonError: ${LOAD_FAILED}Unknown desc = unable to resolve 'nowhere' to a commit SHA`,
          },
        },
      });
    });
  });
});
