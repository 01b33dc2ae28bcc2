import { mockCredentials } from '@backstage/backend-test-utils';
import { ConflictError } from '@backstage/errors';
import { ClusterError } from '@naru/plugin-clusters-node';
import {
  FakeCluster,
  statusAnswer,
} from '@naru/plugin-clusters-node/testUtils';
import { objectReportSchema } from '@naru/plugin-gitops-common';
import request from 'supertest';
import {
  deployment,
  REVISION,
  shop,
  startApplications,
} from './__testUtils__/startApplications';

// Starting a backend takes seconds on a busy machine.
jest.setTimeout(60_000);

describe('Applications of an entity', () => {
  let cluster: FakeCluster;
  let stop: (() => Promise<void>) | undefined;

  beforeEach(async () => {
    cluster = await FakeCluster.start();
  });

  afterEach(async () => {
    await stop?.();
    await cluster.close();
  });

  async function start(options: { denied?: string[] } = {}) {
    const started = await startApplications({ cluster, ...options });
    stop = started.stop;
    return started;
  }

  it('shows staging before production, with what runs and what a sync would do', async () => {
    const { applications, workloads, list } = await start();
    applications.set(
      shop('production', {
        sync: 'OutOfSync',
        resources: [
          deployment('production', 'OutOfSync'),
          {
            ...deployment('production', 'OutOfSync'),
            name: 'old',
            requiresPruning: true,
          },
        ],
      }),
    );
    applications.set(shop('staging'));
    const summary = { wanted: 2, ready: 1, updated: 2, images: ['shop:1'] };
    const trouble = {
      kind: 'Pod',
      namespace: 'team1-staging',
      name: 'shop-1-a',
      reason: 'CrashLoopBackOff',
      count: 1,
    };
    workloads.set(
      { cluster: 'prod7', namespace: 'team1-staging', app: 'shop' },
      {
        summary,
        troubles: [trouble],
        deployments: ['shop'],
        pods: ['shop-1-a'],
        settled: false,
      },
    );
    const answer = await list('shop');
    expect(answer.applications).toMatchObject([
      {
        name: 'shop-staging',
        environment: 'staging',
        destinationNamespace: 'team1-staging',
        url: 'https://argocd.test/applications/argocd/shop-staging',
        workload: summary,
        troubles: [trouble],
        syncOffer: { possible: false, reason: 'automated' },
      },
      {
        name: 'shop-production',
        environment: 'production',
        troubles: [],
        syncOffer: {
          possible: true,
          allowed: true,
          whoMay: ['group:default/team1', 'group:default/platform-team'],
          changes: 1,
          deletions: 1,
        },
      },
    ]);
    expect(answer.applications[1].workload).toBeUndefined();
  });

  it('takes Applications by name, and none without an annotation', async () => {
    const { applications, list } = await start();
    applications.set(shop('staging'));
    expect((await list('named')).applications).toHaveLength(1);
    expect((await list('plain')).applications).toHaveLength(0);
  });

  it("shows no Application of another team's namespace, whatever the annotation says", async () => {
    const { applications, list, backend, path } = await start();
    applications.set(shop('production', { sync: 'OutOfSync' }));
    expect((await list('thief')).applications).toEqual([]);
    await request(backend.server)
      .post(`${path('thief')}/shop-production/sync`)
      .send({})
      .expect(404);
    expect(applications.synced).toEqual([]);
  });

  it('tells the words of Argo CD about what it cannot do', async () => {
    const { applications, list } = await start();
    applications.set(
      shop('staging', {
        conditions: [
          { type: 'ComparisonError', message: 'helm template failed' },
          { type: 'OrphanedResourceWarning', message: 'one orphan' },
        ],
        resources: [
          {
            ...deployment('staging', 'SyncFailed'),
            message: 'exceeded quota',
          },
        ],
      }),
    );
    applications.set(
      shop('production', {
        sync: 'OutOfSync',
        operation: { phase: 'Failed', message: 'namespace is not permitted' },
      }),
    );
    const [staging, production] = (await list('shop')).applications;
    expect(staging.troubles).toMatchObject([
      { kind: 'Application', reason: 'ComparisonError' },
      { kind: 'Deployment', reason: 'SyncFailed', message: 'exceeded quota' },
    ]);
    expect(production.troubles).toMatchObject([
      { reason: 'OperationFailed', message: 'namespace is not permitted' },
    ]);
  });

  it('offers nothing to press while Argo CD is away, syncs, or has nothing to do', async () => {
    const { applications, list } = await start();
    const reason = async () =>
      (await list('shop')).applications[0].syncOffer.reason;
    applications.set(shop('production'));
    expect(await reason()).toBe('synced');
    applications.set(
      shop('production', {
        sync: 'OutOfSync',
        operation: { phase: 'Running' },
      }),
    );
    expect(await reason()).toBe('running');
    applications.argocd = { phase: 'stale' };
    expect(await reason()).toBe('unreachable');
  });

  it('orders a sync for a person and leaves an audit event', async () => {
    const { applications, sync, auditor, audited } = await start();
    applications.set(shop('production', { sync: 'OutOfSync' }));
    const { body } = await sync('shop-production', {
      revision: REVISION,
      prune: true,
    }).expect(202);
    expect(body.message).toContain('shop-production');
    expect(applications.synced).toEqual([
      {
        name: 'shop-production',
        revision: REVISION,
        prune: true,
        initiatedBy: 'user:default/mock',
      },
    ]);
    expect(auditor.createEvent).toHaveBeenCalledWith(
      expect.objectContaining({
        eventId: 'application-sync',
        meta: expect.objectContaining({
          entityRef: 'component:default/shop',
          application: 'shop-production',
        }),
      }),
    );
    expect(audited.success).toHaveBeenCalledWith({
      meta: expect.objectContaining({ revisions: [REVISION] }),
    });
  });

  it('refuses who may not sync, names who may, and audits the try', async () => {
    const { applications, sync, list, audited } = await start({
      denied: ['gitops.application.sync'],
    });
    applications.set(shop('production', { sync: 'OutOfSync' }));
    const { body } = await sync('shop-production').expect(403);
    expect(body.error.message).toContain('group:default/team1');
    expect(applications.synced).toEqual([]);
    expect(audited.fail).toHaveBeenCalled();
    expect((await list('shop')).applications[0].syncOffer).toMatchObject({
      possible: true,
      allowed: false,
      reason: 'forbidden',
    });
  });

  it('refuses who may not see Applications, who is not signed in, and services', async () => {
    const { applications, backend, path, sync } = await start({
      denied: ['gitops.application.read'],
    });
    applications.set(shop('production', { sync: 'OutOfSync' }));
    await request(backend.server).get(path('shop')).expect(403);
    await sync('shop-production').expect(403);
    await request(backend.server)
      .get(path('shop'))
      .set('authorization', mockCredentials.none.header())
      .expect(401);
    await sync('shop-production')
      .set('authorization', mockCredentials.service.header())
      .expect(403);
    expect(applications.synced).toEqual([]);
  });

  it('says what is wrong with an order', async () => {
    const { applications, sync, backend, path } = await start();
    applications.set(shop('production', { sync: 'OutOfSync' }));
    await sync('shop-other').expect(404);
    await sync('shop-production', { prune: 'yes' }).expect(400);
    await request(backend.server).get(path('nothing')).expect(404);
    const broken = await request(backend.server)
      .get(path('broken'))
      .expect(400);
    expect(broken.body.error.message).toContain('argocd/app-selector');
    applications.syncError = new ConflictError('it runs already');
    await sync('shop-production').expect(409);
    applications.syncError = new ClusterError({
      cluster: 'prod7',
      request: 'PATCH /x',
      reason: 'Unreachable',
      detail: 'connect ECONNREFUSED',
    });
    const away = await sync('shop-production').expect(503);
    expect(away.body.error.message).toContain('shop-production');
    applications.syncError = new ClusterError({
      cluster: 'prod7',
      request: 'PATCH /x',
      status: 403,
      reason: 'Forbidden',
      detail: 'cannot patch',
    });
    await sync('shop-production').expect(403);
  });

  it('reports an object, a Pod of its Deployments, and nothing else', async () => {
    const { applications, workloads, report } = await start();
    applications.set(
      shop('staging', { resources: [deployment('staging', 'Synced')] }),
    );
    workloads.set(
      { cluster: 'prod7', namespace: 'team1-staging', app: 'shop' },
      {
        summary: { wanted: 1, ready: 0, updated: 1, images: [] },
        troubles: [],
        deployments: ['shop'],
        pods: ['shop-1-a'],
        settled: false,
      },
    );
    const answers: Record<string, unknown> = {
      '/apis/apps': { preferredVersion: { version: 'v1' } },
      '/apis/apps/v1': {
        resources: [
          { name: 'deployments/status', kind: 'Deployment', namespaced: true },
          { name: 'deployments', kind: 'Deployment', namespaced: true },
        ],
      },
      '/api/v1': {
        resources: [{ name: 'pods', kind: 'Pod', namespaced: true }],
      },
      '/apis/apps/v1/namespaces/team1-staging/deployments/shop': {
        status: {
          conditions: [
            { type: 'Progressing', status: 'False', reason: 'Deadline' },
          ],
        },
      },
      '/api/v1/namespaces/team1-staging/pods/shop-1-a': {
        spec: { containers: [{ env: [{ name: 'A', value: 'secret' }] }] },
        status: {
          containerStatuses: [
            {
              name: 'shop',
              image: 'shop:1',
              ready: false,
              restartCount: 3,
              state: { waiting: { reason: 'CrashLoopBackOff' } },
              lastState: { terminated: { exitCode: 1, reason: 'Error' } },
            },
          ],
        },
      },
      '/api/v1/namespaces/team1-staging/events': {
        items: [
          {
            reason: 'Old',
            message: 'a',
            lastTimestamp: '2026-01-01T00:00:00Z',
          },
          {
            reason: 'New',
            message: 'b',
            lastTimestamp: '2026-01-02T00:00:00Z',
          },
        ],
      },
    };
    cluster.fault = ({ path }) =>
      path in answers
        ? { status: 200, body: answers[path] }
        : statusAnswer(404, 'NotFound', 'not found');
    const namespace = 'team1-staging';
    const found = await report({
      group: 'apps',
      kind: 'Deployment',
      namespace,
      name: 'shop',
    }).expect(200);
    expect(objectReportSchema.parse(found.body)).toMatchObject({
      conditions: [{ type: 'Progressing', reason: 'Deadline' }],
      events: [{ reason: 'New' }, { reason: 'Old' }],
    });
    const pod = await report({
      kind: 'Pod',
      namespace,
      name: 'shop-1-a',
    }).expect(200);
    expect(objectReportSchema.parse(pod.body).containers).toMatchObject([
      {
        state: 'waiting',
        reason: 'CrashLoopBackOff',
        restarts: 3,
        last: { exitCode: 1 },
      },
    ]);
    expect(JSON.stringify(pod.body)).not.toContain('secret');
    await report({ kind: 'Pod', namespace, name: 'other-1-a' }).expect(404);
    await report({ kind: 'Secret', namespace, name: 'shop' }).expect(404);
    await report({
      kind: 'Pod',
      namespace: 'team2-staging',
      name: 'shop-1-a',
    }).expect(404);
    await report({ kind: '../x', namespace, name: 'shop' }).expect(400);
    cluster.cut();
    await report({ kind: 'Pod', namespace, name: 'shop-1-a' }).expect(503);
  });

  it('tells browsers of Applications whose pods changed', async () => {
    const { applications, workloads, signals } = await start();
    applications.set(shop('staging'));
    workloads.set(
      { cluster: 'prod7', namespace: 'team1-staging', app: 'shop' },
      {
        summary: { wanted: 1, ready: 1, updated: 1, images: [] },
        troubles: [],
        deployments: ['shop'],
        pods: [],
        settled: true,
      },
    );
    while (signals.length === 0) {
      await new Promise(resolve => setImmediate(resolve));
    }
    expect(signals[0].applications).toContain('argocd/shop-staging');
  });
});
