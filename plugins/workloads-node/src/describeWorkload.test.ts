import { describeWorkload } from './describeWorkload';
import {
  autoscalerSchema,
  deploymentSchema,
  podSchema,
} from './objects/schemas';

const NOW = Date.parse('2026-11-21T12:00:00Z');
const metadata = (name: string, more: object = {}) => ({
  name,
  namespace: 'team1-staging',
  labels: { 'naru.io/app': 'shop' },
  ...more,
});

const deployment = (status: object, spec: object = {}) =>
  deploymentSchema.parse({
    metadata: metadata('shop', { generation: 2 }),
    spec: {
      replicas: 2,
      template: { spec: { containers: [{ image: 'harbor/shop:1' }] } },
      ...spec,
    },
    status,
  });
const settled = {
  observedGeneration: 2,
  replicas: 2,
  readyReplicas: 2,
  updatedReplicas: 2,
  availableReplicas: 2,
};
const pod = (name: string, status: object, more: object = {}) =>
  podSchema.parse({ metadata: metadata(name, more), status });
const container = (state: object, more: object = {}) => ({
  containerStatuses: [
    { name: 'shop', ready: false, restartCount: 0, state, ...more },
  ],
});
const troublesOf = (...pods: ReturnType<typeof pod>[]) =>
  describeWorkload(
    { deployments: [deployment(settled)], pods, autoscalers: [] },
    NOW,
  ).troubles;

describe('describeWorkload', () => {
  it('adds up what runs', () => {
    const workload = describeWorkload(
      {
        deployments: [deployment({ ...settled, readyReplicas: 1 })],
        pods: [
          pod('shop-1', { phase: 'Running' }),
          pod(
            'shop-0',
            { phase: 'Running' },
            { deletionTimestamp: '2026-11-21T12:00:00Z' },
          ),
        ],
        autoscalers: [
          autoscalerSchema.parse({
            metadata: metadata('shop'),
            spec: {
              minReplicas: 2,
              maxReplicas: 5,
              scaleTargetRef: { kind: 'Deployment', name: 'shop' },
            },
            status: { currentReplicas: 2 },
          }),
        ],
      },
      NOW,
    );
    expect(workload).toMatchObject({
      summary: {
        wanted: 2,
        ready: 1,
        updated: 2,
        images: ['harbor/shop:1'],
        autoscaler: { minimum: 2, maximum: 5, current: 2 },
      },
      troubles: [],
      deployments: ['shop'],
      pods: ['shop-1'],
    });
  });

  it.each([
    ['all new and available', settled, true],
    [
      'not seen by its controller',
      { ...settled, observedGeneration: 1 },
      false,
    ],
    ['an old pod is left', { ...settled, replicas: 3 }, false],
    ['a new pod is missing', { ...settled, updatedReplicas: 1 }, false],
    ['a pod is not available', { ...settled, availableReplicas: 1 }, false],
    ['nothing reported', undefined, false],
  ])('knows whether a rollout has settled: %s', (_, status, expected) => {
    const workload = describeWorkload(
      {
        deployments: [deployment(status as object)],
        pods: [],
        autoscalers: [],
      },
      NOW,
    );
    expect(workload.settled).toBe(expected);
  });

  it('does not tell of a crash loop that a rollout is ending', () => {
    const of = (hash: string, minute: number) => ({
      labels: { 'naru.io/app': 'shop', 'pod-template-hash': hash },
      creationTimestamp: `2026-11-21T11:${minute}:00Z`,
      ownerReferences: [{ kind: 'ReplicaSet', name: `shop-${hash}` }],
    });
    const crashing = pod(
      'shop-old-1',
      container({ waiting: { reason: 'CrashLoopBackOff' } }),
      of('old', 10),
    );
    const starting = pod(
      'shop-new-1',
      container({ running: {} }),
      of('new', 59),
    );
    expect(troublesOf(crashing, starting)).toEqual([]);
    expect(troublesOf(crashing)).toHaveLength(1);
  });

  it('tells a crash loop by how the program ended, once for all its pods', () => {
    const crashing = (name: string, restartCount: number) =>
      pod(name, {
        phase: 'Running',
        ...container(
          {
            waiting: {
              reason: 'CrashLoopBackOff',
              message: 'back-off 40s restarting failed container',
            },
          },
          {
            restartCount,
            lastState: {
              terminated: {
                exitCode: 1,
                reason: 'Error',
                message: 'DB_HOST is not set',
                finishedAt: '2026-11-21T11:59:00Z',
              },
            },
          },
        ),
      });
    expect(troublesOf(crashing('shop-1', 3), crashing('shop-2', 5))).toEqual([
      {
        kind: 'Pod',
        namespace: 'team1-staging',
        name: 'shop-2',
        container: 'shop',
        reason: 'CrashLoopBackOff',
        message: 'DB_HOST is not set',
        exitCode: 1,
        exitReason: 'Error',
        restarts: 5,
        since: '2026-11-21T11:59:00Z',
        count: 2,
      },
    ]);
  });

  it('takes the two words of a failing pull for one trouble', () => {
    const pulling = (name: string, reason: string) =>
      pod(name, {
        phase: 'Pending',
        ...container({ waiting: { reason, message: 'not found' } }),
      });
    expect(
      troublesOf(
        pulling('shop-1', 'ErrImagePull'),
        pulling('shop-2', 'ImagePullBackOff'),
      ),
    ).toMatchObject([{ message: 'not found', count: 2 }]);
  });

  it.each([
    [
      'a node is missing',
      {
        phase: 'Pending',
        conditions: [
          {
            type: 'PodScheduled',
            status: 'False',
            reason: 'Unschedulable',
            message: '0/2 nodes are available: 2 Insufficient cpu.',
          },
        ],
      },
      'Unschedulable',
    ],
    [
      'a Secret is missing',
      container({
        waiting: {
          reason: 'CreateContainerConfigError',
          message: 'secret "shop-secrets" not found',
        },
      }),
      'CreateContainerConfigError',
    ],
    [
      'memory ran out just now',
      container({ terminated: { exitCode: 137, reason: 'OOMKilled' } }),
      'OOMKilled',
    ],
    [
      'it does not answer as ready for minutes',
      container({ running: { startedAt: '2026-11-21T11:55:00Z' } }),
      'NotReady',
    ],
    [
      'its node threw it out',
      { phase: 'Failed', reason: 'Evicted', message: 'low on memory' },
      'Evicted',
    ],
  ])('names the trouble when %s', (_, status, reason) => {
    expect(troublesOf(pod('shop-1', status))).toMatchObject([{ reason }]);
  });

  it.each([
    ['starts', container({ waiting: { reason: 'ContainerCreating' } })],
    [
      'runs since a moment',
      container({ running: { startedAt: '2026-11-21T11:59:30Z' } }),
    ],
    ['ended well', container({ terminated: { exitCode: 0 } })],
    ['has no status yet', undefined],
  ])('finds nothing wrong with a pod that %s', (_, status) => {
    expect(troublesOf(pod('shop-1', status as object))).toEqual([]);
  });

  it('names the pods before the Deployment that waits for them', () => {
    const { troubles } = describeWorkload(
      {
        deployments: [
          deployment({
            ...settled,
            conditions: [
              {
                type: 'Progressing',
                status: 'False',
                reason: 'ProgressDeadlineExceeded',
                message: 'has timed out progressing',
              },
              {
                type: 'ReplicaFailure',
                status: 'True',
                reason: 'FailedCreate',
                message: 'exceeded quota: team-quota',
              },
              { type: 'Available', status: 'False', reason: 'X' },
            ],
          }),
        ],
        pods: [
          pod('shop-1', container({ waiting: { reason: 'InvalidImageName' } })),
        ],
        autoscalers: [],
      },
      NOW,
    );
    expect(troubles.map(({ reason }) => reason)).toEqual([
      'InvalidImageName',
      'ProgressDeadlineExceeded',
      'FailedCreate',
    ]);
  });

  it('gives an autoscaler two minutes for its first measurement', () => {
    const scaling = (lastTransitionTime: string) =>
      describeWorkload(
        {
          deployments: [deployment(settled)],
          pods: [],
          autoscalers: [
            autoscalerSchema.parse({
              metadata: metadata('shop'),
              spec: {
                maxReplicas: 5,
                scaleTargetRef: { kind: 'Deployment', name: 'shop' },
              },
              status: {
                conditions: [
                  {
                    type: 'ScalingActive',
                    status: 'False',
                    reason: 'FailedGetResourceMetric',
                    message: 'no metrics returned',
                    lastTransitionTime,
                  },
                ],
              },
            }),
          ],
        },
        NOW,
      ).troubles;
    expect(scaling('2026-11-21T11:59:30Z')).toEqual([]);
    expect(scaling('2026-11-21T11:50:00Z')).toMatchObject([
      { kind: 'HorizontalPodAutoscaler', reason: 'FailedGetResourceMetric' },
    ]);
  });
});
