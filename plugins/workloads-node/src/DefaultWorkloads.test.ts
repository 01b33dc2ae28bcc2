import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { FakeCluster } from '@naru/plugin-clusters-node/testUtils';
import { watchedPaths } from './ClusterWorkloads';
import { DefaultWorkloads } from './DefaultWorkloads';

const ID = { cluster: 'fake', namespace: 'team1-staging', app: 'shop' };

const deployment = (name: string, app: string) => ({
  metadata: {
    name,
    namespace: 'team1-staging',
    labels: { 'naru.io/app': app },
  },
  spec: {
    replicas: 2,
    template: { spec: { containers: [{ image: 'harbor/shop:1' }] } },
  },
});

describe('DefaultWorkloads', () => {
  const logger = mockServices.logger.mock({ child: () => logger });
  let cluster: FakeCluster;
  let stop: AbortController;
  let ended: Promise<void>;
  let workloads: DefaultWorkloads;

  beforeEach(async () => {
    cluster = await FakeCluster.start();
    cluster.serve(...Object.values(watchedPaths));
    cluster.set(watchedPaths.deployments, deployment('shop', 'shop'));
    stop = new AbortController();
    workloads = DefaultWorkloads.fromConfig(
      new ConfigReader({
        gitops: { argocd: [{ cluster: 'fake' }, { cluster: 'fake' }] },
        kubernetes: {
          clusterLocatorMethods: [
            {
              type: 'config',
              clusters: [
                {
                  name: 'fake',
                  url: cluster.url,
                  authProvider: 'serviceAccount',
                  serviceAccountToken: 'fake-token',
                  skipTLSVerify: true,
                },
              ],
            },
          ],
        },
      }),
      {
        logger,
        timings: {
          staleAfterMs: 1,
          settleMs: 1,
          backoff: { initialMs: 1, maximumMs: 5 },
        },
      },
    );
    ended = workloads.start(stop.signal);
  });

  afterEach(async () => {
    stop.abort();
    await ended;
    await cluster.close();
  });

  /** Resolves when the condition holds, looked at after each told change. */
  async function reaches(condition: () => boolean): Promise<void> {
    let end = () => {};
    await new Promise<void>(resolve => {
      const check = () => condition() && resolve();
      end = workloads.subscribe(check);
      check();
    });
    end();
  }

  it('watches each cluster of an Argo CD once, and only what carries the label', async () => {
    await reaches(() => workloads.of(ID) !== undefined);
    expect(workloads.of(ID)?.summary.wanted).toBe(2);
    const lists = cluster.requests.filter(
      ({ path, query }) =>
        path === watchedPaths.deployments && !query.has('watch'),
    );
    expect(lists).toHaveLength(1);
    expect(lists[0].query.get('labelSelector')).toBe('naru.io/app');
  });

  it('tells what changed, and forgets what is gone', async () => {
    await reaches(() => workloads.of(ID) !== undefined);
    const told: unknown[] = [];
    workloads.subscribe(changed => told.push(...changed));
    cluster.delete(watchedPaths.deployments, {
      namespace: 'team1-staging',
      name: 'shop',
    });
    await reaches(() => workloads.of(ID) === undefined);
    expect(told).toContainEqual(ID);
  });

  it('moves an object whose label changed to its other application', async () => {
    await reaches(() => workloads.of(ID) !== undefined);
    cluster.set(watchedPaths.deployments, deployment('shop', 'cart'));
    await reaches(() => workloads.of({ ...ID, app: 'cart' }) !== undefined);
    expect(workloads.of(ID)).toBeUndefined();
  });

  it('knows nothing of other clusters and of applications without a Deployment', async () => {
    await reaches(() => workloads.of(ID) !== undefined);
    expect(workloads.of({ ...ID, cluster: 'other' })).toBeUndefined();
    expect(workloads.of({ ...ID, app: 'none' })).toBeUndefined();
    expect(workloads.state('other')).toBeUndefined();
    expect(workloads.state('fake')).toBeDefined();
  });
});
