import { LAB_CONTROLLER } from '../../kubernetes/KubernetesApi';
import { TestCluster } from '../../kubevirt/testCluster';
import { LIMIT_RANGES, RESOURCE_QUOTAS } from '../resources';
import { startWorkloads } from '../startWorkloads';

const SPACE = 'team1-staging';

describe('guests under quotas', () => {
  let cluster: TestCluster;
  let workloads: { stop(): void };

  beforeEach(() => {
    cluster = TestCluster.create();
    const { api, clock, random } = cluster;
    workloads = startWorkloads({ api, clock, random });
  });
  afterEach(() => {
    workloads.stop();
    cluster.close();
  });

  const quota = (hard: Record<string, string>) =>
    cluster.api.create(
      RESOURCE_QUOTAS,
      {
        apiVersion: 'v1',
        kind: 'ResourceQuota',
        metadata: { name: 'q', namespace: SPACE },
        spec: { hard },
      },
      { as: LAB_CONTROLLER },
    );
  const loosen = (hard: Record<string, string>) =>
    cluster.api.patch(
      RESOURCE_QUOTAS,
      SPACE,
      'q',
      'merge',
      { spec: { hard } },
      { as: LAB_CONTROLLER },
    );
  const conditions = (object: { status?: object } | undefined) =>
    (object?.status as { conditions?: object[] } | undefined)?.conditions ?? [];

  it('counts launcher pods with the defaults that a LimitRange gives them', () => {
    cluster.api.create(
      LIMIT_RANGES,
      {
        apiVersion: 'v1',
        kind: 'LimitRange',
        metadata: { name: 'l', namespace: SPACE },
        spec: {
          limits: [{ type: 'Container', max: { cpu: '32', memory: '64Gi' } }],
        },
      },
      { as: LAB_CONTROLLER },
    );
    quota({ pods: '5', 'requests.cpu': '2', 'limits.cpu': '64' });
    cluster.add('web');
    cluster.runUntil('web', 'Running');
    cluster.run(1);
    const { status } = cluster.api.get(RESOURCE_QUOTAS, SPACE, 'q');
    expect(status).toMatchObject({
      used: { pods: '1', 'requests.cpu': '105m', 'limits.cpu': '32015m' },
    });
  });

  it('says on the guest why its pod is refused, and starts it when there is room', () => {
    quota({ pods: '0' });
    cluster.add('web');
    cluster.run(20);
    expect(cluster.machine('web').status?.printableStatus).toBe('Starting');
    expect(conditions(cluster.guest('web'))).toContainEqual(
      expect.objectContaining({
        type: 'Synchronized',
        status: 'False',
        reason: 'FailedCreate',
        message: expect.stringMatching(
          /^failed to create virtual machine pod: pods "virt-launcher-web-\w+" is forbidden: exceeded quota: q, requested: pods=1, used: pods=0, limited: pods=0$/,
        ),
      }),
    );
    expect(cluster.reasons('web')).toContain('FailedCreate');
    loosen({ pods: '1' });
    cluster.runUntil('web', 'Running');
    expect(conditions(cluster.guest('web'))).not.toContainEqual(
      expect.objectContaining({ type: 'Synchronized' }),
    );
  });

  it('says on the disk why its claim is refused, and fills it when there is room', () => {
    quota({ 'requests.storage': '1Gi' });
    cluster.addGolden('web');
    cluster.run(20);
    expect(cluster.disk('web-root')?.status?.phase).toBe('Pending');
    expect(conditions(cluster.disk('web-root'))).toContainEqual(
      expect.objectContaining({
        type: 'Running',
        reason: 'ErrExceededQuota',
        message: expect.stringContaining('exceeded quota: q'),
      }),
    );
    loosen({ 'requests.storage': '100Gi' });
    cluster.runUntil('web', 'Running', 120);
  });
});
