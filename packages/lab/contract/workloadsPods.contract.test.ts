import {
  conditionOf,
  deploymentOf,
  podTemplate,
  WorkloadsTarget,
  type Json,
} from './target/workloadsTarget';

jest.setTimeout(120_000);

describe('workloads: pods', () => {
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

  const deploy = (wish: string) =>
    target.create(
      'Deployment',
      'shop',
      deploymentOf('shop', { replicas: 1 }, { wish }),
    );
  const waitingFor = (reason: string): Promise<Json> =>
    target.eventually(async () => {
      const [pod] = await target.list('Pod', 'app=shop');
      const [container] = pod.status.containerStatuses;
      expect(container.state.waiting.reason).toBe(reason);
      return pod;
    });

  it('puts a pod that crashes again and again into CrashLoopBackOff', async () => {
    await deploy('crash');
    const pod = await waitingFor('CrashLoopBackOff');
    const [container] = pod.status.containerStatuses;
    expect(pod.status.phase).toBe('Running');
    expect(container).toMatchObject({
      ready: false,
      started: false,
      state: {
        waiting: {
          message: expect.stringMatching(
            /^back-off \S+ restarting failed container/,
          ),
        },
      },
      lastState: { terminated: { exitCode: 1, reason: 'Error' } },
    });
    expect(container.restartCount).toBeGreaterThan(0);
    expect(conditionOf(pod, 'Ready')).toMatchObject({
      status: 'False',
      reason: 'ContainersNotReady',
    });
    const deployment = await target.get('Deployment', 'shop');
    expect(deployment.status).toMatchObject({
      replicas: 1,
      updatedReplicas: 1,
      unavailableReplicas: 1,
    });
    expect(deployment.status).not.toHaveProperty('readyReplicas');
  });

  it('keeps a pod Pending whose image cannot be pulled', async () => {
    await deploy('image');
    const pod = await waitingFor('ImagePullBackOff');
    expect(pod.status.phase).toBe('Pending');
    expect(pod.status.containerStatuses).toMatchObject([
      {
        ready: false,
        restartCount: 0,
        imageID: '',
        state: {
          waiting: {
            message: expect.stringMatching(/^Back-off pulling image/),
          },
        },
      },
    ]);
    expect(conditionOf(pod, 'ContainersReady')).toMatchObject({
      status: 'False',
      reason: 'ContainersNotReady',
    });
  });

  it('runs a pod that never becomes ready', async () => {
    await deploy('never');
    await target.eventually(async () => {
      const [pod] = await target.list('Pod', 'app=shop');
      expect(pod.status.phase).toBe('Running');
      expect(conditionOf(pod, 'Ready')).toMatchObject({
        status: 'False',
        reason: 'ContainersNotReady',
      });
    });
  });

  it('gets well when the template does', async () => {
    await deploy('image');
    await waitingFor('ImagePullBackOff');
    const template = podTemplate('shop', { image: 'shop:2', wish: 'well' });
    await target.patch('Deployment', 'shop', { spec: { template } });
    await target.eventually(async () => {
      const { status } = await target.get('Deployment', 'shop');
      expect(status).toMatchObject({ replicas: 1, availableReplicas: 1 });
    });
  });

  it('asks for as much as the limit says, and has the class of that', async () => {
    const container = {
      name: 'web',
      image: 'shop:1',
      resources: { limits: { cpu: '250m', memory: '64Mi' } },
    };
    const pod = await target.create('Pod', 'web', {
      spec: { containers: [container] },
    });
    expect(pod.spec.containers[0].resources).toEqual({
      limits: { cpu: '250m', memory: '64Mi' },
      requests: { cpu: '250m', memory: '64Mi' },
    });
    expect(pod.status).toMatchObject({
      phase: 'Pending',
      qosClass: 'Guaranteed',
    });
  });

  it('ends a pod with its grace period', async () => {
    await target.create('Pod', 'web', {
      spec: { containers: [{ name: 'web', image: 'shop:1' }] },
    });
    await target.eventually(async () => {
      const { status } = await target.get('Pod', 'web');
      expect(status.phase).toBe('Running');
    });
    await target.delete('Pod', 'web');
    await target.eventually(async () => {
      expect(await target.list('Pod')).toEqual([]);
    });
  });
});
