import { conditionOf } from '../conditions';
import { DEPLOYMENTS, PODS } from '../resources';
import { podTemplate, TestWorkloads } from '../testWorkloads';
import type { ReplicaSet } from '../types';

describe('DeploymentController', () => {
  let cluster: TestWorkloads;

  beforeEach(() => {
    cluster = TestWorkloads.create();
  });
  afterEach(() => cluster.close());

  const status = (name = 'shop') => cluster.deployment(name).status ?? {};
  const condition = (type: string, name = 'shop') =>
    conditionOf(status(name).conditions, type);
  const template = (image: string, annotations?: Record<string, string>) => ({
    spec: {
      template: podTemplate('shop', {
        annotations,
        spec: { containers: [{ name: 'web', image }] },
      }),
    },
  });
  const image = (set: ReplicaSet) => set.spec.template.spec.containers[0].image;

  it('brings a new Deployment to its pods and reports them', () => {
    cluster.deploy('shop', { replicas: 3 });
    cluster.run(0.1);
    expect(status()).toMatchObject({ observedGeneration: 1, replicas: 3 });
    expect(condition('Available')).toMatchObject({ status: 'False' });
    cluster.run(10);
    expect(status()).toMatchObject({
      observedGeneration: 1,
      replicas: 3,
      updatedReplicas: 3,
      readyReplicas: 3,
      availableReplicas: 3,
    });
    expect(status()).not.toHaveProperty('unavailableReplicas');
    const [set] = cluster.replicaSets();
    expect(condition('Available')).toMatchObject({
      status: 'True',
      reason: 'MinimumReplicasAvailable',
    });
    expect(condition('Progressing')).toMatchObject({
      status: 'True',
      reason: 'NewReplicaSetAvailable',
      message: `ReplicaSet "${set.metadata.name}" has successfully progressed.`,
    });
    expect(cluster.deployment('shop').metadata.annotations).toMatchObject({
      'deployment.kubernetes.io/revision': '1',
    });
    expect(cluster.events('shop')).toEqual([
      `ScalingReplicaSet: Scaled up replica set ${set.metadata.name} from 0 to 3`,
    ]);
    const hash = set.metadata.labels?.['pod-template-hash'] ?? '';
    expect(set.metadata.name).toBe(`shop-${hash}`);
    for (const pod of cluster.pods()) {
      expect(pod.metadata.name).toMatch(
        new RegExp(`^shop-${hash}-[a-z0-9]{5}$`),
      );
      expect(pod.metadata.labels).toEqual({
        app: 'shop',
        'pod-template-hash': hash,
      });
    }
  });

  it('comes to rest', () => {
    cluster.deploy('shop');
    cluster.run(20);
    const before = cluster.api.list(PODS).resourceVersion;
    cluster.run(3600);
    expect(cluster.api.list(PODS).resourceVersion).toBe(before);
  });

  it('rolls a new template out within maxSurge and maxUnavailable', () => {
    cluster.deploy('shop', {
      replicas: 3,
      strategy: { rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } },
    });
    cluster.run(10);
    cluster.patch(DEPLOYMENTS, 'shop', template('shop:2'));
    let most = 0;
    let least = 9;
    for (let tenth = 0; tenth < 200; tenth++) {
      cluster.run(0.1);
      const { availableReplicas = 0 } = status();
      const wanted = cluster
        .replicaSets()
        .reduce((sum, { spec }) => sum + (spec.replicas ?? 0), 0);
      most = Math.max(most, wanted);
      least = Math.min(least, availableReplicas);
    }
    expect({ most, least }).toEqual({ most: 4, least: 3 });
    expect(status()).toMatchObject({
      observedGeneration: 2,
      replicas: 3,
      updatedReplicas: 3,
      availableReplicas: 3,
    });
    const sizes = cluster
      .replicaSets()
      .map(set => [image(set), set.spec.replicas])
      .sort();
    expect(sizes).toEqual([
      ['shop:1', 0],
      ['shop:2', 3],
    ]);
  });

  it('takes an old ReplicaSet again when its template comes back', () => {
    cluster.deploy('shop');
    cluster.run(10);
    cluster.patch(DEPLOYMENTS, 'shop', template('shop:2'));
    cluster.run(20);
    cluster.patch(DEPLOYMENTS, 'shop', template('shop:1'));
    cluster.run(20);
    const sets = cluster.replicaSets();
    expect(sets).toHaveLength(2);
    const current = sets.find(set => image(set) === 'shop:1');
    expect(current?.spec.replicas).toBe(2);
    expect(current?.metadata.annotations).toMatchObject({
      'deployment.kubernetes.io/revision': '3',
    });
  });

  it('keeps the old pods while the new ones crash, and gives up after the deadline', () => {
    cluster.deploy('shop', { progressDeadlineSeconds: 60 });
    cluster.run(10);
    cluster.patch(
      DEPLOYMENTS,
      'shop',
      template('shop:2', { 'lab.naru.io/pod': 'crash' }),
    );
    cluster.run(40);
    expect(status()).toMatchObject({
      availableReplicas: 2,
      updatedReplicas: 1,
    });
    expect(condition('Progressing')).toMatchObject({ status: 'True' });
    cluster.run(40);
    const set = cluster.replicaSets().find(item => image(item) === 'shop:2');
    expect(condition('Progressing')).toMatchObject({
      status: 'False',
      reason: 'ProgressDeadlineExceeded',
      message: `ReplicaSet "${set?.metadata.name}" has timed out progressing.`,
    });
    expect(condition('Available')).toMatchObject({ status: 'True' });
    cluster.patch(
      DEPLOYMENTS,
      'shop',
      template('shop:3', { 'lab.naru.io/pod': '' }),
    );
    cluster.run(20);
    expect(condition('Progressing')).toMatchObject({
      status: 'True',
      reason: 'NewReplicaSetAvailable',
    });
  });

  it('ends all old pods before new ones start under Recreate', () => {
    cluster.deploy('shop', { strategy: { type: 'Recreate' } });
    cluster.run(10);
    cluster.patch(DEPLOYMENTS, 'shop', template('shop:2'));
    const seen = new Set<string>();
    for (let tenth = 0; tenth < 100; tenth++) {
      cluster.run(0.1);
      const images = cluster.pods().map(({ spec }) => spec.containers[0].image);
      seen.add([...new Set(images)].sort().join(' and '));
    }
    expect([...seen]).toEqual(['shop:1', 'shop:2']);
  });

  it('rolls nothing out while paused, but scales', () => {
    cluster.deploy('shop');
    cluster.run(10);
    cluster.patch(DEPLOYMENTS, 'shop', { spec: { paused: true, replicas: 3 } });
    cluster.patch(DEPLOYMENTS, 'shop', template('shop:2'));
    cluster.run(10);
    expect(cluster.replicaSets().map(image)).toEqual(['shop:1']);
    expect(status()).toMatchObject({ replicas: 3, availableReplicas: 3 });
    expect(condition('Progressing')).toMatchObject({
      status: 'Unknown',
      reason: 'DeploymentPaused',
    });
    cluster.patch(DEPLOYMENTS, 'shop', { spec: { paused: false } });
    cluster.run(20);
    expect(status()).toMatchObject({ updatedReplicas: 3, replicas: 3 });
  });

  it('keeps only as many old ReplicaSets as wanted', () => {
    cluster.deploy('shop', { revisionHistoryLimit: 1 });
    for (const tag of [2, 3, 4]) {
      cluster.run(15);
      cluster.patch(DEPLOYMENTS, 'shop', template(`shop:${tag}`));
    }
    cluster.run(20);
    expect(cluster.replicaSets().map(image).sort()).toEqual([
      'shop:3',
      'shop:4',
    ]);
  });

  it('counts a pod as available after minReadySeconds', () => {
    cluster.deploy('shop', { minReadySeconds: 30 });
    cluster.run(10);
    expect(status()).toMatchObject({ readyReplicas: 2 });
    expect(status()).not.toHaveProperty('availableReplicas');
    cluster.run(30);
    expect(status()).toMatchObject({ availableReplicas: 2 });
  });

  it('takes its ReplicaSets and pods along when it is deleted', () => {
    cluster.deploy('shop');
    cluster.run(10);
    cluster.delete(DEPLOYMENTS, 'shop');
    cluster.run(10);
    expect(cluster.replicaSets()).toEqual([]);
    expect(cluster.pods()).toEqual([]);
  });

  it('goes on with a rollout after a new start', () => {
    cluster.deploy('shop');
    cluster.run(10);
    cluster.patch(DEPLOYMENTS, 'shop', template('shop:2'));
    cluster.run(1);
    cluster.start();
    cluster.run(20);
    expect(status()).toMatchObject({ updatedReplicas: 2, replicas: 2 });
    expect(cluster.pods()).toHaveLength(2);
  });
});
