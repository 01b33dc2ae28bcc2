import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { conditionOf, isTrue } from '../conditions';
import { CONFIG_MAPS, DEPLOYMENTS, PODS, SECRETS } from '../resources';
import { SPACE, TestWorkloads } from '../testWorkloads';
import type { Pod } from '../types';

describe('PodRuntime', () => {
  let cluster: TestWorkloads;

  beforeEach(() => {
    cluster = TestWorkloads.create();
  });
  afterEach(() => cluster.close());

  const add = (
    name: string,
    wish?: string,
    container: object = {},
    spec: object = {},
  ) =>
    cluster.add<Pod>(PODS, {
      kind: 'Pod',
      metadata: {
        name,
        ...(wish && { annotations: { 'lab.naru.io/pod': wish } }),
      },
      spec: {
        containers: [{ name: 'web', image: 'shop:1', ...container }],
        ...spec,
      },
    });
  const pod = (name: string) => cluster.get<Pod>(PODS, name);
  const container = (name: string) => {
    const [first] = pod(name).status?.containerStatuses ?? [];
    return first;
  };

  it('schedules, starts and readies a pod, and says so', () => {
    add('web');
    cluster.run(0.2);
    expect(pod('web')).toMatchObject({
      spec: { nodeName: expect.stringMatching(/^node-/) },
      status: {
        phase: 'Pending',
        containerStatuses: [
          { state: { waiting: { reason: 'ContainerCreating' } } },
        ],
      },
    });
    cluster.run(5);
    const { status } = pod('web');
    expect(status).toMatchObject({
      phase: 'Running',
      podIP: expect.stringMatching(/^10\.245\./),
      qosClass: 'BestEffort',
    });
    expect(isTrue(status?.conditions, 'Ready')).toBe(true);
    expect(container('web')).toMatchObject({
      ready: true,
      started: true,
      restartCount: 0,
      state: { running: {} },
    });
    expect(cluster.events('web').map(text => text.split(':')[0])).toEqual(
      expect.arrayContaining(['Scheduled', 'Pulled', 'Created', 'Started']),
    );
  });

  it('waits for the readiness probe', () => {
    add('web', undefined, {
      readinessProbe: { httpGet: { port: 80 }, initialDelaySeconds: 4 },
    });
    cluster.run(3);
    expect(container('web')).toMatchObject({ ready: false });
    cluster.run(4);
    expect(container('web')).toMatchObject({ ready: true });
  });

  it('spreads the pods of an owner over the nodes', () => {
    cluster.deploy('shop', { replicas: 4 });
    cluster.run(5);
    const nodes = cluster.pods().map(({ spec }) => spec.nodeName);
    expect(nodes.sort()).toEqual(['node-1', 'node-1', 'node-2', 'node-2']);
  });

  it('lets a pod crash again and again, later each time', () => {
    add('web', 'crash');
    cluster.run(5);
    const { uid } = pod('web').metadata;
    expect(pod('web').status?.phase).toBe('Running');
    expect(container('web')).toMatchObject({
      ready: false,
      restartCount: 1,
      lastState: { terminated: { exitCode: 1, reason: 'Error' } },
      state: {
        waiting: {
          reason: 'CrashLoopBackOff',
          message: `back-off 10s restarting failed container=web pod=web_${SPACE}(${uid})`,
        },
      },
    });
    cluster.run(10);
    expect(container('web')).toMatchObject({ restartCount: 2 });
    cluster.run(20);
    expect(container('web').state.waiting?.message).toMatch(/^back-off 40s /);
    cluster.run(3600);
    expect(container('web').state.waiting?.message).toMatch(/^back-off 5m0s /);
    expect(cluster.events('web')).toContain(
      `BackOff: Back-off restarting failed container web in pod web_${SPACE}(${uid})`,
    );
  });

  it('cannot pull an image when told so', () => {
    add('web', 'image');
    cluster.run(1.5);
    expect(container('web').state.waiting).toMatchObject({
      reason: 'ErrImagePull',
      message: expect.stringContaining('"shop:1": shop:1: not found'),
    });
    cluster.run(3);
    expect(pod('web').status?.phase).toBe('Pending');
    expect(container('web').state.waiting).toMatchObject({
      reason: 'ImagePullBackOff',
      message: expect.stringMatching(/^Back-off pulling image "shop:1"/),
    });
    expect(cluster.events('web')).toContain('Failed: Error: ImagePullBackOff');
  });

  it('pulls an image once its registry has it', () => {
    let exists = false;
    cluster.start({
      imageExists: image => (image === 'shop:1' ? exists : undefined),
    });
    add('web');
    add('other', undefined, { image: 'elsewhere:1' });
    cluster.run(5);
    expect(container('web').state.waiting?.reason).toBe('ImagePullBackOff');
    expect(container('other').ready).toBe(true);
    exists = true;
    cluster.run(60);
    expect(container('web').ready).toBe(true);
  });

  it('keeps a pod unready when told so', () => {
    add('web', 'never');
    cluster.run(60);
    const { status } = pod('web');
    expect(status?.phase).toBe('Running');
    expect(conditionOf(status?.conditions, 'Ready')).toMatchObject({
      status: 'False',
      reason: 'ContainersNotReady',
      message: 'containers with unready status: [web]',
    });
  });

  it('waits for the ConfigMaps, Secrets and keys of the environment', () => {
    add('web', undefined, {
      envFrom: [{ configMapRef: { name: 'settings' } }],
      env: [
        {
          name: 'PASSWORD',
          valueFrom: { secretKeyRef: { name: 'db', key: 'password' } },
        },
      ],
    });
    const waiting = () => container('web').state.waiting;
    cluster.run(5);
    expect(waiting()).toEqual({
      reason: 'CreateContainerConfigError',
      message: 'configmap "settings" not found',
    });
    cluster.addConfigMap('settings', { a: '1' });
    cluster.run(1);
    expect(waiting()?.message).toBe('secret "db" not found');
    cluster.add(SECRETS, { kind: 'Secret', metadata: { name: 'db' } });
    cluster.run(1);
    expect(waiting()?.message).toBe(
      `couldn't find key password in Secret ${SPACE}/db`,
    );
    cluster.patch(SECRETS, 'db', { stringData: { password: 'x' } });
    cluster.run(1);
    expect(container('web').ready).toBe(true);
  });

  it('waits for a ConfigMap that it mounts', () => {
    const volumes = [{ name: 'files', configMap: { name: 'files' } }];
    add('web', undefined, {}, { volumes });
    cluster.run(5);
    expect(container('web').state.waiting?.reason).toBe('ContainerCreating');
    expect(cluster.events('web')).toContain(
      'FailedMount: MountVolume.SetUp failed for volume "files" : configmap "files" not found',
    );
    cluster.addConfigMap('files', { a: '1' });
    cluster.run(3);
    expect(container('web').ready).toBe(true);
    cluster.delete(CONFIG_MAPS, 'files');
    cluster.run(3);
    expect(container('web').ready).toBe(true);
  });

  it('says why a pod fits nowhere, and places it when it fits', () => {
    add('web', undefined, {}, { nodeSelector: { disk: 'fast' } });
    add('big', undefined, { resources: { requests: { cpu: '9' } } });
    cluster.run(5);
    expect(
      conditionOf(pod('web').status?.conditions, 'PodScheduled'),
    ).toMatchObject({
      status: 'False',
      reason: 'Unschedulable',
      message: expect.stringContaining(
        "0/2 nodes are available: 2 node(s) didn't match Pod's node affinity/selector.",
      ),
    });
    expect(cluster.events('big')[0]).toContain(
      'FailedScheduling: 0/2 nodes are available: 2 Insufficient cpu.',
    );
    const nodes = { group: '', version: 'v1', plural: 'nodes' };
    cluster.patch(nodes, 'node-2', { metadata: { labels: { disk: 'fast' } } });
    cluster.run(5);
    expect(pod('web').spec.nodeName).toBe('node-2');
    expect(container('web').ready).toBe(true);
  });

  it('leaves the pods of guests alone', () => {
    cluster.add(PODS, {
      kind: 'Pod',
      metadata: {
        name: 'virt-launcher-web',
        labels: { 'kubevirt.io': 'virt-launcher' },
      },
      spec: { containers: [{ name: 'compute', image: 'virt-launcher' }] },
    });
    cluster.run(10);
    expect(pod('virt-launcher-web').spec.nodeName).toBeUndefined();
    expect(pod('virt-launcher-web').status).toEqual({
      phase: 'Pending',
      qosClass: 'BestEffort',
    });
  });

  describe('over kept state', () => {
    let stateDir: string;

    beforeEach(() => {
      stateDir = mkdtempSync(join(tmpdir(), 'lab-workloads-'));
      cluster.close();
      cluster = TestWorkloads.create({ stateDir });
    });
    afterEach(() => rmSync(stateDir, { recursive: true, force: true }));

    it('starts again and again with pods that crash and owners that replace them', () => {
      cluster.deploy(
        'shop',
        {},
        { annotations: { 'lab.naru.io/pod': 'crash' } },
      );
      cluster.run(30);
      const uids = new Set(cluster.pods().map(({ metadata }) => metadata.uid));
      for (let start = 1; start <= 4; start += 1) {
        cluster.restart();
        const [first] = cluster.pods();
        const restarts = first.status?.containerStatuses?.[0].restartCount ?? 0;
        cluster.run(400);
        const { name } = first.metadata;
        expect(container(name).restartCount).toBeGreaterThan(restarts);
        expect(cluster.events(name)).toEqual(
          expect.arrayContaining([expect.stringMatching(/^BackOff: /)]),
        );
        cluster.delete(PODS, name);
        cluster.run(30);
        expect(cluster.pods()).toHaveLength(2);
        for (const { metadata } of cluster.pods()) uids.add(metadata.uid);
        expect(uids.size).toBe(start + 2);
      }
    });
  });

  it('goes on with a crash loop after a new start', () => {
    cluster.deploy(
      'shop',
      { replicas: 1 },
      { annotations: { 'lab.naru.io/pod': 'crash' } },
    );
    cluster.run(5);
    cluster.start();
    cluster.run(12);
    const [first] = cluster.pods();
    expect(first.status?.containerStatuses).toMatchObject([
      { restartCount: 2, state: { waiting: { reason: 'CrashLoopBackOff' } } },
    ]);
    cluster.delete(DEPLOYMENTS, 'shop');
    cluster.run(5);
    expect(cluster.pods()).toEqual([]);
  });
});
