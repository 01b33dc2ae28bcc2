import type { Application, ArgoCdApplications } from '@naru/plugin-gitops-node';
import type {
  Workload,
  WorkloadId,
  Workloads,
} from '@naru/plugin-workloads-node';
import { ComponentStates } from './ComponentStates';

const SHOP = 'component:default/shop';

const application = (change: {
  name?: string;
  automated?: boolean;
  health?: string;
}): Application => ({
  state: {
    cluster: 'prod7',
    namespace: 'argocd',
    name: change.name ?? 'shop-staging',
    project: 'apps',
    sync: 'Synced',
    health: change.health ?? 'Healthy',
    automated: change.automated ?? true,
    conditions: [],
    resources: [],
  },
  sources: [],
  labels: { 'naru.io/app': 'shop', 'naru.io/environment': 'staging' },
  destination: {
    server: 'https://kubernetes.default.svc',
    namespace: 'team1-staging',
  },
  operationRevisions: [],
});

const workload = (change: Partial<Workload> = {}): Workload => ({
  summary: { wanted: 2, ready: 2, updated: 2, images: [] },
  troubles: [],
  deployments: ['shop'],
  pods: [],
  settled: true,
  ...change,
});

function stateOf(
  applications: Application[],
  found?: Workload,
  entityRef = SHOP,
) {
  const asked: WorkloadId[] = [];
  const states = new ComponentStates({
    applications: { list: () => applications } as ArgoCdApplications,
    workloads: {
      of: id => {
        asked.push(id);
        return found;
      },
    } as Workloads,
  });
  return { state: states.stateOf(entityRef), asked };
}

describe('ComponentStates', () => {
  it('is through when the rollout has settled where Argo CD syncs by itself', () => {
    const { state, asked } = stateOf([application({})], workload());
    expect(state).toEqual({ state: 'done', message: '2 of 2 pods are ready' });
    expect(asked).toEqual([
      { cluster: 'prod7', namespace: 'team1-staging', app: 'shop' },
    ]);
  });

  it('is on its way while pods start', () => {
    const starting = workload({
      summary: { wanted: 2, ready: 1, updated: 2, images: [] },
      settled: false,
    });
    expect(stateOf([application({})], starting).state).toEqual({
      state: 'active',
      message: '1 of 2 pods are ready',
    });
  });

  it('fails with the reason and the words of the system', () => {
    const crashing = workload({
      settled: false,
      troubles: [
        {
          kind: 'Pod',
          name: 'shop-1',
          container: 'shop',
          reason: 'CrashLoopBackOff',
          message: 'DB_HOST is not set',
          exitCode: 1,
          count: 2,
        },
      ],
    });
    expect(stateOf([application({})], crashing).state).toEqual({
      state: 'failed',
      message:
        'Pod shop-1 container shop: CrashLoopBackOff, exit code 1, 2 objects: DB_HOST is not set',
    });
  });

  it('waits with what may pass by itself', () => {
    const waiting = workload({
      settled: false,
      troubles: [
        { kind: 'Pod', name: 'shop-1', reason: 'Unschedulable', count: 1 },
      ],
    });
    expect(stateOf([application({})], waiting).state?.state).toBe('active');
  });

  it.each([
    ['Healthy', 'done'],
    ['Progressing', 'active'],
    ['Degraded', 'failed'],
  ])(
    'takes the word of Argo CD where no Deployment is known: %s',
    (health, expected) => {
      expect(stateOf([application({ health })]).state?.state).toBe(expected);
    },
  );

  it('leaves Applications that wait for a person out', () => {
    expect(
      stateOf([application({ automated: false })], workload()).state,
    ).toBeUndefined();
  });

  it('takes no Application for its own that only has the label', () => {
    const foreign = application({ name: 'team2-tool', health: 'Degraded' });
    expect(stateOf([foreign]).state).toBeUndefined();
    expect(stateOf([foreign, application({})]).state?.state).toBe('done');
  });

  it('knows nothing of other entities', () => {
    expect(
      stateOf([application({})], workload(), 'resource:default/shop').state,
    ).toBeUndefined();
  });
});
