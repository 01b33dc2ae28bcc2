import { conditionOf } from '../conditions';
import { AUTOSCALERS, DEPLOYMENTS } from '../resources';
import { TestWorkloads } from '../testWorkloads';
import type { Autoscaler } from './autoscalerTypes';

describe('AutoscalerController', () => {
  let cluster: TestWorkloads;

  beforeEach(() => {
    cluster = TestWorkloads.create();
  });
  afterEach(() => cluster.close());

  const deploy = (resources: object = { requests: { cpu: '200m' } }) =>
    cluster.deploy(
      'shop',
      {},
      { spec: { containers: [{ name: 'web', image: 'shop:1', resources }] } },
    );
  const autoscale = (annotations?: Record<string, string>) => {
    cluster.add<Autoscaler>(AUTOSCALERS, {
      kind: 'HorizontalPodAutoscaler',
      metadata: { name: 'shop', ...(annotations && { annotations }) },
      spec: {
        scaleTargetRef: {
          apiVersion: 'apps/v1',
          kind: 'Deployment',
          name: 'shop',
        },
        minReplicas: 2,
        maxReplicas: 5,
        metrics: [
          {
            type: 'Resource',
            resource: {
              name: 'cpu',
              target: { type: 'Utilization', averageUtilization: 70 },
            },
          },
        ],
      },
    });
    cluster.run(40);
  };
  const autoscaler = () => cluster.get<Autoscaler>(AUTOSCALERS, 'shop');
  const condition = (type: string) =>
    conditionOf(autoscaler().status?.conditions, type);
  const load = (percent: string) =>
    cluster.patch(AUTOSCALERS, 'shop', {
      metadata: { annotations: { 'lab.naru.io/cpu': percent } },
    });

  it('plays a steady load just below the target', () => {
    deploy();
    autoscale();
    expect(autoscaler().status).toMatchObject({
      currentReplicas: 2,
      desiredReplicas: 2,
      currentMetrics: [
        {
          type: 'Resource',
          resource: {
            name: 'cpu',
            current: { averageUtilization: 63, averageValue: '126m' },
          },
        },
      ],
    });
    expect(condition('AbleToScale')).toMatchObject({
      status: 'True',
      reason: 'ReadyForNewScale',
    });
    expect(condition('ScalingActive')).toMatchObject({
      status: 'True',
      reason: 'ValidMetricFound',
    });
    expect(condition('ScalingLimited')).toMatchObject({
      status: 'False',
      reason: 'DesiredWithinRange',
    });
  });

  it('scales up at once, to its bound, and down after the window', () => {
    deploy();
    autoscale();
    load('300');
    cluster.run(60);
    expect(cluster.deployment('shop').spec.replicas).toBe(5);
    expect(cluster.events('shop')).toContain(
      'SuccessfulRescale: New size: 5; reason: cpu resource utilization (percentage of request) above target',
    );
    load('1000');
    cluster.run(30);
    expect(cluster.deployment('shop').spec.replicas).toBe(5);
    expect(condition('ScalingLimited')).toMatchObject({
      status: 'True',
      reason: 'TooManyReplicas',
    });
    load('100');
    cluster.run(120);
    expect(cluster.deployment('shop').spec.replicas).toBe(5);
    expect(condition('AbleToScale')?.reason).toBe('ScaleDownStabilized');
    cluster.run(240);
    expect(cluster.deployment('shop').spec.replicas).toBe(2);
  });

  it('says that pods must ask for CPU', () => {
    deploy({});
    autoscale();
    expect(condition('ScalingActive')).toMatchObject({
      status: 'False',
      reason: 'FailedGetResourceMetric',
      message: expect.stringContaining(
        'missing request for cpu in container web of Pod shop-',
      ),
    });
  });

  it('rests while a Deployment is scaled to nothing', () => {
    deploy();
    cluster.patch(DEPLOYMENTS, 'shop', { spec: { replicas: 0 } });
    autoscale();
    expect(condition('ScalingActive')).toMatchObject({
      status: 'False',
      reason: 'ScalingDisabled',
    });
    expect(cluster.deployment('shop').spec.replicas).toBe(0);
  });
});
