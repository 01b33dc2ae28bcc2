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

describe('Argo CD, what it compares', () => {
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
      await argocd.expectApplication('client', {
        status: {
          sync: { status: 'Synced' },
          operationState: {
            phase: 'Succeeded',
            syncResult: {
              // A second look at a busy moment syncs once more, without a change.
              resources: expect.arrayContaining([
                expect.objectContaining({
                  message: expect.stringMatching(
                    /^configmap\/a (created|unchanged)$/,
                  ),
                }),
              ]),
            },
          },
        },
      });
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
        status: {
          sync: { status: 'Synced' },
          operationState: { phase: 'Succeeded' },
        },
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
        syncOptions: [...SYNC_OPTIONS, 'RespectIgnoreDifferences=true'],
        spec: {
          ignoreDifferences: [
            { kind: 'ConfigMap', jqPathExpressions: ['.data.value'] },
          ],
        },
      });
      await argocd.expectApplication('jq', {
        status: {
          sync: { status: 'Synced' },
          operationState: { phase: 'Succeeded' },
        },
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
