/* eslint jest/expect-expect: ["warn", { "assertFunctionNames": ["expect*", "argocd.expectApplication"] }] */
import { ArgocdClient, configMapManifest } from './target/ArgocdClient';
import { type ArgocdTarget, openArgocdTarget } from './target/argocdTarget';
import type { Json } from './target/ForgeClient';

jest.setTimeout(120_000);

describe('Argo CD, what its projects decide', () => {
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

  describe('a project', () => {
    const projectOf = (story: string, spec: Json) =>
      argocd.create('appprojects', {
        apiVersion: 'argoproj.io/v1alpha1',
        kind: 'AppProject',
        metadata: { name: argocd.name(story) },
        spec,
      });
    const expectInvalid = async (story: string, message: string) => {
      const application = await argocd.expectApplication(story, {
        status: {
          sync: { status: 'Unknown' },
          health: { status: 'Unknown' },
          conditions: [{ type: 'InvalidSpecError', message }],
        },
      });
      expect(application.operation).toBeUndefined();
      expect(application.status.operationState).toBeUndefined();
    };

    it('that is missing makes its applications invalid', async () => {
      await argocd.createAutomated('noproject', {
        spec: { project: 'nowhere' },
      });
      await expectInvalid(
        'noproject',
        'Application referencing project nowhere which does not exist',
      );
    });

    it('decides on repositories', async () => {
      await projectOf('sources', {
        sourceRepos: ['https://forge.example.org/*'],
        destinations: [{ server: '*', namespace: '*' }],
      });
      const project = argocd.name('sources');
      await argocd.createAutomated('sources', { spec: { project } });
      await expectInvalid(
        'sources',
        `application repo ${target.repositoryUrl} is not permitted in project '${project}'`,
      );
    });

    it('decides on namespaces', async () => {
      await projectOf('places', {
        sourceRepos: ['*'],
        destinations: [{ server: '*', namespace: 'elsewhere-*' }],
      });
      const project = argocd.name('places');
      await argocd.createAutomated('places', { spec: { project } });
      await expectInvalid(
        'places',
        `application destination server 'https://kubernetes.default.svc' and namespace '${project}' do not match any of the allowed destinations in project '${project}'`,
      );
    });

    it('knows only its clusters', async () => {
      await argocd.createAutomated('nocluster', {
        spec: { destination: { name: 'elsewhere', namespace: 'x' } },
      });
      await expectInvalid(
        'nocluster',
        'there are no clusters with this name: elsewhere',
      );
    });

    describe('with a sync window that denies', () => {
      const windows = async (story: string, manualSync: boolean) => {
        await projectOf(story, {
          sourceRepos: ['*'],
          destinations: [{ server: '*', namespace: '*' }],
          clusterResourceWhitelist: [{ group: '*', kind: '*' }],
          syncWindows: [
            {
              kind: 'deny',
              schedule: '* * * * *',
              duration: '1h',
              applications: ['*'],
              manualSync,
            },
          ],
        });
        await target.commit({ [`${story}/a.yaml`]: configMapManifest('a') });
        return { spec: { project: argocd.name(story) } };
      };
      const outOfSync = { status: { sync: { status: 'OutOfSync' } } };

      it('starts no sync by itself and says nothing', async () => {
        await argocd.createAutomated('shut', await windows('shut', true));
        const { operation, status } = await argocd.expectApplication(
          'shut',
          outOfSync,
        );
        expect(operation).toBeUndefined();
        expect(status.operationState).toBeUndefined();
        expect(status.conditions).toBeUndefined();
      });

      it('lets a sync by a person wait', async () => {
        await argocd.createApplication('waits', await windows('waits', false));
        await argocd.expectApplication('waits', outOfSync);
        await argocd.sync('waits');
        await argocd.expectApplication('waits', {
          status: {
            sync: { status: 'OutOfSync' },
            operationState: {
              phase: 'Running',
              message: 'Sync operation blocked by sync window',
            },
          },
        });
        expect(await argocd.configMap('waits', 'a')).toBeUndefined();
      });

      it('lets people through when it says so', async () => {
        await argocd.createApplication('lets', await windows('lets', true));
        await argocd.expectApplication('lets', outOfSync);
        await argocd.sync('lets');
        await argocd.expectApplication('lets', {
          status: {
            sync: { status: 'Synced' },
            operationState: { phase: 'Succeeded' },
          },
        });
      });
    });

    it('decides on kinds when it comes to the sync', async () => {
      await projectOf('kinds', {
        sourceRepos: ['*'],
        destinations: [{ server: '*', namespace: '*' }],
        clusterResourceWhitelist: [{ group: '', kind: 'Namespace' }],
        namespaceResourceBlacklist: [{ group: '', kind: 'ResourceQuota' }],
      });
      await target.commit({
        'kinds/a.yaml': configMapManifest('a'),
        'kinds/b.yaml':
          'apiVersion: v1\nkind: ResourceQuota\nmetadata: {name: q}\nspec: {hard: {pods: "1"}}\n',
        'kinds/c.yaml':
          'apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata: {name: naru-contract}\nrules: []\n',
      });
      const project = argocd.name('kinds');
      await argocd.createAutomated('kinds', { spec: { project } });
      const { status } = await argocd.expectApplication('kinds', {
        status: {
          sync: { status: 'OutOfSync' },
          operationState: {
            phase: 'Running',
            message: expect.stringMatching(
              /^one or more synchronization tasks are not valid\. Retrying/,
            ),
          },
          resources: [
            { kind: 'ConfigMap', status: 'OutOfSync' },
            { kind: 'ResourceQuota', status: 'Unknown' },
            { kind: 'ClusterRole', status: 'Unknown' },
          ],
        },
      });
      const messages = status.operationState.syncResult.resources.map(
        (entry: Json) => entry.message,
      );
      expect(messages.sort()).toEqual([
        `resource :ResourceQuota is not permitted in project ${project}`,
        `resource rbac.authorization.k8s.io:ClusterRole is not permitted in project ${project}`,
      ]);
    });
  });
});
