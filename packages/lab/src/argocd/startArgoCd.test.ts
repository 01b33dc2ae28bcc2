import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ManualClock } from '../clock/LabClock';
import { DefaultKubernetesApi } from '../kubernetes/DefaultKubernetesApi';
import {
  type KubernetesObject,
  LAB_CONTROLLER,
} from '../kubernetes/KubernetesApi';
import { seededRandom } from '../random/seededRandom';
import { BareRepository } from './git/BareRepository';
import { APPLICATIONS } from './model/Application';
import { type ArgoCd, startArgoCd } from './startArgoCd';

const CONFIG_MAPS = { group: '', version: 'v1', plural: 'configmaps' };
const AS = { as: LAB_CONTROLLER };

function configMap(name: string, value = '1', annotations = {}): string {
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name, annotations },
    data: { value },
  });
}

describe('startArgoCd', () => {
  let directory: string;
  let clock: ManualClock;
  let api: DefaultKubernetesApi;
  let repository: BareRepository;
  let argoCd: ArgoCd;

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'argocd-'));
    clock = new ManualClock();
    api = DefaultKubernetesApi.create({ clock, random: seededRandom(1) });
    repository = BareRepository.create(directory, 'gitops');
    argoCd = start();
  });

  afterEach(() => {
    argoCd.stop();
    api.close();
    rmSync(directory, { recursive: true, force: true });
  });

  function start(): ArgoCd {
    return startArgoCd({
      api,
      clock,
      stateDir: join(directory, 'state'),
      pollSeconds: 30,
    });
  }

  async function pass(seconds: number): Promise<void> {
    await argoCd.settled();
    for (let passed = 0; passed < seconds; passed++) {
      clock.advance(1);
      await argoCd.settled();
    }
  }

  function createApplication(
    name: string,
    spec: Record<string, unknown> = {},
    metadata: Record<string, unknown> = {},
  ): void {
    api.create(
      APPLICATIONS,
      {
        apiVersion: 'argoproj.io/v1alpha1',
        kind: 'Application',
        metadata: { name, namespace: 'argocd', ...metadata },
        spec: {
          project: 'default',
          source: {
            repoURL: repository.url,
            path: 'a',
            targetRevision: 'main',
          },
          destination: {
            server: 'https://kubernetes.default.svc',
            namespace: name,
          },
          syncPolicy: {
            automated: { prune: true, selfHeal: true },
            syncOptions: ['CreateNamespace=true', 'ServerSideApply=true'],
          },
          ...spec,
        },
      },
      AS,
    );
  }

  function application(name: string): KubernetesObject {
    return api.get(APPLICATIONS, 'argocd', name);
  }

  it('brings what Git has and says so', async () => {
    const commit = repository.commit({ 'a/one.json': configMap('one') });
    createApplication('web');
    await pass(3);

    expect(api.get(CONFIG_MAPS, 'web', 'one')).toMatchObject({
      data: { value: '1' },
      metadata: {
        annotations: {
          'argocd.argoproj.io/tracking-id': 'web:/ConfigMap:web/one',
        },
      },
    });
    expect(application('web').operation).toBeUndefined();
    expect(application('web').status).toMatchObject({
      sync: { status: 'Synced', revision: commit },
      health: { status: 'Healthy' },
      operationState: {
        phase: 'Succeeded',
        message: 'successfully synced (all tasks run)',
      },
      resources: [
        { kind: 'ConfigMap', name: 'one', namespace: 'web', status: 'Synced' },
      ],
      history: [{ id: 0, revision: commit }],
    });
  });

  it('changes nothing when it starts again, and goes on from there', async () => {
    repository.commit({ 'a/one.json': configMap('one') });
    createApplication('web');
    await pass(3);
    argoCd.stop();
    const before = application('web');

    argoCd = start();
    await pass(3);
    const after = application('web');
    expect(after).toEqual({
      ...before,
      metadata: expect.anything(),
      status: { ...Object(before.status), reconciledAt: expect.any(String) },
    });

    repository.commit({
      'a/one.json': undefined,
      'a/two.json': configMap('two'),
    });
    await pass(31);
    expect(api.find(CONFIG_MAPS, 'web', 'one')).toBeUndefined();
    expect(api.find(CONFIG_MAPS, 'web', 'two')).toBeDefined();
  });

  it('goes on with an operation that a restart cut off', async () => {
    repository.commit({ 'a/one.json': configMap('one') });
    const wave = { 'argocd.argoproj.io/sync-wave': '1' };
    repository.commit({ 'a/two.json': configMap('two', '1', wave) });
    createApplication('web');
    await argoCd.settled();
    clock.advance(0.1);
    await argoCd.settled();
    argoCd.stop();
    expect(application('web')).toMatchObject({
      operation: {},
      status: { operationState: { phase: 'Running' } },
    });
    expect(api.find(CONFIG_MAPS, 'web', 'two')).toBeUndefined();

    argoCd = start();
    await pass(5);
    expect(application('web')).toMatchObject({
      status: {
        sync: { status: 'Synced' },
        operationState: { phase: 'Succeeded' },
      },
    });
    expect(api.find(CONFIG_MAPS, 'web', 'two')).toBeDefined();
  });

  it('tries a refused object for five minutes before it gives up', async () => {
    repository.commit({
      'a/bad.json': JSON.stringify({
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: 'Not_A_Name' },
      }),
    });
    createApplication('web');
    const state = () =>
      Object(Object(application('web').status).operationState);
    await pass(4);
    expect(state()).toMatchObject({ phase: 'Running', retryCount: 1 });
    await pass(10);
    expect(state()).toMatchObject({ phase: 'Running', retryCount: 2 });
    expect(state().message).toMatch(
      /^one or more objects failed to apply, reason: .*\. Retrying attempt #2 at 12:00AM\.$/,
    );
    await pass(280);
    expect(state()).toMatchObject({ phase: 'Running', retryCount: 5 });
    await pass(30);
    expect(state()).toMatchObject({ phase: 'Failed', retryCount: 5 });
    expect(state().message).toMatch(/ \(retried 5 times\)\.$/);
    expect(application('web')).toMatchObject({
      status: { conditions: [{ type: 'SyncError' }] },
    });
  });

  it('heals at once and then ever more slowly', async () => {
    repository.commit({ 'a/one.json': configMap('one') });
    createApplication('web');
    await pass(3);
    const isThere = () => api.find(CONFIG_MAPS, 'web', 'one') !== undefined;
    const remove = () => api.delete(CONFIG_MAPS, 'web', 'one', AS);
    remove();
    await pass(1);
    expect(isThere()).toBe(true);
    remove();
    await pass(1);
    expect(isThere()).toBe(false);
    await pass(2);
    expect(isThere()).toBe(true);
  });

  it('shows a failure of its own on the application and goes on with the others', async () => {
    repository.commit({ 'a/one.json': configMap('one') });
    createApplication('odd', {
      ignoreDifferences: [{ kind: 'ConfigMap', jqPathExpressions: ['.a |'] }],
      sources: [],
      source: { repoURL: 'ssh://forge/x.git', path: 'a' },
    });
    createApplication('web');
    await pass(3);
    expect(application('odd')).toMatchObject({
      status: {
        sync: { status: 'Unknown' },
        conditions: [{ type: 'ComparisonError' }],
      },
    });
    expect(application('web')).toMatchObject({
      status: { sync: { status: 'Synced' } },
    });
  });

  it('says that helm is missing where it is', async () => {
    repository.commit({
      'chart/Chart.yaml': 'apiVersion: v2\nname: x\nversion: 0.1.0\n',
    });
    createApplication('chart', {
      source: { repoURL: repository.url, path: 'chart' },
    });
    await pass(3);
    expect(application('chart')).toMatchObject({
      status: {
        conditions: [
          {
            type: 'ComparisonError',
            message: expect.stringContaining('exec: "helm": executable file'),
          },
        ],
      },
    });
  });

  it('keeps the defaults of the server and the changes of others out of the comparison', async () => {
    const deployment = {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'web' },
      spec: {
        replicas: 1,
        selector: { matchLabels: { app: 'web' } },
        template: {
          metadata: { labels: { app: 'web' } },
          spec: {
            containers: [
              {
                name: 'web',
                image: 'web:1',
                ports: [{ containerPort: 80 }],
                resources: { requests: { cpu: '1000m' } },
              },
            ],
          },
        },
      },
    };
    repository.commit({ 'a/web.json': JSON.stringify(deployment) });
    createApplication('server');
    createApplication('client', {
      syncPolicy: { automated: {}, syncOptions: ['CreateNamespace=true'] },
    });
    await pass(4);
    for (const name of ['server', 'client']) {
      expect(application(name)).toMatchObject({
        status: {
          sync: { status: 'Synced' },
          operationState: { phase: 'Succeeded' },
          summary: {},
        },
      });
      api.patch(
        { group: 'apps', version: 'v1', plural: 'deployments' },
        name,
        'web',
        'merge',
        { metadata: { labels: { mine: '1' } } },
        AS,
      );
    }
    await pass(2);
    for (const name of ['server', 'client']) {
      expect(application(name)).toMatchObject({
        status: {
          sync: { status: 'Synced' },
          summary: { images: ['web:1'] },
        },
      });
    }
  });
});
