import {
  conditionOf,
  deploymentOf,
  podTemplate,
  WorkloadsTarget,
  type Json,
} from './target/workloadsTarget';

jest.setTimeout(120_000);

const CPU = {
  type: 'Resource',
  resource: {
    name: 'cpu',
    target: { type: 'Utilization', averageUtilization: 70 },
  },
};

describe('workloads: jobs, autoscalers and budgets', () => {
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

  const job = (name: string, spec: object = {}) => {
    const template = podTemplate(name) as { spec: object };
    return target.create('Job', name, {
      spec: {
        template: {
          ...template,
          spec: { ...template.spec, restartPolicy: 'Never' },
        },
        ...spec,
      },
    });
  };

  it('gives a Job the selector of its own pods', async () => {
    const { metadata, spec } = await job('load');
    expect(spec.selector).toEqual({
      matchLabels: { 'batch.kubernetes.io/controller-uid': metadata.uid },
    });
    expect(spec.template.metadata.labels).toEqual({
      app: 'load',
      'batch.kubernetes.io/controller-uid': metadata.uid,
      'batch.kubernetes.io/job-name': 'load',
      'controller-uid': metadata.uid,
      'job-name': 'load',
    });
    expect(spec).toMatchObject({
      completions: 1,
      parallelism: 1,
      backoffLimit: 6,
      completionMode: 'NonIndexed',
    });
  });

  it('leaves a Job alone that another controller manages', async () => {
    await job('theirs', { managedBy: 'boats.example/harbour' });
    await job('ours');
    await target.eventually(async () => {
      const present = await target.get('Job', 'ours');
      expect(conditionOf(present, 'Complete')?.status).toBe('True');
    });
    const { status = {} } = await target.get('Job', 'theirs');
    expect(status).toEqual({});
  });

  it('completes a Job when enough of its pods have succeeded', async () => {
    await job('load', { completions: 2 });
    const done = await target.eventually(async () => {
      const present = await target.get('Job', 'load');
      expect(conditionOf(present, 'Complete')).toMatchObject({
        status: 'True',
        reason: 'CompletionsReached',
        message: 'Reached expected number of succeeded pods',
      });
      return present;
    });
    expect(done.status).toMatchObject({
      succeeded: 2,
      ready: 0,
      startTime: expect.any(String),
      completionTime: expect.any(String),
    });
    expect(done.status).not.toHaveProperty('active');
    const pods = await target.list('Pod', 'job-name=load');
    expect(pods.map(({ status }) => status.phase)).toEqual([
      'Succeeded',
      'Succeeded',
    ]);
    await target.eventually(async () => {
      expect(await target.events('load')).toMatchObject({
        Completed: 'Job completed',
      });
    });
  });

  it('starts no pods for a suspended Job', async () => {
    await job('later', { suspend: true });
    await job('now');
    await target.eventually(async () => {
      const present = await target.get('Job', 'now');
      expect(conditionOf(present, 'Complete')).toBeDefined();
    });
    expect(await target.list('Pod', 'job-name=later')).toEqual([]);
    await target.patch('Job', 'later', { spec: { suspend: false } });
    await target.eventually(async () => {
      const present = await target.get('Job', 'later');
      expect(conditionOf(present, 'Complete')).toBeDefined();
    });
  });

  const autoscaler = (spec: object) =>
    target.create('HorizontalPodAutoscaler', 'shop', {
      metadata: { annotations: { 'lab.naru.io/cpu': 'missing' } },
      spec: {
        scaleTargetRef: {
          apiVersion: 'apps/v1',
          kind: 'Deployment',
          name: 'shop',
        },
        metrics: [CPU],
        ...spec,
      },
    });
  const replicas = (wanted: number) =>
    target.eventually(async () => {
      const { spec } = await target.get('Deployment', 'shop');
      expect(spec.replicas).toBe(wanted);
    }, 60_000);
  const scaled = (check: (status: Json, autoscaler: Json) => void) =>
    target.eventually(async () => {
      const present = await target.get('HorizontalPodAutoscaler', 'shop');
      check(present.status, present);
    }, 60_000);

  it('completes the rules of an autoscaler', async () => {
    const behavior = { scaleDown: { stabilizationWindowSeconds: 60 } };
    const { spec } = await autoscaler({ maxReplicas: 3, behavior });
    const percent = { type: 'Percent', value: 100, periodSeconds: 15 };
    expect(spec).toMatchObject({
      minReplicas: 1,
      behavior: {
        scaleUp: {
          stabilizationWindowSeconds: 0,
          selectPolicy: 'Max',
          policies: [{ type: 'Pods', value: 4, periodSeconds: 15 }, percent],
        },
        scaleDown: {
          stabilizationWindowSeconds: 60,
          selectPolicy: 'Max',
          policies: [percent],
        },
      },
    });
  });

  it('brings a Deployment up to minReplicas', async () => {
    await target.create(
      'Deployment',
      'shop',
      deploymentOf('shop', { replicas: 1 }),
    );
    await autoscaler({ minReplicas: 3, maxReplicas: 5 });
    await replicas(3);
    await scaled((status, present) => {
      expect(conditionOf(present, 'AbleToScale')).toMatchObject({
        status: 'True',
      });
      expect(status).toMatchObject({ currentReplicas: 3 });
      expect(status.lastScaleTime).toEqual(expect.any(String));
    });
    const events = await target.events('shop');
    expect(events.SuccessfulRescale).toBe(
      'New size: 3; reason: Current number of replicas below Spec.MinReplicas',
    );
  });

  it('brings a Deployment down to maxReplicas', async () => {
    await target.create(
      'Deployment',
      'shop',
      deploymentOf('shop', { replicas: 4 }),
    );
    await autoscaler({ minReplicas: 1, maxReplicas: 2 });
    await replicas(2);
    const events = await target.events('shop');
    expect(events.SuccessfulRescale).toBe(
      'New size: 2; reason: Current number of replicas above Spec.MaxReplicas',
    );
  });

  it('says when nobody measures', async () => {
    await target.create('Deployment', 'shop', deploymentOf('shop'));
    await autoscaler({ minReplicas: 1, maxReplicas: 5 });
    await scaled((_, present) => {
      expect(conditionOf(present, 'ScalingActive')).toMatchObject({
        status: 'False',
        reason: 'FailedGetResourceMetric',
        message: expect.stringContaining(
          'the HPA was unable to compute the replica count: failed to get cpu utilization: unable to get metrics for resource cpu',
        ),
      });
      expect(conditionOf(present, 'AbleToScale')).toMatchObject({
        status: 'True',
      });
    });
    const { spec } = await target.get('Deployment', 'shop');
    expect(spec.replicas).toBe(2);
  });

  it('says when there is nothing to scale', async () => {
    await autoscaler({ minReplicas: 1, maxReplicas: 5 });
    await scaled((_, present) => {
      expect(conditionOf(present, 'AbleToScale')).toMatchObject({
        status: 'False',
        reason: 'FailedGetScale',
        message:
          'the HPA controller was unable to get the target\'s current scale: deployments.apps "shop" not found',
      });
    });
  });

  it('counts what a budget lets be evicted', async () => {
    await target.create('PodDisruptionBudget', 'shop', {
      spec: { minAvailable: 1, selector: { matchLabels: { app: 'shop' } } },
    });
    const budget = (status: Json) =>
      target.eventually(async () => {
        const present = await target.get('PodDisruptionBudget', 'shop');
        expect(present.status).toMatchObject(status);
        return present;
      });
    await budget({ expectedPods: 0, disruptionsAllowed: 0 });
    await target.create('Deployment', 'shop', deploymentOf('shop'));
    const present = await budget({
      currentHealthy: 2,
      desiredHealthy: 1,
      disruptionsAllowed: 1,
      expectedPods: 2,
      observedGeneration: 1,
    });
    expect(conditionOf(present, 'DisruptionAllowed')).toMatchObject({
      status: 'True',
      reason: 'SufficientPods',
    });
  });

  it('lists the ready pods of a Service', async () => {
    await target.create('Service', 'shop', {
      spec: {
        selector: { app: 'shop' },
        ports: [{ name: 'http', port: 80, targetPort: 8080 }],
      },
    });
    await target.create(
      'Deployment',
      'shop',
      deploymentOf('shop', { replicas: 1 }),
    );
    await target.eventually(async () => {
      const [pod] = await target.list('Pod', 'app=shop');
      const { subsets } = await target.get('Endpoints', 'shop');
      expect(subsets).toMatchObject([
        {
          addresses: [
            {
              ip: pod.status.podIP,
              nodeName: pod.spec.nodeName,
              targetRef: { kind: 'Pod', name: pod.metadata.name },
            },
          ],
          ports: [{ name: 'http', port: 8080, protocol: 'TCP' }],
        },
      ]);
    });
  });
});
