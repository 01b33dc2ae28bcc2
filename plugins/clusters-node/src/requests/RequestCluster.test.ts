import { ClusterClient } from '../client/ClusterClient';
import { FakeCluster } from '../testUtils';
import { RequestCluster } from './RequestCluster';

const DEPLOYMENT = { group: 'apps', version: 'v1', kind: 'Deployment' };
const DOCUMENT = {
  components: {
    schemas: {
      Spec: { type: 'object', properties: { replicas: { type: 'integer' } } },
      Deployment: {
        type: 'object',
        properties: {
          spec: { allOf: [{ $ref: '#/components/schemas/Spec' }] },
        },
        'x-kubernetes-group-version-kind': [DEPLOYMENT],
      },
    },
  },
};

describe('RequestCluster', () => {
  let fake: FakeCluster;
  let client: ClusterClient;
  let cluster: RequestCluster;
  beforeEach(async () => {
    fake = await FakeCluster.start();
    fake.fault = ({ path }) =>
      path === '/openapi/v3/apis/apps/v1'
        ? { status: 200, body: DOCUMENT }
        : undefined;
    client = new ClusterClient({ connection: fake.connection, attempts: 1 });
    cluster = new RequestCluster(client);
  });
  afterEach(async () => {
    client.close();
    await fake.close();
  });

  it('checks objects by the schema of the cluster, which it reads once', async () => {
    const schema = await cluster.findSchema(DEPLOYMENT);
    expect(schema?.validate({ spec: { replicas: 1 } })).toEqual([]);
    expect(schema?.validate({ spec: { replicas: 'x', other: 1 } })).toEqual([
      {
        field: 'spec.other',
        message: 'is a field that the cluster does not know',
      },
      { field: 'spec.replicas', message: 'must be integer' },
    ]);
    await Promise.all([
      cluster.findSchema(DEPLOYMENT),
      cluster.findSchema({ ...DEPLOYMENT, kind: 'StatefulSet' }),
    ]);
    expect(fake.requests).toHaveLength(1);
  });

  it('tells an unknown kind from a cluster that is away, and asks again', async () => {
    expect(
      await cluster.findSchema({ ...DEPLOYMENT, kind: 'None' }),
    ).toBeUndefined();
    expect(
      await cluster.findSchema({ group: 'none.io', version: 'v1', kind: 'A' }),
    ).toBeUndefined();
    expect(
      await cluster.find('a Service', '/api/v1/namespaces/a/services/b'),
    ).toBeUndefined();
    const other = new RequestCluster(client);
    fake.cut();
    await expect(other.findSchema(DEPLOYMENT)).rejects.toThrow(
      'cluster prod7 was asked for the schema of Deployment, and it does not answer',
    );
    fake.mend();
    expect(await other.findSchema(DEPLOYMENT)).toBeDefined();
  });

  it('reads quotas that count everything, and limits of containers', async () => {
    const path = '/api/v1/namespaces/team1-staging';
    const metadata = (name: string) => ({ name, namespace: 'team1-staging' });
    fake.set(`${path}/resourcequotas`, {
      metadata: metadata('team'),
      spec: { hard: { pods: '9' } },
      status: { hard: { pods: '10' }, used: { pods: '1' } },
    });
    fake.set(`${path}/resourcequotas`, {
      metadata: metadata('new'),
      spec: { hard: { pods: '5' } },
    });
    fake.set(`${path}/resourcequotas`, {
      metadata: metadata('jobs'),
      spec: { scopes: ['Terminating'] },
    });
    fake.set(`${path}/limitranges`, {
      metadata: metadata('team'),
      spec: {
        limits: [
          { type: 'Pod', max: { cpu: '8' } },
          { type: 'Container', max: { cpu: '4' } },
        ],
      },
    });
    expect(await cluster.quotas('team1-staging')).toEqual([
      { name: 'team', hard: { pods: '10' }, used: { pods: '1' } },
      { name: 'new', hard: { pods: '5' }, used: {} },
    ]);
    expect(await cluster.containerLimits('team1-staging')).toEqual([
      { name: 'team', min: {}, max: { cpu: '4' } },
    ]);
    await expect(cluster.quotas('../x')).rejects.toThrow();
  });
});
