/* eslint jest/expect-expect: ["warn", { "assertFunctionNames": ["expect*", "argocd.expectApplication"] }] */
import {
  ArgocdClient,
  configMapManifest,
  machineManifest,
  SYNC_OPTIONS,
} from './target/ArgocdClient';
import { type ArgocdTarget, openArgocdTarget } from './target/argocdTarget';
import type { Json } from './target/ForgeClient';

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

  const vmPath = (story: string, name: string) =>
    `/apis/kubevirt.io/v1/namespaces/${argocd.name(
      story,
    )}/virtualmachines/${name}`;

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
      const { status } = await argocd.application('brought');
      const namespace = argocd.name('brought');
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
      const application = await argocd.expectApplication('brought', {
        status: {
          sync: { status: 'Synced', revision },
          operationState: { phase: 'Succeeded' },
        },
      });
      expect(
        application.status.operationState.syncResult.resources,
      ).toContainEqual(
        expect.objectContaining({
          name: 'c',
          status: 'Pruned',
          message: 'pruned',
          hookPhase: 'Succeeded',
        }),
      );
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
        status: { sync: { status: 'Synced' }, resources: [{ name: 'a' }] },
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

  describe('a comparison that fails', () => {
    const failures: [string, string, () => Json, string][] = [
      [
        'a path that Git has not',
        'nopath',
        () => ({ path: 'nopath' }),
        'Unknown desc = nopath: app path does not exist',
      ],
      [
        'a branch that Git has not',
        'nobranch',
        () => ({ targetRevision: 'nobranch' }),
        "Unknown desc = unable to resolve 'nobranch' to a commit SHA",
      ],
      [
        'a repository without credentials',
        'norepo',
        () => ({ repoURL: target.repositoryUrl.replace('gitops', 'other') }),
        'Unknown desc = failed to list refs: authentication required: Unauthorized',
      ],
      [
        'a wrong password',
        'locked',
        () => ({ repoURL: target.lockedUrl }),
        'Unknown desc = failed to list refs: authentication required: ',
      ],
      [
        'a forge that does not answer',
        'noforge',
        () => ({ repoURL: 'http://127.0.0.1:9/x.git' }),
        'Unknown desc = failed to list refs: Get "http://127.0.0.1:9/x.git/info/refs?service=git-upload-pack": dial tcp 127.0.0.1:9: connect: connection refused',
      ],
    ];

    it.each(failures)(
      'shows %s as ComparisonError, and starts no sync',
      async (_, story, source, message) => {
        await argocd.createAutomated(story, { source: source() });
        const application = await argocd.expectApplication(story, {
          status: {
            sync: { status: 'Unknown' },
            health: { status: 'Healthy' },
            conditions: [
              {
                type: 'ComparisonError',
                message: expect.stringContaining(LOAD_FAILED + message),
                lastTransitionTime: expect.any(String),
              },
            ],
          },
        });
        expect(application.operation).toBeUndefined();
        expect(application.status.operationState).toBeUndefined();
      },
    );

    it('says of objects that were there that nothing is known, and recovers', async () => {
      await target.commit({ 'gone/a.yaml': configMapManifest('a') });
      await argocd.createAutomated('gone');
      await argocd.expectApplication('gone', {
        status: { sync: { status: 'Synced' } },
      });
      await target.commit({ 'gone/a.yaml': undefined });
      await argocd.refresh('gone');
      await argocd.expectApplication('gone', {
        status: {
          sync: { status: 'Unknown' },
          resources: [{ name: 'a', status: 'Unknown', requiresPruning: true }],
          conditions: [{ type: 'ComparisonError' }],
        },
      });
      await target.commit({ 'gone/a.yaml': configMapManifest('a', '2') });
      await argocd.refresh('gone');
      const { status } = await argocd.expectApplication('gone', {
        status: { sync: { status: 'Synced' } },
      });
      expect(status.conditions).toBeUndefined();
    });

    it('passes over YAML that is no manifest, broken or not, in silence', async () => {
      await target.commit({
        'silent/broken.yaml': 'this: is: broken: [\n',
        'silent/values.yaml': 'hello: world\n',
        'silent/README.md': 'hello\n',
      });
      await argocd.createAutomated('silent');
      const { status } = await argocd.expectApplication('silent', {
        status: { sync: { status: 'Synced' }, health: { status: 'Healthy' } },
      });
      expect(status.resources).toBeUndefined();
      expect(status.conditions).toBeUndefined();
    });

    it('tells of broken YAML that looks like a manifest', async () => {
      await target.commit({
        'broken/a.yaml':
          'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: [a}\ndata: {}\n',
      });
      await argocd.createAutomated('broken');
      await argocd.expectApplication('broken', {
        status: {
          sync: { status: 'Unknown' },
          conditions: [
            {
              type: 'ComparisonError',
              message: expect.stringContaining(
                `${LOAD_FAILED}FailedPrecondition desc = Failed to unmarshal "a.yaml": failed to unmarshal manifest: error converting YAML to JSON: yaml: line `,
              ),
            },
          ],
        },
      });
    });
  });

  describe('directories', () => {
    beforeAll(async () => {
      await target.commit({
        'tree/a.yaml': `${configMapManifest('a')}---\n${configMapManifest(
          'a2',
        )}---\n`,
        'tree/list.json': JSON.stringify({
          apiVersion: 'v1',
          kind: 'List',
          items: [
            JSON.parse(configMapManifest('l1')),
            JSON.parse(configMapManifest('l2')),
          ],
        }),
        'tree/sub/b.yml': configMapManifest('b'),
        'tree/sub/deep/c.yaml': configMapManifest('c'),
      });
    });

    const cases: [string, Json, string[]][] = [
      ['flat', {}, ['a', 'a2', 'l1', 'l2']],
      ['recurse', { recurse: true }, ['a', 'a2', 'b', 'c', 'l1', 'l2']],
      ['include', { recurse: true, include: 'sub/*' }, ['b', 'c']],
      [
        'exclude',
        { recurse: true, exclude: '{sub/deep/*,*.json}' },
        ['a', 'a2', 'b'],
      ],
    ];

    it.each(cases)('are read as told: %s', async (story, directory, names) => {
      await argocd.createApplication(story, {
        source: { path: 'tree', directory },
      });
      const { status } = await argocd.expectApplication(story, {
        status: { sync: { status: 'OutOfSync' } },
      });
      expect(status.resources.map((entry: Json) => entry.name)).toEqual(names);
    });

    it('may be several, each with its revision', async () => {
      await target.commit({ 'second/z.yaml': configMapManifest('z') });
      await argocd.createAutomated('several', {
        spec: {
          source: undefined,
          sources: ['tree', 'second'].map(path => ({
            repoURL: target.repositoryUrl,
            targetRevision: 'main',
            path,
          })),
          destination: {
            server: 'https://kubernetes.default.svc',
            namespace: argocd.name('several'),
          },
        },
      });
      const { status } = await argocd.expectApplication('several', {
        status: {
          sync: {
            status: 'Synced',
            revisions: [expect.any(String), expect.any(String)],
            comparedTo: { sources: [{ path: 'tree' }, { path: 'second' }] },
          },
        },
      });
      expect(status.sync.revision).toBeUndefined();
      expect(status.resources.map((entry: Json) => entry.name)).toContain('z');
    });

    it('may be those of a branch, a commit or HEAD', async () => {
      const commit = await target.commit({
        'tagged/a.yaml': configMapManifest('a', 'tagged'),
      });
      await target.branch('release');
      const head = await target.commit({
        'tagged/a.yaml': configMapManifest('a', 'later'),
      });
      const revisions: Record<string, string> = {
        release: commit,
        [commit]: commit,
        HEAD: head,
      };
      for (const [index, revision] of Object.keys(revisions).entries()) {
        await argocd.createApplication(`tagged-${index}`, {
          source: { path: 'tagged', targetRevision: revision },
        });
        await argocd.expectApplication(`tagged-${index}`, {
          status: { sync: { revision: revisions[revision] } },
        });
      }
    });

    it('with one object twice warn and bring the last', async () => {
      await target.commit({
        'twice/a.yaml': configMapManifest('same', 'first'),
        'twice/b.yaml': configMapManifest('same', 'second'),
      });
      await argocd.createAutomated('twice');
      const namespace = argocd.name('twice');
      await argocd.expectApplication('twice', {
        status: {
          sync: { status: 'Synced' },
          conditions: [
            {
              type: 'RepeatedResourceWarning',
              message: `Resource /ConfigMap/${namespace}/same appeared 2 times among application resources.`,
            },
          ],
        },
      });
      expect(await argocd.configMap('twice', 'same')).toMatchObject({
        data: { value: 'second' },
      });
    });
  });

  describe('objects', () => {
    it('that are applied on the client side carry the last applied configuration', async () => {
      await target.commit({ 'client/a.yaml': configMapManifest('a') });
      await argocd.createAutomated('client', {
        syncOptions: ['CreateNamespace=true'],
      });
      const name = argocd.name('client');
      const { status } = await argocd.expectApplication('client', {
        status: { sync: { status: 'Synced' } },
      });
      expect(
        status.operationState.syncResult.resources.map(
          (entry: Json) => entry.message,
        ),
      ).toEqual([`namespace/${name} created`, 'configmap/a created']);
      const { metadata } = await argocd.configMap('client', 'a');
      expect(
        JSON.parse(
          metadata.annotations[
            'kubectl.kubernetes.io/last-applied-configuration'
          ],
        ),
      ).toEqual({
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: {
          name: 'a',
          namespace: name,
          annotations: { [TRACKING]: `${name}:/ConfigMap:${name}/a` },
        },
        data: { value: '1' },
      });
      await target.commit({
        'client/a.yaml': configMapManifest('a').replace('"value"', '"other"'),
      });
      await argocd.refresh('client');
      await argocd.eventually(async () => {
        expect((await argocd.configMap('client', 'a')).data).toEqual({
          other: '1',
        });
      });
    });

    it('that two applications claim go to and fro, with a warning', async () => {
      await target.commit({ 'shared/a.yaml': configMapManifest('a') });
      const destination = {
        server: 'https://kubernetes.default.svc',
        namespace: argocd.name('shared'),
      };
      await argocd.createAutomated('shared');
      await argocd.expectApplication('shared', {
        status: { sync: { status: 'Synced' } },
      });
      await argocd.createApplication('second-claim', {
        source: { path: 'shared' },
        spec: { destination },
      });
      await argocd.expectApplication('second-claim', {
        status: {
          sync: { status: 'OutOfSync' },
          conditions: [
            {
              type: 'SharedResourceWarning',
              message: expect.stringMatching(
                new RegExp(
                  `^ConfigMap/a is part of applications .*/${argocd.name(
                    'second-claim',
                  )} and ${argocd.name('shared')}$`,
                ),
              ),
            },
          ],
        },
      });
    });

    it('keep what a person set where differences are ignored', async () => {
      await target.commit({
        'ignored/vm.yaml': machineManifest('vm', 'Halted'),
      });
      await argocd.createAutomated('ignored', {
        syncOptions: [...SYNC_OPTIONS, 'RespectIgnoreDifferences=true'],
        spec: {
          ignoreDifferences: [
            {
              group: 'kubevirt.io',
              kind: 'VirtualMachine',
              jsonPointers: ['/spec/runStrategy'],
            },
          ],
        },
      });
      await argocd.expectApplication('ignored', {
        status: { sync: { status: 'Synced' } },
      });
      await target.kubernetes.request('PATCH', vmPath('ignored', 'vm'), {
        body: { spec: { runStrategy: 'Manual' } },
        contentType: 'application/merge-patch+json',
      });
      const revision = await target.commit({
        'ignored/b.yaml': configMapManifest('b'),
      });
      await argocd.refresh('ignored');
      await argocd.expectApplication('ignored', {
        status: { sync: { status: 'Synced', revision } },
      });
      expect(await argocd.find(vmPath('ignored', 'vm'))).toMatchObject({
        spec: { runStrategy: 'Manual' },
      });
    });

    it('that jq expressions name may differ', async () => {
      await target.commit({ 'jq/a.yaml': configMapManifest('a') });
      await argocd.createAutomated('jq', {
        spec: {
          ignoreDifferences: [
            { kind: 'ConfigMap', jqPathExpressions: ['.data.value'] },
          ],
        },
      });
      await argocd.expectApplication('jq', {
        status: { sync: { status: 'Synced' } },
      });
      const path = `/api/v1/namespaces/${argocd.name('jq')}/configmaps/a`;
      await target.kubernetes.request('PATCH', path, {
        body: { data: { value: 'mine' } },
        contentType: 'application/merge-patch+json',
      });
      await argocd.refresh('jq', 'hard');
      await argocd.eventually(async () => {
        const { metadata, status } = await argocd.application('jq');
        expect(metadata.annotations ?? {}).toEqual({});
        expect(status.sync.status).toBe('Synced');
      });
      expect(await argocd.find(path)).toMatchObject({
        data: { value: 'mine' },
      });
    });

    it('that are virtual machines are Synced as Naru writes them, and Suspended while stopped', async () => {
      await target.commit({
        'stopped/vm.yaml': machineManifest('vm', 'Halted'),
        'stopped/a.yaml': configMapManifest('a'),
      });
      await argocd.createAutomated('stopped');
      await argocd.expectApplication('stopped', {
        status: {
          sync: { status: 'Synced' },
          health: { status: 'Suspended' },
          resources: [
            { kind: 'ConfigMap', status: 'Synced' },
            { group: 'kubevirt.io', kind: 'VirtualMachine', status: 'Synced' },
          ],
        },
      });
    });

    it('that are running virtual machines are Healthy', async () => {
      await target.commit({
        'stopped/vm.yaml': machineManifest('vm', 'RerunOnFailure'),
      });
      await argocd.refresh('stopped');
      await argocd.expectApplication('stopped', {
        status: { sync: { status: 'Synced' }, health: { status: 'Healthy' } },
      });
    });
  });
});
