/* eslint jest/expect-expect: ["warn", { "assertFunctionNames": ["expect*", "argocd.expectApplication"] }] */
import { ArgocdClient } from './target/ArgocdClient';
import { type ArgocdTarget, openArgocdTarget } from './target/argocdTarget';
import type { Json } from './target/ForgeClient';
import { endJob, jobManifest } from './target/jobs';

jest.setTimeout(120_000);

const POD = { containers: [{ name: 'app', image: 'app:1' }] };

describe('Argo CD, what it calls healthy', () => {
  let target: ArgocdTarget;
  let argocd: ArgocdClient;

  beforeAll(async () => {
    target = await openArgocdTarget();
    argocd = new ArgocdClient(target);
  });

  afterAll(async () => {
    await target?.clean();
    await target?.close();
  });

  const bring = async (story: string, object: Json) => {
    await target.commit({
      [`${story}/a.yaml`]:
        typeof object === 'string' ? object : JSON.stringify(object),
    });
    await argocd.createAutomated(story, { retry: { limit: 0 } });
  };
  const expectHealth = (story: string, status: string) =>
    argocd.expectApplication(story, {
      status: { sync: { status: 'Synced' }, health: { status } },
    });
  const patchStatus = (story: string, path: string, status: Json) =>
    argocd.eventually(async () => {
      const [prefix, rest] = path.split(' ');
      const answer = await target.kubernetes.request(
        'PATCH',
        `${prefix}/namespaces/${argocd.name(story)}/${rest}/status`,
        { body: { status }, contentType: 'application/merge-patch+json' },
      );
      if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
    });
  const deployment = (wish?: string, spec: Json = {}) => ({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web' },
    spec: {
      selector: { matchLabels: { app: 'web' } },
      template: {
        metadata: {
          labels: { app: 'web' },
          annotations: wish ? { 'lab.naru.io/pod': wish } : {},
        },
        spec: POD,
      },
      ...spec,
    },
  });
  const pod = (wish?: string) => ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: 'alone',
      annotations: wish ? { 'lab.naru.io/pod': wish } : {},
    },
    spec: POD,
  });

  describe('a Deployment', () => {
    it('is Missing before it is brought, unlike a ConfigMap', async () => {
      await target.commit({
        'missing/a.yaml': JSON.stringify(deployment()),
        'bare/a.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n',
      });
      await argocd.createApplication('missing');
      await argocd.createApplication('bare');
      await argocd.expectApplication('missing', {
        status: {
          sync: { status: 'OutOfSync' },
          health: { status: 'Missing' },
        },
      });
      await argocd.expectApplication('bare', {
        status: {
          sync: { status: 'OutOfSync' },
          health: { status: 'Healthy' },
        },
      });
    });

    it('is Healthy when its pods are available', async () => {
      await bring('healthy', deployment());
      await expectHealth('healthy', 'Healthy');
    });

    it('is Progressing while they are not, and the sync does not wait', async () => {
      await bring('waiting', deployment('never'));
      await argocd.expectApplication('waiting', {
        status: {
          sync: { status: 'Synced' },
          health: { status: 'Progressing' },
          operationState: {
            phase: 'Succeeded',
            message: 'successfully synced (all tasks run)',
          },
        },
      });
    });

    it('is Degraded when that takes longer than it may', async () => {
      await bring('late', deployment('crash', { progressDeadlineSeconds: 3 }));
      await expectHealth('late', 'Degraded');
    });

    it('is Suspended when it is paused', async () => {
      await bring('paused', deployment(undefined, { paused: true }));
      await expectHealth('paused', 'Suspended');
    });
  });

  describe('a Pod', () => {
    it.each([
      ['runs', 'pod-good', undefined, 'Healthy'],
      ['is not ready', 'pod-never', 'never', 'Progressing'],
      ['crashes again and again', 'pod-crash', 'crash', 'Degraded'],
      ['cannot get its image', 'pod-image', 'image', 'Degraded'],
    ])('that %s', async (_, story, wish, health) => {
      await bring(story, pod(wish));
      await expectHealth(story, health);
    });
  });

  describe('a Job', () => {
    it('is Progressing, then Healthy', async () => {
      await bring('job-good', jobManifest('work'));
      await expectHealth('job-good', 'Progressing');
      await endJob(target, argocd.name('job-good'), 'work', {});
      await expectHealth('job-good', 'Healthy');
    });

    it('is Degraded when it failed', async () => {
      await bring('job-bad', jobManifest('work'));
      await endJob(target, argocd.name('job-bad'), 'work', { failed: 'no' });
      await expectHealth('job-bad', 'Degraded');
    });
  });

  describe('a CronJob', () => {
    const cronJob = (spec: Json = {}) => ({
      apiVersion: 'batch/v1',
      kind: 'CronJob',
      metadata: { name: 'work' },
      spec: {
        schedule: '0 0 1 1 *',
        jobTemplate: {
          spec: { template: { spec: { ...POD, restartPolicy: 'Never' } } },
        },
        ...spec,
      },
    });

    it('is Healthy before its time and when it is suspended', async () => {
      await bring('cron', cronJob());
      await bring('cron-off', cronJob({ suspend: true }));
      await expectHealth('cron', 'Healthy');
      await expectHealth('cron-off', 'Healthy');
    });

    it('is Degraded when the last run failed', async () => {
      await bring('cron-bad', cronJob());
      await patchStatus('cron-bad', '/apis/batch/v1 cronjobs/work', {
        lastScheduleTime: '2026-01-02T00:00:00Z',
        lastSuccessfulTime: '2026-01-01T00:00:00Z',
      });
      await expectHealth('cron-bad', 'Degraded');
    });
  });

  describe('what waits for others', () => {
    const ADDRESS = { loadBalancer: { ingress: [{ ip: '192.0.2.1' }] } };

    it('a claim is Progressing until it is bound, Degraded when it is lost', async () => {
      await bring('claim', {
        apiVersion: 'v1',
        kind: 'PersistentVolumeClaim',
        metadata: { name: 'data' },
        spec: {
          storageClassName: 'nobody',
          accessModes: ['ReadWriteOnce'],
          resources: { requests: { storage: '1Gi' } },
        },
      });
      await expectHealth('claim', 'Progressing');
      const path = '/api/v1 persistentvolumeclaims/data';
      await patchStatus('claim', path, { phase: 'Bound' });
      await expectHealth('claim', 'Healthy');
      await patchStatus('claim', path, { phase: 'Lost' });
      await expectHealth('claim', 'Degraded');
    });

    it('a disruption budget is Healthy even when it has no pods', async () => {
      await bring('budget', {
        apiVersion: 'policy/v1',
        kind: 'PodDisruptionBudget',
        metadata: { name: 'web' },
        spec: { minAvailable: 1, selector: { matchLabels: { app: 'web' } } },
      });
      await expectHealth('budget', 'Healthy');
    });

    it('an autoscaler without anything to scale is Degraded', async () => {
      await bring('scaler', {
        apiVersion: 'autoscaling/v2',
        kind: 'HorizontalPodAutoscaler',
        metadata: { name: 'web' },
        spec: {
          minReplicas: 1,
          maxReplicas: 3,
          scaleTargetRef: {
            apiVersion: 'apps/v1',
            kind: 'Deployment',
            name: 'nobody',
          },
        },
      });
      await expectHealth('scaler', 'Degraded');
    });

    it('a Service of type LoadBalancer is Progressing until it has an address', async () => {
      const service = (name: string, type: string) =>
        `apiVersion: v1\nkind: Service\nmetadata: {name: ${name}}\nspec: {type: ${type}, ports: [{port: 80}]}\n`;
      await bring('balanced', service('web', 'LoadBalancer'));
      await bring('inside', service('web', 'ClusterIP'));
      await expectHealth('balanced', 'Progressing');
      await expectHealth('inside', 'Healthy');
      await patchStatus('balanced', '/api/v1 services/web', ADDRESS);
      await expectHealth('balanced', 'Healthy');
    });

    it('an Ingress is Progressing until it has an address', async () => {
      await bring('ingress', {
        apiVersion: 'networking.k8s.io/v1',
        kind: 'Ingress',
        metadata: { name: 'web' },
        spec: {
          defaultBackend: { service: { name: 'web', port: { number: 80 } } },
        },
      });
      await expectHealth('ingress', 'Progressing');
      await patchStatus(
        'ingress',
        '/apis/networking.k8s.io/v1 ingresses/web',
        ADDRESS,
      );
      await expectHealth('ingress', 'Healthy');
    });
  });

  it('an application is as its worst object', async () => {
    await target.commit({
      'worst/a.yaml': JSON.stringify(deployment()),
      'worst/b.yaml': JSON.stringify(pod('crash')),
      'worst/c.yaml': jobManifest('work'),
    });
    await argocd.createAutomated('worst');
    await expectHealth('worst', 'Degraded');
  });
});
