import { ClusterClient } from '@naru/plugin-clusters-node';
import {
  FakeCluster,
  statusAnswer,
} from '@naru/plugin-clusters-node/testUtils';
import { orderSync } from './orderSync';

const PATH =
  '/apis/argoproj.io/v1alpha1/namespaces/argocd/applications/shop-production';

const live = {
  metadata: { resourceVersion: '7' },
  spec: {
    sources: [{ repoURL: 'a' }, { repoURL: 'a', ref: 'values' }],
    syncPolicy: {
      syncOptions: ['CreateNamespace=true', 'PruneLast=true'],
      retry: { limit: 5, refresh: true },
    },
  },
  status: { sync: { status: 'OutOfSync', revisions: ['one', 'one'] } },
};

describe('orderSync', () => {
  let cluster: FakeCluster;
  let client: ClusterClient;
  let patches: { body: Record<string, unknown>; type?: string }[];
  let object: object;
  let conflicts: number;

  beforeEach(async () => {
    cluster = await FakeCluster.start();
    client = new ClusterClient({ connection: cluster.connection });
    patches = [];
    object = live;
    conflicts = 0;
    cluster.fault = ({ method, body, headers }) => {
      if (method !== 'PATCH') {
        return { status: 200, body: object };
      }
      if (conflicts > 0) {
        conflicts -= 1;
        return statusAnswer(409, 'Conflict', 'the object has been modified');
      }
      patches.push({ body: JSON.parse(body), type: headers['content-type'] });
      return { status: 200, body: {} };
    };
  });

  afterEach(async () => {
    client.close();
    await cluster.close();
  });

  const order = (change: { revision?: string; prune?: boolean } = {}) =>
    orderSync({
      client,
      path: PATH,
      name: 'shop-production',
      order: { prune: false, initiatedBy: 'user:default/dev1', ...change },
    });

  it('names the commits, the person and the options that a manual sync does not inherit, and takes old results away', async () => {
    expect(await order({ revision: 'one', prune: true })).toEqual([
      'one',
      'one',
    ]);
    expect(patches).toEqual([
      {
        type: 'application/merge-patch+json',
        body: {
          metadata: { resourceVersion: '7' },
          operation: {
            initiatedBy: { username: 'user:default/dev1' },
            info: [{ name: 'Reason', value: 'Ordered in Naru' }],
            sync: {
              revisions: ['one', 'one'],
              prune: true,
              syncOptions: ['CreateNamespace=true', 'PruneLast=true'],
            },
            retry: { limit: 5, refresh: false },
          },
          status: { operationState: null },
        },
      },
    ]);
  });

  it('names the one commit of an Application with one source', async () => {
    object = {
      metadata: live.metadata,
      spec: {},
      status: { sync: { revision: 'one' } },
    };
    await order();
    expect(patches[0].body.operation).toMatchObject({
      sync: { revision: 'one' },
    });
  });

  it('looks again when the Application changed meanwhile', async () => {
    conflicts = 2;
    await order();
    expect(patches).toHaveLength(1);
    conflicts = 100;
    await expect(order()).rejects.toMatchObject({ status: 409 });
  });

  it.each<[string, object, RegExp]>([
    [
      'syncs by itself',
      { ...live, spec: { syncPolicy: { automated: {} } } },
      /syncs by itself/,
    ],
    ['has an order already', { ...live, operation: {} }, /being synced/],
    [
      'is being synced',
      {
        ...live,
        status: { ...live.status, operationState: { phase: 'Running' } },
      },
      /being synced/,
    ],
    ['was never compared', { ...live, status: {} }, /has not compared/],
    [
      'has another commit by now',
      { ...live, status: { sync: { revisions: ['two', 'two'] } } },
      /Git has moved on/,
    ],
  ])('refuses an Application that %s', async (_, changed, words) => {
    object = changed;
    await expect(order({ revision: 'one' })).rejects.toMatchObject({
      name: 'ConflictError',
      message: expect.stringMatching(words),
    });
    expect(patches).toEqual([]);
  });

  it('orders where automation is switched off', async () => {
    object = {
      ...live,
      spec: { ...live.spec, syncPolicy: { automated: { enabled: false } } },
    };
    await order();
    expect(patches).toHaveLength(1);
  });
});
