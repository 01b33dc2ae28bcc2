/* eslint jest/expect-expect: ["warn", { "assertFunctionNames": ["expect*", "argocd.expectApplication"] }] */
import {
  ArgocdClient,
  configMapManifest,
  machineManifest,
} from './target/ArgocdClient';
import { type ArgocdTarget, openArgocdTarget } from './target/argocdTarget';
import type { Json } from './target/ForgeClient';

jest.setTimeout(120_000);

const FINALIZER = 'resources-finalizer.argocd.argoproj.io';

describe('Argo CD, when it cannot', () => {
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

  describe('an object that the cluster refuses', () => {
    const REFUSAL =
      'admission webhook "virtualmachine-validator.kubevirt.io" denied the request: Invalid RunStrategy (Sideways)';

    it('keeps the operation Running through its retries, with the cause', async () => {
      await target.commit({
        'refused/a.yaml': configMapManifest('good'),
        'refused/vm.yaml': machineManifest('bad', 'Sideways'),
      });
      await argocd.createAutomated('refused');
      const application = await argocd.expectApplication('refused', {
        status: {
          sync: { status: 'OutOfSync' },
          health: { status: 'Healthy' },
          operationState: {
            phase: 'Running',
            retryCount: 1,
            startedAt: expect.any(String),
            finishedAt: expect.any(String),
            message: expect.stringMatching(
              /^one or more objects failed to apply, reason: .*\. Retrying attempt #1 at \d{1,2}:\d\d[AP]M\.$/,
            ),
            operation: { retry: { limit: 5 } },
          },
        },
      });
      expect(application.operation).toBeDefined();
      expect(application.status.conditions).toBeUndefined();
      expect(application.status.operationState.message).toContain(REFUSAL);
    });

    it('is named with the cause, beside those that came through', async () => {
      const { status } = await argocd.expectApplication('refused', {
        status: {
          resources: [
            { name: 'good', status: 'Synced' },
            { name: 'bad', status: 'OutOfSync' },
          ],
        },
      });
      const results = status.operationState.syncResult.resources;
      expect(results).toContainEqual({
        group: 'kubevirt.io',
        hookPhase: 'Failed',
        kind: 'VirtualMachine',
        message: REFUSAL,
        name: 'bad',
        namespace: argocd.name('refused'),
        status: 'SyncFailed',
        syncPhase: 'Sync',
        version: 'v1',
      });
      expect(results).toContainEqual(
        expect.objectContaining({ name: 'good', status: 'Synced' }),
      );
    });

    it('is tried again after ten seconds, and counted', async () => {
      await argocd.expectApplication('refused', {
        status: {
          operationState: {
            phase: 'Running',
            retryCount: 2,
            message: expect.stringContaining('Retrying attempt #2 at '),
          },
        },
      });
    });

    it('is not left for the commit that mends it while it is tried again', async () => {
      const [before, revision] = [
        (await argocd.application('refused')).status.sync.revision,
        await target.commit({
          'refused/vm.yaml': machineManifest('bad', 'Halted'),
        }),
      ];
      await argocd.refresh('refused');
      await argocd.expectApplication('refused', {
        operation: { sync: { revision: before } },
        status: {
          sync: { status: 'OutOfSync', revision },
          operationState: {
            phase: 'Running',
            syncResult: { revision: before },
          },
        },
      });
    });

    it('is left when the operation is terminated, and the newest commit follows', async () => {
      await argocd.patch('applications', argocd.name('refused'), {
        status: { operationState: { phase: 'Terminating' } },
      });
      await argocd.expectApplication('refused', {
        status: {
          sync: { status: 'Synced' },
          operationState: { phase: 'Succeeded' },
        },
      });
    });

    it('is left for the commit that mends it at the next retry where retries take the latest', async () => {
      await target.commit({
        'latest/vm.yaml': machineManifest('bad', 'Sideways'),
      });
      await argocd.createAutomated('latest', {
        retry: { limit: 5, refresh: true, backoff: { duration: '3s' } },
      });
      await argocd.expectApplication('latest', {
        status: { operationState: { phase: 'Running', retryCount: 1 } },
      });
      const revision = await target.commit({
        'latest/vm.yaml': machineManifest('bad', 'Halted'),
      });
      await argocd.expectApplication('latest', {
        status: {
          sync: { status: 'Synced', revision },
          operationState: {
            phase: 'Succeeded',
            syncResult: { revision },
          },
        },
      });
    });

    it('is given up after the limit, with a condition', async () => {
      await target.commit({
        'given-up/vm.yaml': machineManifest('bad', 'Sideways'),
      });
      await argocd.createAutomated('given-up', {
        retry: { limit: 1, backoff: { duration: '1s', factor: 2 } },
      });
      const message = `one or more objects failed to apply, reason: ${REFUSAL} (retried 1 times).`;
      const application = await argocd.expectApplication('given-up', {
        status: {
          operationState: { phase: 'Failed', retryCount: 1, message },
          conditions: [
            {
              type: 'SyncError',
              message: expect.stringMatching(
                /^Failed last sync attempt to \[[0-9a-f]{40}\]: /,
              ),
            },
          ],
        },
      });
      expect(application.operation).toBeUndefined();
      expect(application.status.conditions[0].message).toContain(message);
    });

    it('is tried anew with the commit that mends it', async () => {
      const revision = await target.commit({
        'given-up/vm.yaml': machineManifest('bad', 'Halted'),
      });
      await argocd.refresh('given-up');
      const { status } = await argocd.expectApplication('given-up', {
        status: {
          sync: { status: 'Synced', revision },
          operationState: { phase: 'Succeeded' },
        },
      });
      expect(status.conditions).toBeUndefined();
      expect(status.operationState.retryCount).toBeUndefined();
    });

    it('of a kind that the cluster does not know stops the whole sync', async () => {
      await target.commit({
        'unknown/a.yaml': configMapManifest('good'),
        'unknown/b.yaml':
          'apiVersion: example.org/v1\nkind: Nothing\nmetadata: {name: x}\n',
      });
      await argocd.createAutomated('unknown');
      const namespace = argocd.name('unknown');
      await argocd.expectApplication('unknown', {
        status: {
          operationState: {
            phase: 'Running',
            message: expect.stringMatching(
              /^one or more synchronization tasks are not valid\. Retrying attempt #1 at /,
            ),
            syncResult: {
              resources: [
                {
                  group: 'example.org',
                  kind: 'Nothing',
                  status: 'SyncFailed',
                  message: `The Kubernetes API could not find example.org/Nothing for requested resource ${namespace}/x. Make sure the "Nothing" CRD is installed on the destination cluster.`,
                },
              ],
            },
          },
        },
      });
      expect(await argocd.configMap('unknown', 'good')).toBeUndefined();
    });

    it('for want of its namespace says so', async () => {
      await target.commit({ 'homeless/a.yaml': configMapManifest('a') });
      await argocd.createAutomated('homeless', {
        syncOptions: ['ServerSideApply=true'],
      });
      await argocd.expectApplication('homeless', {
        status: {
          operationState: {
            phase: 'Running',
            message: expect.stringContaining(
              `one or more objects failed to apply, reason: namespaces "${argocd.name(
                'homeless',
              )}" not found. Retrying attempt #1 at `,
            ),
          },
        },
      });
    });
  });

  describe('an application that is deleted', () => {
    beforeAll(async () => {
      await target.commit({ 'deleted/a.yaml': configMapManifest('a') });
    });

    it('leaves its objects', async () => {
      await argocd.createAutomated('leaves', { source: { path: 'deleted' } });
      await argocd.expectApplication('leaves', {
        status: { sync: { status: 'Synced' } },
      });
      await target.kubernetes.request(
        'DELETE',
        target.path('applications', argocd.name('leaves')),
      );
      await argocd.eventually(async () => {
        expect(await argocd.application('leaves')).toBeUndefined();
      });
      expect(await argocd.configMap('leaves', 'a')).toBeDefined();
    });

    it('takes them along when it has the finalizer, but not their namespace', async () => {
      await argocd.createAutomated('takes', {
        source: { path: 'deleted' },
        metadata: { finalizers: [FINALIZER] },
      });
      await argocd.expectApplication('takes', {
        status: { sync: { status: 'Synced' } },
      });
      await target.kubernetes.request(
        'DELETE',
        target.path('applications', argocd.name('takes')),
      );
      await argocd.eventually(async () => {
        expect(await argocd.application('takes')).toBeUndefined();
      });
      expect(await argocd.configMap('takes', 'a')).toBeUndefined();
      expect(
        await argocd.find(`/api/v1/namespaces/${argocd.name('takes')}`),
      ).toMatchObject({ status: { phase: 'Active' } });
    });
  });

  describe('its kinds', () => {
    it('print as kubectl shows them', async () => {
      const { body } = await target.kubernetes.request(
        'GET',
        target.path('applications'),
        { accept: 'application/json;as=Table;v=v1;g=meta.k8s.io' },
      );
      expect(
        body.columnDefinitions.map((column: Json) => [
          column.name,
          column.priority,
        ]),
      ).toEqual([
        ['Name', 0],
        ['Sync Status', 0],
        ['Health Status', 0],
        ['Revision', 10],
        ['Project', 10],
      ]);
    });

    it('have short names', async () => {
      const { body } = await target.kubernetes.request(
        'GET',
        '/apis/argoproj.io/v1alpha1',
      );
      const shortNames = Object.fromEntries(
        body.resources
          .filter((resource: Json) => !resource.name.includes('/'))
          .map((resource: Json) => [resource.name, resource.shortNames]),
      );
      expect(shortNames).toMatchObject({
        applications: ['app', 'apps'],
        applicationsets: ['appset', 'appsets'],
        appprojects: ['appproj', 'appprojs'],
      });
    });

    it('refuse an application without destination or project', async () => {
      const { status, body } = await target.kubernetes.request(
        'POST',
        target.path('applications'),
        {
          body: {
            apiVersion: 'argoproj.io/v1alpha1',
            kind: 'Application',
            metadata: { name: argocd.name('invalid') },
            spec: {},
          },
        },
      );
      expect(status).toBe(422);
      expect(body.message).toContain('spec.destination: Required value');
      expect(body.message).toContain('spec.project: Required value');
    });
  });
});
