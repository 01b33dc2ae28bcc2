import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ManualClock } from '../clock/LabClock';
import { DefaultKubernetesApi } from '../kubernetes/DefaultKubernetesApi';
import {
  type KubernetesObject,
  LAB_CONTROLLER,
} from '../kubernetes/KubernetesApi';
import { seededRandom } from '../random/seededRandom';
import { BareRepository } from './git/BareRepository';
import { APPLICATIONS } from './model/Application';
import { type ArgoCd, startArgoCd } from './startArgoCd';

const CONFIG_MAPS = { group: '', version: 'v1', plural: 'configmaps' };
const AS = { as: LAB_CONTROLLER };

function configMap(name: string, value = '1', annotations = {}): string {
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name, annotations },
    data: { value },
  });
}

describe('startArgoCd', () => {
  let directory: string;
  let clock: ManualClock;
  let api: DefaultKubernetesApi;
  let repository: BareRepository;
  let argoCd: ArgoCd;

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'argocd-'));
    clock = new ManualClock();
    api = DefaultKubernetesApi.create({ clock, random: seededRandom(1) });
    repository = BareRepository.create(directory, 'gitops');
    argoCd = start();
  });

  afterEach(() => {
    argoCd.stop();
    api.close();
    rmSync(directory, { recursive: true, force: true });
  });

  function start(): ArgoCd {
    return startArgoCd({
      api,
      clock,
      stateDir: join(directory, 'state'),
      pollSeconds: 30,
    });
  }

  async function pass(seconds: number): Promise<void> {
    await argoCd.settled();
    for (let passed = 0; passed < seconds; passed++) {
      clock.advance(1);
      await argoCd.settled();
    }
  }

  function createApplication(
    name: string,
    spec: Record<string, unknown> = {},
    metadata: Record<string, unknown> = {},
  ): void {
    api.create(
      APPLICATIONS,
      {
        apiVersion: 'argoproj.io/v1alpha1',
        kind: 'Application',
        metadata: { name, namespace: 'argocd', ...metadata },
        spec: {
          project: 'default',
          source: {
            repoURL: repository.url,
            path: 'a',
            targetRevision: 'main',
          },
          destination: {
            server: 'https://kubernetes.default.svc',
            namespace: name,
          },
          syncPolicy: {
            automated: { prune: true, selfHeal: true },
            syncOptions: ['CreateNamespace=true', 'ServerSideApply=true'],
          },
          ...spec,
        },
      },
      AS,
    );
  }

  function application(name: string): KubernetesObject {
    return api.get(APPLICATIONS, 'argocd', name);
  }

  it('brings what Git has and says so', async () => {
    const commit = repository.commit({ 'a/one.json': configMap('one') });
    createApplication('web');
    await pass(3);

    expect(api.get(CONFIG_MAPS, 'web', 'one')).toMatchObject({
      data: { value: '1' },
      metadata: {
        annotations: {
          'argocd.argoproj.io/tracking-id': 'web:/ConfigMap:web/one',
        },
      },
    });
    expect(application('web').operation).toBeUndefined();
    expect(application('web').status).toMatchObject({
      sync: { status: 'Synced', revision: commit },
      health: { status: 'Healthy' },
      operationState: {
        phase: 'Succeeded',
        message: 'successfully synced (all tasks run)',
      },
      resources: [
        { kind: 'ConfigMap', name: 'one', namespace: 'web', status: 'Synced' },
      ],
      history: [{ id: 0, revision: commit }],
    });
  });
});
