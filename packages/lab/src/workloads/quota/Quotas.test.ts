import { ApiError } from '../../kubernetes/KubernetesApi';
import { conditionOf } from '../conditions';
import {
  CLAIMS,
  DEPLOYMENTS,
  LIMIT_RANGES,
  PODS,
  RESOURCE_QUOTAS,
  SERVICES,
} from '../resources';
import { TestWorkloads } from '../testWorkloads';
import type { Pod } from '../types';

describe('Quotas', () => {
  let cluster: TestWorkloads;

  beforeEach(() => {
    cluster = TestWorkloads.create();
  });
  afterEach(() => cluster.close());

  const quota = (hard: Record<string, string>) =>
    cluster.add(RESOURCE_QUOTAS, {
      kind: 'ResourceQuota',
      metadata: { name: 'q' },
      spec: { hard },
    });
  const used = () => {
    cluster.run(1);
    const { status } = cluster.get(RESOURCE_QUOTAS, 'q');
    return (status as { used: object }).used;
  };
  const pod = (name: string, resources: object) =>
    cluster.add<Pod>(PODS, {
      kind: 'Pod',
      metadata: { name },
      spec: { containers: [{ name: 'web', image: 'shop:1', resources }] },
    });
  const refusal = (attempt: () => unknown): ApiError => {
    try {
      attempt();
    } catch (error) {
      if (error instanceof ApiError) return error;
      throw error;
    }
    throw new Error('it was not refused');
  };

  it('counts what pods ask for, and refuses what exceeds it in words', () => {
    quota({ 'requests.cpu': '1', 'requests.memory': '1Gi', pods: '5' });
    pod('a', { requests: { cpu: '250m', memory: '100M' } });
    pod('b', { limits: { cpu: '0.25', memory: '256Mi' } });
    expect(used()).toEqual({
      pods: '2',
      'requests.cpu': '500m',
      'requests.memory': '368435456',
    });
    const error = refusal(() =>
      pod('c', { limits: { cpu: '750m', memory: '1280Mi' } }),
    );
    expect(error.status).toMatchObject({
      code: 403,
      reason: 'Forbidden',
      details: { name: 'c', kind: 'pods' },
      message:
        'pods "c" is forbidden: exceeded quota: q, requested: requests.cpu=750m,requests.memory=1280Mi, used: requests.cpu=500m,requests.memory=368435456, limited: requests.cpu=1,requests.memory=1Gi',
    });
    cluster.delete(PODS, 'a');
    cluster.run(5);
    expect(used()).toMatchObject({ pods: '1', 'requests.cpu': '250m' });
  });

  it('wants pods to say what they ask for where that is limited', () => {
    quota({ 'limits.memory': '1Gi', 'requests.cpu': '1' });
    expect(refusal(() => pod('a', {})).message).toBe(
      'pods "a" is forbidden: failed quota: q: must specify limits.memory for: web; requests.cpu for: web',
    );
  });

  it('counts claims, ports of nodes and objects', () => {
    quota({
      persistentvolumeclaims: '2',
      'requests.storage': '10Gi',
      'services.nodeports': '0',
      'count/deployments.apps': '1',
    });
    const claim = (name: string, storage: string) =>
      cluster.add(CLAIMS, {
        kind: 'PersistentVolumeClaim',
        metadata: { name },
        spec: {
          accessModes: ['ReadWriteOnce'],
          resources: { requests: { storage } },
        },
      });
    claim('a', '6Gi');
    expect(refusal(() => claim('b', '5Gi')).message).toBe(
      'persistentvolumeclaims "b" is forbidden: exceeded quota: q, requested: requests.storage=5Gi, used: requests.storage=6Gi, limited: requests.storage=10Gi',
    );
    expect(
      refusal(() =>
        cluster.patch(CLAIMS, 'a', {
          spec: { resources: { requests: { storage: '11Gi' } } },
        }),
      ).message,
    ).toContain('requested: requests.storage=5Gi, used: requests.storage=6Gi');
    const service = () =>
      cluster.add(SERVICES, {
        kind: 'Service',
        metadata: { name: 's' },
        spec: { type: 'NodePort', ports: [{ port: 80 }] },
      });
    expect(refusal(service).message).toContain(
      'requested: services.nodeports=1',
    );
    cluster.deploy('shop', { replicas: 0 });
    expect(refusal(() => cluster.deploy('more')).message).toBe(
      'deployments.apps "more" is forbidden: exceeded quota: q, requested: count/deployments.apps=1, used: count/deployments.apps=1, limited: count/deployments.apps=1',
    );
  });

  it('tells the Deployment why its pods are not made, and makes them when there is room', () => {
    quota({ pods: '1' });
    cluster.deploy('shop', { replicas: 3 });
    cluster.run(20);
    expect(cluster.pods()).toHaveLength(1);
    const { conditions } = cluster.deployment('shop').status ?? {};
    expect(conditionOf(conditions, 'ReplicaFailure')).toMatchObject({
      status: 'True',
      reason: 'FailedCreate',
      message: expect.stringMatching(
        /^pods "shop-\w+-\w+" is forbidden: exceeded quota: q, requested: pods=1, used: pods=1, limited: pods=1$/,
      ),
    });
    cluster.patch(RESOURCE_QUOTAS, 'q', { spec: { hard: { pods: '3' } } });
    cluster.run(60);
    expect(cluster.pods()).toHaveLength(3);
    expect(
      conditionOf(
        cluster.deployment('shop').status?.conditions,
        'ReplicaFailure',
      ),
    ).toBeUndefined();
  });

  it('tries seldom while nothing changes', () => {
    quota({ pods: '0' });
    cluster.deploy('shop', { replicas: 1 });
    cluster.run(600);
    const tries = cluster
      .events(cluster.replicaSets()[0].metadata.name)
      .filter(text => text.startsWith('FailedCreate'));
    expect(tries.length).toBeLessThan(12);
    cluster.delete(DEPLOYMENTS, 'shop');
  });
});

describe('LimitRanges', () => {
  let cluster: TestWorkloads;

  beforeEach(() => {
    cluster = TestWorkloads.create();
  });
  afterEach(() => cluster.close());

  const range = (limit: object, name = 'l') =>
    cluster.add(LIMIT_RANGES, {
      kind: 'LimitRange',
      metadata: { name },
      spec: { limits: [{ type: 'Container', ...limit }] },
    });
  const pod = (resources?: object) =>
    cluster.add<Pod>(PODS, {
      kind: 'Pod',
      metadata: { name: 'a' },
      spec: {
        containers: [
          { name: 'web', image: 'shop:1', ...(resources && { resources }) },
        ],
      },
    });

  it('gives containers the defaults, and notes that', () => {
    range({
      max: { cpu: '2', memory: '1Gi' },
      default: { cpu: '200m' },
      defaultRequest: { cpu: '50m' },
    });
    const { metadata, spec } = pod();
    expect(spec.containers[0].resources).toEqual({
      requests: { cpu: '50m', memory: '1Gi' },
      limits: { cpu: '200m', memory: '1Gi' },
    });
    expect(metadata.annotations).toEqual({
      'kubernetes.io/limit-ranger':
        'LimitRanger plugin set: cpu, memory request for container web; cpu, memory limit for container web',
    });
  });

  it('refuses what is outside of the range, all at once', () => {
    range({
      min: { cpu: '10m' },
      max: { cpu: '2', memory: '1Gi' },
      maxLimitRequestRatio: { memory: '4' },
    });
    expect(() =>
      pod({
        requests: { cpu: '1m', memory: '10Mi' },
        limits: { cpu: '4', memory: '2Gi' },
      }),
    ).toThrow(
      'pods "a" is forbidden: [minimum cpu usage per Container is 10m, but request is 1m, maximum cpu usage per Container is 2, but limit is 4, maximum memory usage per Container is 1Gi, but limit is 2Gi, memory max limit to request ratio per Container is 4, but provided ratio is 204.800000]',
    );
  });
});
