import { CLAIMS, DAEMON_SETS, NODES, STATEFUL_SETS } from '../resources';
import { podTemplate, TestWorkloads } from '../testWorkloads';

describe('StatefulSetController', () => {
  let cluster: TestWorkloads;

  beforeEach(() => {
    cluster = TestWorkloads.create();
  });
  afterEach(() => cluster.close());

  const names = () => cluster.pods().map(({ metadata }) => metadata.name);
  const add = (spec: object = {}, wish?: string) =>
    cluster.add(STATEFUL_SETS, {
      kind: 'StatefulSet',
      metadata: { name: 'db' },
      spec: {
        replicas: 3,
        serviceName: 'db',
        selector: { matchLabels: { app: 'db' } },
        template: podTemplate('db', {
          ...(wish && { annotations: { 'lab.naru.io/pod': wish } }),
        }),
        ...spec,
      },
    });
  const status = () => cluster.get(STATEFUL_SETS, 'db').status;

  it('starts its pods one after the other', () => {
    add();
    cluster.run(0.5);
    expect(names()).toEqual(['db-0']);
    cluster.run(10);
    expect(names()).toEqual(['db-0', 'db-1', 'db-2']);
    expect(status()).toMatchObject({
      replicas: 3,
      readyReplicas: 3,
      currentReplicas: 3,
      updatedReplicas: 3,
    });
  });

  it('waits with the next pod while one is not ready', () => {
    add({}, 'never');
    cluster.run(60);
    expect(names()).toEqual(['db-0']);
  });

  it('replaces its pods from the last when the template changes', () => {
    add();
    cluster.run(10);
    const { currentRevision } = status() as { currentRevision: string };
    cluster.patch(STATEFUL_SETS, 'db', {
      spec: {
        template: podTemplate('db', {
          spec: { containers: [{ name: 'web', image: 'shop:2' }] },
        }),
      },
    });
    cluster.run(0.5);
    expect(
      cluster.pods().find(({ metadata }) => metadata.deletionTimestamp)
        ?.metadata.name,
    ).toBe('db-2');
    cluster.run(30);
    expect(cluster.pods().map(({ spec }) => spec.containers[0].image)).toEqual([
      'shop:2',
      'shop:2',
      'shop:2',
    ]);
    expect(status()).toMatchObject({ updatedReplicas: 3, readyReplicas: 3 });
    expect(status()).not.toMatchObject({ currentRevision });
  });

  it('gives each pod its own claim, and keeps it when the pod goes', () => {
    add({
      replicas: 2,
      podManagementPolicy: 'Parallel',
      volumeClaimTemplates: [
        {
          metadata: { name: 'data' },
          spec: {
            accessModes: ['ReadWriteOnce'],
            resources: { requests: { storage: '1Gi' } },
          },
        },
      ],
    });
    cluster.run(1);
    const claims = () =>
      cluster.list(CLAIMS).map(({ metadata }) => metadata.name);
    expect(claims()).toEqual(['data-db-0', 'data-db-1']);
    cluster.patch(STATEFUL_SETS, 'db', { spec: { replicas: 1 } });
    cluster.run(5);
    expect(names()).toEqual(['db-0']);
    expect(claims()).toEqual(['data-db-0', 'data-db-1']);
  });
});

describe('DaemonSetController', () => {
  let cluster: TestWorkloads;

  beforeEach(() => {
    cluster = TestWorkloads.create();
  });
  afterEach(() => cluster.close());

  it('runs a pod on each node that takes it, and replaces them one by one', () => {
    cluster.add(NODES, {
      kind: 'Node',
      metadata: { name: 'node-3' },
      spec: { taints: [{ key: 'gpu', effect: 'NoSchedule' }] },
    });
    cluster.add(DAEMON_SETS, {
      kind: 'DaemonSet',
      metadata: { name: 'agent' },
      spec: {
        selector: { matchLabels: { app: 'agent' } },
        template: podTemplate('agent'),
      },
    });
    cluster.run(5);
    const nodes = () => cluster.pods().map(({ spec }) => spec.nodeName);
    expect(nodes().sort()).toEqual(['node-1', 'node-2']);
    expect(cluster.get(DAEMON_SETS, 'agent').status).toMatchObject({
      desiredNumberScheduled: 2,
      numberReady: 2,
      numberAvailable: 2,
      updatedNumberScheduled: 2,
    });
    cluster.patch(DAEMON_SETS, 'agent', {
      spec: {
        template: podTemplate('agent', {
          spec: { containers: [{ name: 'web', image: 'shop:2' }] },
        }),
      },
    });
    cluster.run(0.5);
    const going = cluster
      .pods()
      .filter(({ metadata }) => metadata.deletionTimestamp);
    expect(going).toHaveLength(1);
    cluster.run(20);
    expect(cluster.pods().map(({ spec }) => spec.containers[0].image)).toEqual([
      'shop:2',
      'shop:2',
    ]);
  });
});
