import {
  conditionOf,
  deploymentOf,
  podTemplate,
  WorkloadsTarget,
  type Json,
} from './target/workloadsTarget';

jest.setTimeout(120_000);

const REVISION = 'deployment.kubernetes.io/revision';

describe('workloads: rollout', () => {
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

  const available = (name: string, wanted: Json) =>
    target.eventually(async () => {
      const deployment = await target.get('Deployment', name);
      expect(deployment.status).toMatchObject(wanted);
      expect(conditionOf(deployment, 'Progressing')).toMatchObject({
        status: 'True',
        reason: 'NewReplicaSetAvailable',
      });
      return deployment;
    });
  const setTemplate = (pod: Parameters<typeof podTemplate>[1]) =>
    target.patch('Deployment', 'shop', {
      spec: { template: podTemplate('shop', pod) },
    });
  const imageOf = (set: Json) => set.spec.template.spec.containers[0].image;
  const sizes = async () =>
    Object.fromEntries(
      (await target.list('ReplicaSet')).map(set => [
        imageOf(set),
        set.spec.replicas,
      ]),
    );

  /** Two pods of the newest template and no other; the first status of a new generation still counts the old ones. */
  const rolledOut = { replicas: 2, updatedReplicas: 2, availableReplicas: 2 };

  it('makes a ReplicaSet and pods, and reports them when they are ready', async () => {
    await target.create('Deployment', 'shop', deploymentOf('shop'));
    const deployment = await available('shop', {
      observedGeneration: 1,
      replicas: 2,
      updatedReplicas: 2,
      readyReplicas: 2,
      availableReplicas: 2,
    });
    expect(deployment.status).not.toHaveProperty('unavailableReplicas');
    expect(deployment.metadata.annotations).toMatchObject({ [REVISION]: '1' });
    expect(conditionOf(deployment, 'Available')).toMatchObject({
      status: 'True',
      reason: 'MinimumReplicasAvailable',
      message: 'Deployment has minimum availability.',
    });
    const [set, ...others] = await target.list('ReplicaSet', 'app=shop');
    expect(others).toEqual([]);
    const hash = set.metadata.labels['pod-template-hash'];
    expect(set).toMatchObject({
      metadata: {
        name: `shop-${hash}`,
        annotations: {
          [REVISION]: '1',
          'deployment.kubernetes.io/desired-replicas': '2',
          'deployment.kubernetes.io/max-replicas': '3',
        },
        ownerReferences: [
          {
            apiVersion: 'apps/v1',
            kind: 'Deployment',
            name: 'shop',
            uid: deployment.metadata.uid,
            controller: true,
            blockOwnerDeletion: true,
          },
        ],
      },
      spec: {
        replicas: 2,
        selector: { matchLabels: { app: 'shop', 'pod-template-hash': hash } },
      },
    });
    const pods = await target.list('Pod', `pod-template-hash=${hash}`);
    expect(pods).toHaveLength(2);
    for (const pod of pods) {
      expect(pod.metadata.name).toMatch(
        new RegExp(`^shop-${hash}-[a-z0-9]{5}$`),
      );
      expect(pod.metadata.ownerReferences).toMatchObject([
        { kind: 'ReplicaSet', name: `shop-${hash}`, controller: true },
      ]);
      expect(pod.spec.nodeName).toBeTruthy();
      expect(pod.status).toMatchObject({
        phase: 'Running',
        podIP: expect.stringMatching(/^\d+\.\d+\.\d+\.\d+$/),
        qosClass: 'BestEffort',
        containerStatuses: [
          { name: 'web', ready: true, restartCount: 0, state: { running: {} } },
        ],
      });
      expect(conditionOf(pod, 'Ready')).toMatchObject({ status: 'True' });
    }
  });

  it('says in events what it makes and scales', async () => {
    await target.create(
      'Deployment',
      'shop',
      deploymentOf('shop', { replicas: 1 }),
    );
    await available('shop', { availableReplicas: 1 });
    const [set] = await target.list('ReplicaSet');
    const [pod] = await target.list('Pod');
    const { name } = set.metadata;
    await target.eventually(async () => {
      expect(await target.events('shop')).toMatchObject({
        ScalingReplicaSet: `Scaled up replica set ${name} from 0 to 1`,
      });
      expect(await target.events(name)).toMatchObject({
        SuccessfulCreate: `Created pod: ${pod.metadata.name}`,
      });
    });
  });

  it('rolls a new template out and keeps the old ReplicaSet empty', async () => {
    await target.create('Deployment', 'shop', deploymentOf('shop'));
    await available('shop', { availableReplicas: 2 });
    await setTemplate({ image: 'shop:2' });
    await available('shop', { observedGeneration: 2, ...rolledOut });
    expect(await sizes()).toEqual({ 'shop:1': 0, 'shop:2': 2 });
    const deployment = await target.get('Deployment', 'shop');
    expect(deployment.metadata.annotations).toMatchObject({ [REVISION]: '2' });
  });

  it('takes the old ReplicaSet again under a new revision', async () => {
    await target.create('Deployment', 'shop', deploymentOf('shop'));
    await available('shop', { availableReplicas: 2 });
    await setTemplate({ image: 'shop:2' });
    await available('shop', { observedGeneration: 2, ...rolledOut });
    await setTemplate({ image: 'shop:1' });
    await available('shop', { observedGeneration: 3, ...rolledOut });
    expect(await sizes()).toEqual({ 'shop:1': 2, 'shop:2': 0 });
    const sets = await target.list('ReplicaSet');
    const revisions = sets.map(set => [
      imageOf(set),
      set.metadata.annotations[REVISION],
    ]);
    expect(Object.fromEntries(revisions)).toEqual({
      'shop:1': '3',
      'shop:2': '2',
    });
  });

  it('keeps the old pods while new ones crash, with maxUnavailable 0', async () => {
    const strategy = { rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } };
    await target.create(
      'Deployment',
      'shop',
      deploymentOf('shop', { strategy }),
    );
    await available('shop', { availableReplicas: 2 });
    await setTemplate({ image: 'shop:2', wish: 'crash' });
    await target.eventually(async () => {
      const [pod] = (await target.list('Pod')).filter(
        ({ spec }) => spec.containers[0].image === 'shop:2',
      );
      expect(pod.status.containerStatuses[0].state.waiting.reason).toBe(
        'CrashLoopBackOff',
      );
    });
    expect(await sizes()).toEqual({ 'shop:1': 2, 'shop:2': 1 });
    const { status } = await target.get('Deployment', 'shop');
    expect(status).toMatchObject({
      replicas: 3,
      updatedReplicas: 1,
      availableReplicas: 2,
      unavailableReplicas: 1,
    });
  });

  it('gives a rollout up after progressDeadlineSeconds', async () => {
    await target.create(
      'Deployment',
      'shop',
      deploymentOf('shop', { progressDeadlineSeconds: 4 }, { wish: 'never' }),
    );
    const deployment = await target.eventually(async () => {
      const present = await target.get('Deployment', 'shop');
      expect(conditionOf(present, 'Progressing')).toMatchObject({
        status: 'False',
        reason: 'ProgressDeadlineExceeded',
      });
      return present;
    });
    const [set] = await target.list('ReplicaSet');
    expect(conditionOf(deployment, 'Progressing')?.message).toBe(
      `ReplicaSet "${set.metadata.name}" has timed out progressing.`,
    );
    expect(conditionOf(deployment, 'Available')).toMatchObject({
      status: 'False',
      reason: 'MinimumReplicasUnavailable',
      message: 'Deployment does not have minimum availability.',
    });
    expect(deployment.status).toMatchObject({
      replicas: 2,
      unavailableReplicas: 2,
    });
  });

  it('has no old and new pods side by side under Recreate', async () => {
    const strategy = { type: 'Recreate' };
    await target.create(
      'Deployment',
      'shop',
      deploymentOf('shop', { strategy }),
    );
    await available('shop', { availableReplicas: 2 });
    await setTemplate({ image: 'shop:2' });
    const mixed = new Set<string>();
    await target.eventually(async () => {
      const images = (await target.list('Pod')).map(
        ({ spec }) => spec.containers[0].image,
      );
      mixed.add([...new Set(images)].sort().join(' and '));
      const { status } = await target.get('Deployment', 'shop');
      expect(status).toMatchObject({
        observedGeneration: 2,
        availableReplicas: 2,
        updatedReplicas: 2,
      });
    });
    expect([...mixed]).not.toContain('shop:1 and shop:2');
    expect(await sizes()).toEqual({ 'shop:1': 0, 'shop:2': 2 });
  });

  it('scales by the subresource, also while it is paused', async () => {
    await target.create('Deployment', 'shop', deploymentOf('shop'));
    await available('shop', { availableReplicas: 2 });
    await target.patch('Deployment', 'shop', { spec: { paused: true } });
    await setTemplate({ image: 'shop:2' });
    await target.scale('Deployment', 'shop', 3);
    const deployment = await target.eventually(async () => {
      const present = await target.get('Deployment', 'shop');
      expect(present.status).toMatchObject({ availableReplicas: 3 });
      return present;
    });
    expect(conditionOf(deployment, 'Progressing')).toMatchObject({
      status: 'Unknown',
      reason: 'DeploymentPaused',
      message: 'Deployment is paused',
    });
    expect(await sizes()).toEqual({ 'shop:1': 3 });
    await target.patch('Deployment', 'shop', { spec: { paused: false } });
    await available('shop', { updatedReplicas: 3, replicas: 3 });
    await target.scale('Deployment', 'shop', 0);
    await target.eventually(async () => {
      expect(await target.list('Pod')).toEqual([]);
    });
  });

  it('takes ReplicaSets and pods along when it is deleted', async () => {
    await target.create('Deployment', 'shop', deploymentOf('shop'));
    await available('shop', { availableReplicas: 2 });
    await target.delete('Deployment', 'shop');
    await target.eventually(async () => {
      expect(await target.list('ReplicaSet')).toEqual([]);
      expect(await target.list('Pod')).toEqual([]);
    });
  });

  it('makes another pod for one that is deleted', async () => {
    await target.create(
      'Deployment',
      'shop',
      deploymentOf('shop', { replicas: 1 }),
    );
    await available('shop', { availableReplicas: 1 });
    const [first] = await target.list('Pod');
    await target.delete('Pod', first.metadata.name);
    await target.eventually(async () => {
      const [next, ...more] = await target.list('Pod');
      expect(more).toEqual([]);
      expect(next.metadata.uid).not.toBe(first.metadata.uid);
      expect(conditionOf(next, 'Ready')).toMatchObject({ status: 'True' });
    });
  });
});
