import {
  conditionOf,
  deploymentOf,
  WorkloadsTarget,
} from './target/workloadsTarget';

jest.setTimeout(120_000);

describe('workloads: quotas and limits', () => {
  let target: WorkloadsTarget;

  beforeAll(async () => {
    target = await WorkloadsTarget.start();
  });
  afterAll(async () => {
    await target.close();
  });
  beforeEach(async () => {
    await target.renew();
  });

  const used = (wanted: Record<string, string>) =>
    target.eventually(async () => {
      const { spec, status } = await target.get('ResourceQuota', 'q');
      expect(status.hard).toEqual(spec.hard);
      expect(status.used).toMatchObject(wanted);
    });
  const quota = async (hard: Record<string, string>) => {
    await target.create('ResourceQuota', 'q', { spec: { hard } });
    // A quota that nobody has counted yet refuses nothing, or everything.
    await used({});
  };
  const pod = (name: string, resources?: object) =>
    target.attempt('Pod', name, {
      spec: {
        containers: [
          { name: 'web', image: 'shop:1', ...(resources && { resources }) },
        ],
      },
    });
  const claim = (name: string, storage: string) =>
    target.attempt('PersistentVolumeClaim', name, {
      spec: {
        accessModes: ['ReadWriteOnce'],
        resources: { requests: { storage } },
      },
    });

  it('counts what pods ask for', async () => {
    await quota({ 'requests.cpu': '1', 'limits.memory': '1Gi', pods: '5' });
    await used({ 'requests.cpu': '0', 'limits.memory': '0', pods: '0' });
    await pod('a', { limits: { cpu: '250m', memory: '256Mi' } });
    await pod('b', { limits: { cpu: '250m', memory: '128Mi' } });
    await used({
      'requests.cpu': '500m',
      'limits.memory': '384Mi',
      pods: '2',
    });
    await target.delete('Pod', 'a');
    await used({ 'requests.cpu': '250m', pods: '1' });
    expect((await target.list('Pod')).length).toBe(1);
  });

  it('refuses what exceeds a quota with 403 and the sums', async () => {
    await quota({ 'requests.cpu': '1', 'requests.memory': '1Gi', pods: '5' });
    const first = await pod('a', {
      requests: { cpu: '600m', memory: '512Mi' },
    });
    expect(first.status).toBe(201);
    const { status, body } = await pod('b', {
      requests: { cpu: '500m', memory: '768Mi' },
    });
    expect(status).toBe(403);
    expect(body).toEqual({
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Failure',
      message:
        'pods "b" is forbidden: exceeded quota: q, requested: requests.cpu=500m,requests.memory=768Mi, used: requests.cpu=600m,requests.memory=512Mi, limited: requests.cpu=1,requests.memory=1Gi',
      reason: 'Forbidden',
      details: { name: 'b', kind: 'pods' },
      code: 403,
    });
  });

  it('refuses pods that leave open what a quota limits', async () => {
    await quota({ 'requests.cpu': '1', 'limits.memory': '1Gi' });
    const { status, body } = await pod('a');
    expect(status).toBe(403);
    expect(body.message).toBe(
      'pods "a" is forbidden: failed quota: q: must specify limits.memory for: web; requests.cpu for: web',
    );
  });

  it('refuses claims, ports of nodes and objects beyond a quota', async () => {
    await quota({
      'requests.storage': '10Gi',
      'services.nodeports': '0',
      'count/deployments.apps': '1',
    });
    expect(await claim('a', '6Gi')).toMatchObject({ status: 201 });
    expect((await claim('b', '5Gi')).body.message).toBe(
      'persistentvolumeclaims "b" is forbidden: exceeded quota: q, requested: requests.storage=5Gi, used: requests.storage=6Gi, limited: requests.storage=10Gi',
    );
    const service = await target.attempt('Service', 's', {
      spec: { type: 'NodePort', ports: [{ port: 80 }] },
    });
    expect(service.body.message).toBe(
      'services "s" is forbidden: exceeded quota: q, requested: services.nodeports=1, used: services.nodeports=0, limited: services.nodeports=0',
    );
    await target.create('Deployment', 'a', deploymentOf('a', { replicas: 0 }));
    const second = await target.attempt('Deployment', 'b', deploymentOf('b'));
    expect(second).toMatchObject({
      status: 403,
      body: {
        message:
          'deployments.apps "b" is forbidden: exceeded quota: q, requested: count/deployments.apps=1, used: count/deployments.apps=1, limited: count/deployments.apps=1',
        details: { name: 'b', group: 'apps', kind: 'deployments' },
      },
    });
  });

  it('says on the Deployment that a quota keeps its pods away', async () => {
    await quota({ pods: '1' });
    await target.create('Deployment', 'shop', deploymentOf('shop'));
    await target.eventually(async () => {
      const deployment = await target.get('Deployment', 'shop');
      expect(deployment.status).toMatchObject({
        replicas: 1,
        unavailableReplicas: 1,
      });
      expect(conditionOf(deployment, 'ReplicaFailure')).toMatchObject({
        status: 'True',
        reason: 'FailedCreate',
        message: expect.stringMatching(
          /^pods "shop-\w+-\w+" is forbidden: exceeded quota: q, requested: pods=1, used: pods=1, limited: pods=1$/,
        ),
      });
    });
    const [set] = await target.list('ReplicaSet');
    const events = await target.events(set.metadata.name);
    expect(events.FailedCreate).toMatch(
      /Error creating: pods "shop-\w+-\w+" is forbidden: exceeded quota: q/,
    );
  });

  it('completes a LimitRange', async () => {
    const { spec } = await target.create('LimitRange', 'l', {
      spec: {
        limits: [
          {
            type: 'Container',
            max: { cpu: '2', memory: '1Gi' },
            min: { cpu: '10m' },
            defaultRequest: { cpu: '50m' },
          },
        ],
      },
    });
    expect(spec.limits).toEqual([
      {
        type: 'Container',
        max: { cpu: '2', memory: '1Gi' },
        min: { cpu: '10m' },
        default: { cpu: '2', memory: '1Gi' },
        defaultRequest: { cpu: '50m', memory: '1Gi' },
      },
    ]);
  });

  const limit = async (type: string, bounds: object) => {
    await target.create('LimitRange', 'l', {
      spec: { limits: [{ type, ...bounds }] },
    });
  };

  it('gives containers the defaults of a LimitRange and notes it', async () => {
    await limit('Container', {
      default: { cpu: '200m', memory: '100Mi' },
      defaultRequest: { cpu: '50m', memory: '64Mi' },
    });
    await target.eventually(async () => {
      const { body } = await target.attempt('Pod', `a${Date.now()}`, {
        spec: { containers: [{ name: 'web', image: 'shop:1' }] },
      });
      expect(body.spec.containers[0].resources).toEqual({
        limits: { cpu: '200m', memory: '100Mi' },
        requests: { cpu: '50m', memory: '64Mi' },
      });
      expect(body.metadata.annotations).toEqual({
        'kubernetes.io/limit-ranger':
          'LimitRanger plugin set: cpu, memory request for container web; cpu, memory limit for container web',
      });
      expect(body.status.qosClass).toBe('Burstable');
    });
  });

  it('refuses containers outside of a LimitRange with all faults', async () => {
    await limit('Container', {
      min: { cpu: '10m' },
      max: { memory: '1Gi' },
      maxLimitRequestRatio: { memory: '4' },
    });
    await target.eventually(async () => {
      const { status, body } = await pod(`a${Date.now()}`, {
        requests: { cpu: '1m', memory: '10Mi' },
        limits: { memory: '2Gi' },
      });
      expect(status).toBe(403);
      expect(body.message).toMatch(
        /^pods "\w+" is forbidden: \[minimum cpu usage per Container is 10m, but request is 1m, maximum memory usage per Container is 1Gi, but limit is 2Gi, memory max limit to request ratio per Container is 4, but provided ratio is 204\.800000\]$/,
      );
    });
  });

  it('refuses claims outside of a LimitRange', async () => {
    await limit('PersistentVolumeClaim', { max: { storage: '10Gi' } });
    await target.eventually(async () => {
      const { status, body } = await claim(`a${Date.now()}`, '20Gi');
      expect(status).toBe(403);
      expect(body.message).toMatch(
        /^persistentvolumeclaims "\w+" is forbidden: maximum storage usage per PersistentVolumeClaim is 10Gi, but request is 20Gi$/,
      );
    });
  });
});
