/* eslint jest/expect-expect: ["warn", { "assertFunctionNames": ["expect*", "argocd.expectApplication"] }] */
import {
  ArgocdClient,
  configMapManifest,
  SYNC_OPTIONS,
} from './target/ArgocdClient';
import { type ArgocdTarget, openArgocdTarget } from './target/argocdTarget';
import type { Json } from './target/ForgeClient';

jest.setTimeout(120_000);

const FINALIZER = 'resources-finalizer.argocd.argoproj.io';

describe('Argo CD, many at once', () => {
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

  describe('an ApplicationSet', () => {
    const createSet = (
      story: string,
      directories: Json[],
      options: { spec?: Json; template?: Json; metadata?: Json } = {},
    ) =>
      argocd.create('applicationsets', {
        apiVersion: 'argoproj.io/v1alpha1',
        kind: 'ApplicationSet',
        metadata: { name: argocd.name(story) },
        spec: {
          goTemplate: true,
          goTemplateOptions: ['missingkey=error'],
          generators: [
            {
              git: {
                repoURL: target.repositoryUrl,
                revision: 'main',
                requeueAfterSeconds: 5,
                directories,
              },
            },
          ],
          template: {
            metadata: {
              name: `{{ .path.basename }}-${argocd.name(story)}`,
              labels: { team: '{{ .path.basename }}' },
              ...options.metadata,
            },
            spec: {
              project: 'default',
              source: {
                repoURL: target.repositoryUrl,
                targetRevision: 'main',
                path: '{{ .path.path }}',
              },
              destination: {
                server: 'https://kubernetes.default.svc',
                namespace: `{{ index .path.segments 2 }}-${argocd.name(story)}`,
              },
              syncPolicy: {
                automated: { prune: true, selfHeal: true },
                syncOptions: SYNC_OPTIONS,
              },
              ...options.template,
            },
          },
          ...options.spec,
        },
      });
    const findSet = (story: string) =>
      argocd.find(target.path('applicationsets', argocd.name(story)));
    const teamApplication = (team: string, story: string) =>
      argocd.find(target.path('applications', `${team}-${argocd.name(story)}`));
    const conditionOf = (set: Json, type: string) =>
      set.status.conditions.find((entry: Json) => entry.type === type);

    beforeAll(async () => {
      await target.commit({
        'sets/vms/team1/a.yaml': configMapManifest('a'),
        'sets/vms/team1/deep/a.yaml': configMapManifest('a'),
        'sets/vms/hidden/a.yaml': configMapManifest('a'),
      });
    });

    it('makes an application of each directory, and is its owner', async () => {
      await createSet('set', [
        { path: 'sets/vms/*' },
        { path: 'sets/vms/hidden', exclude: true },
      ]);
      const application = await argocd.eventually(async () => {
        const found = await teamApplication('team1', 'set');
        expect(found).toMatchObject({
          metadata: { labels: { team: 'team1' }, finalizers: [FINALIZER] },
          spec: {
            source: { path: 'sets/vms/team1' },
            destination: { namespace: `team1-${argocd.name('set')}` },
          },
          status: { sync: { status: 'Synced' } },
        });
        return found;
      });
      const set = await findSet('set');
      expect(application.metadata.ownerReferences).toEqual([
        {
          apiVersion: 'argoproj.io/v1alpha1',
          blockOwnerDeletion: true,
          controller: true,
          kind: 'ApplicationSet',
          name: set.metadata.name,
          uid: set.metadata.uid,
        },
      ]);
      expect(await teamApplication('hidden', 'set')).toBeUndefined();
    });

    it('tells in status what it made', async () => {
      const set = await argocd.eventually(async () => {
        const found = await findSet('set');
        expect(found).toMatchObject({
          status: {
            resources: [
              {
                group: 'argoproj.io',
                kind: 'Application',
                name: `team1-${argocd.name('set')}`,
                status: 'Synced',
                health: { status: 'Healthy' },
              },
            ],
            resourcesCount: 1,
          },
        });
        return found;
      });
      expect(conditionOf(set, 'ErrorOccurred')).toMatchObject({
        status: 'False',
        reason: 'ApplicationSetUpToDate',
        message: 'All applications have been generated successfully',
      });
      expect(conditionOf(set, 'ParametersGenerated').status).toBe('True');
      expect(conditionOf(set, 'ResourcesUpToDate').status).toBe('True');
    });

    it('follows directories that come and go, objects included', async () => {
      await target.commit({
        'sets/vms/team2/a.yaml': configMapManifest('a'),
      });
      const place = `/api/v1/namespaces/team2-${argocd.name(
        'set',
      )}/configmaps/a`;
      await argocd.eventually(async () => {
        expect(await argocd.find(place)).toBeDefined();
      });
      await target.commit({ 'sets/vms/team2/a.yaml': undefined });
      await argocd.eventually(async () => {
        expect(await teamApplication('team2', 'set')).toBeUndefined();
      });
      expect(await argocd.find(place)).toBeUndefined();
    });

    it('puts back what a person changes on its applications or deletes', async () => {
      const name = `team1-${argocd.name('set')}`;
      await argocd.patch('applications', name, {
        metadata: { labels: { mine: '1' } },
        spec: { source: { path: 'elsewhere' } },
      });
      await argocd.eventually(async () => {
        const { metadata, spec } = await teamApplication('team1', 'set');
        expect(metadata.labels).toEqual({ team: 'team1' });
        expect(spec.source.path).toBe('sets/vms/team1');
      });
      const { metadata } = await teamApplication('team1', 'set');
      await target.kubernetes.request(
        'DELETE',
        target.path('applications', name),
      );
      await argocd.eventually(async () => {
        const found = await teamApplication('team1', 'set');
        expect(found).toBeDefined();
        expect(found.metadata.uid).not.toBe(metadata.uid);
      });
    });

    it('lets its applications be refreshed and synced by annotation and operation', async () => {
      await createSet('byhand', [{ path: 'sets/vms/team1' }], {
        template: { syncPolicy: { syncOptions: SYNC_OPTIONS } },
      });
      const name = `team1-${argocd.name('byhand')}`;
      await argocd.eventually(async () => {
        expect(await teamApplication('team1', 'byhand')).toMatchObject({
          status: { sync: { status: 'OutOfSync' } },
        });
      });
      await argocd.patch('applications', name, {
        metadata: { annotations: { 'argocd.argoproj.io/refresh': 'normal' } },
        operation: {
          initiatedBy: { username: 'dev1' },
          sync: { syncOptions: SYNC_OPTIONS },
        },
      });
      await argocd.eventually(async () => {
        const found = await teamApplication('team1', 'byhand');
        expect(found).toMatchObject({
          status: {
            sync: { status: 'Synced' },
            operationState: { phase: 'Succeeded' },
          },
        });
        expect(found.metadata.annotations ?? {}).toEqual({});
      });
    });

    it('that cannot fill in its template says why, and its applications stay', async () => {
      await argocd.patch('applicationsets', argocd.name('set'), {
        spec: { template: { metadata: { name: '{{ .path.nothing }}-x' } } },
      });
      const message =
        'failed to execute go template {{ .path.nothing }}-x: template: :1:8: executing "" at <.path.nothing>: map has no entry for key "nothing"';
      await argocd.eventually(async () => {
        const set = await findSet('set');
        expect(conditionOf(set, 'ErrorOccurred')).toMatchObject({
          status: 'True',
          reason: 'RenderTemplateParamsError',
          message,
        });
        expect(conditionOf(set, 'ParametersGenerated')).toMatchObject({
          status: 'False',
          reason: 'ErrorOccurred',
          message,
        });
        expect(conditionOf(set, 'ResourcesUpToDate').status).toBe('False');
      });
      expect(await teamApplication('team1', 'set')).toBeDefined();
    });

    it('that cannot read Git says why', async () => {
      await createSet('nobranch', [], {
        spec: {
          generators: [
            {
              git: {
                repoURL: target.repositoryUrl,
                revision: 'nobranch',
                directories: [{ path: '*' }],
              },
            },
          ],
        },
      });
      await argocd.eventually(async () => {
        expect(
          conditionOf(await findSet('nobranch'), 'ErrorOccurred'),
        ).toMatchObject({
          status: 'True',
          reason: 'ApplicationGenerationFromParamsError',
          message:
            "error generating params from git: error getting directories from repo: error retrieving Git Directories: rpc error: code = Internal desc = unable to resolve git revision : unable to resolve 'nobranch' to a commit SHA",
        });
      });
    });

    it('that names two applications alike makes none', async () => {
      await createSet('alike', [{ path: 'sets/vms/*' }], {
        metadata: { name: argocd.name('same') },
      });
      await argocd.eventually(async () => {
        expect(
          conditionOf(await findSet('alike'), 'ErrorOccurred'),
        ).toMatchObject({
          status: 'True',
          reason: 'ApplicationValidationError',
          message: `ApplicationSet ${argocd.name(
            'alike',
          )} contains applications with duplicate name: ${argocd.name('same')}`,
        });
      });
      expect(await argocd.application('same')).toBeUndefined();
    });

    it('understands lists and the older templates', async () => {
      await argocd.create('applicationsets', {
        apiVersion: 'argoproj.io/v1alpha1',
        kind: 'ApplicationSet',
        metadata: { name: argocd.name('list') },
        spec: {
          generators: [
            { list: { elements: [{ team: 'team1' }, { team: 'team2' }] } },
          ],
          template: {
            metadata: { name: `{{team}}-${argocd.name('list')}` },
            spec: {
              project: 'default',
              source: {
                repoURL: target.repositoryUrl,
                targetRevision: 'main',
                path: 'sets/vms/{{team}}',
              },
              destination: {
                server: 'https://kubernetes.default.svc',
                namespace: argocd.name('list'),
              },
            },
          },
        },
      });
      await argocd.eventually(async () => {
        expect(await teamApplication('team2', 'list')).toMatchObject({
          spec: { source: { path: 'sets/vms/team2' } },
        });
      });
    });

    it('that is deleted takes applications and objects along, or keeps the objects', async () => {
      await createSet('kept', [{ path: 'sets/vms/team1' }], {
        spec: { syncPolicy: { preserveResourcesOnDeletion: true } },
      });
      await createSet('lost', [{ path: 'sets/vms/team1' }]);
      const place = (story: string) =>
        `/api/v1/namespaces/team1-${argocd.name(story)}/configmaps/a`;
      const isBrought = (story: string) =>
        argocd.eventually(async () => {
          expect(await argocd.find(place(story))).toBeDefined();
        });
      await isBrought('kept');
      await isBrought('lost');
      expect(
        (await teamApplication('team1', 'kept')).metadata.finalizers ?? [],
      ).toEqual([]);
      const remove = async (story: string) => {
        await target.kubernetes.request(
          'DELETE',
          target.path('applicationsets', argocd.name(story)),
        );
        await argocd.eventually(async () => {
          expect(await teamApplication('team1', story)).toBeUndefined();
        });
      };
      await remove('kept');
      await remove('lost');
      expect(await argocd.find(place('kept'))).toBeDefined();
      expect(await argocd.find(place('lost'))).toBeUndefined();
    });
  });
});
