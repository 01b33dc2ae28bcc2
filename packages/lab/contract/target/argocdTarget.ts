import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { helmForTests } from '@naru/helm-program/testUtils';
import { startArgoCd } from '../../src/argocd/startArgoCd';
import { RealClock } from '../../src/clock/LabClock';
import {
  type KubernetesObject,
  LAB_CONTROLLER,
} from '../../src/kubernetes/KubernetesApi';
import { installCustomResources } from '../../src/kubernetes/installCustomResources';
import { startKubevirt } from '../../src/kubevirt/startKubevirt';
import { startWorkloads } from '../../src/workloads/startWorkloads';
import { seededRandom } from '../../src/random/seededRandom';
import { ForgeClient, type Json } from './ForgeClient';
import { openForgeTarget } from './forgeTarget';
import {
  type KubernetesTarget,
  startKubernetesTarget,
} from './kubernetesTarget';

const ARGOCD = '/apis/argoproj.io/v1alpha1/namespaces';

const NODES = { group: '', version: 'v1', plural: 'nodes' };

const NODE: KubernetesObject = {
  apiVersion: 'v1',
  kind: 'Node',
  metadata: {
    name: 'node-1',
    labels: { 'kubevirt.io/schedulable': 'true' },
  },
  status: {
    allocatable: { memory: '256Gi' },
    conditions: [{ type: 'Ready', status: 'True' }],
  },
};

/** Files of a commit: text to write, undefined to delete. */
export type Files = Record<string, string | undefined>;

/** Argo CD under contract with a cluster and a Git repository of its own: the real ones, or the lab's. */
export interface ArgocdTarget {
  kubernetes: KubernetesTarget;
  /** Stands in the names of everything that a run makes, so that runs do not meet. */
  mark: string;
  /** The private repository of this run; Argo CD has its credentials. */
  repositoryUrl: string;
  /** A private repository that Argo CD has a wrong password for. */
  lockedUrl: string;
  /**
   * Writes and deletes files in one commit on `main` (or another branch).
   *
   * @returns the commit's id
   */
  commit(files: Files, branch?: string): Promise<string>;
  /** Makes a branch at the head of `main`. */
  branch(name: string): Promise<void>;
  /** `applications`, `appprojects` or `applicationsets` of Argo CD's namespace, as a path. */
  path(plural: string, name?: string): string;
  /** Deletes everything in the cluster that bears the mark. */
  clean(): Promise<void>;
  close(): Promise<void>;
}

/** Takes the servers of REAL_KUBE_*, REAL_GITEA_* and REAL_ARGOCD_NAMESPACE, else starts the lab's. */
export async function openArgocdTarget(): Promise<ArgocdTarget> {
  const { REAL_ARGOCD_NAMESPACE, REAL_KUBE_URL, REAL_GITEA_URL } = process.env;
  if (REAL_ARGOCD_NAMESPACE && !(REAL_KUBE_URL && REAL_GITEA_URL)) {
    throw new Error(
      'REAL_ARGOCD_NAMESPACE needs REAL_KUBE_URL and REAL_GITEA_URL as well: Argo CD reads the one and writes the other',
    );
  }
  const stateDir = mkdtempSync(join(tmpdir(), 'lab-argocd-'));
  const stops: (() => void)[] = [];
  const helm = REAL_ARGOCD_NAMESPACE ? undefined : await helmForTests();
  const kubernetes = await startKubernetesTarget({
    prepare({ api }) {
      const clock = new RealClock();
      api.create(NODES, NODE, { as: LAB_CONTROLLER });
      installCustomResources(api);
      stops.push(
        startKubevirt({
          api,
          clock: new RealClock({ speed: 10 }),
          random: seededRandom(2),
        }).stop,
        startWorkloads({ api, clock, random: seededRandom(3) }).stop,
        startArgoCd({ api, clock, stateDir, pollSeconds: 2, helm }).stop,
      );
    },
  });
  const forgeTarget = await openForgeTarget();
  const forge = new ForgeClient(forgeTarget);
  const namespace = REAL_ARGOCD_NAMESPACE ?? 'argocd';
  const mark = randomBytes(4).toString('hex');
  const owner = `argo-${mark}`;
  const repository = `/repos/${owner}/gitops`;
  await forge.post('/orgs', { username: owner });
  for (const name of ['gitops', 'locked']) {
    await forge.post(`/orgs/${owner}/repos`, {
      name,
      private: true,
      auto_init: true,
      default_branch: 'main',
    });
  }
  const urlOf = (name: string) => `${forgeTarget.url}/${owner}/${name}.git`;
  const secret = (name: string, password: string) =>
    kubernetes.request('POST', `/api/v1/namespaces/${namespace}/secrets`, {
      body: {
        apiVersion: 'v1',
        kind: 'Secret',
        metadata: {
          name: `${name}-${mark}`,
          labels: { 'argocd.argoproj.io/secret-type': 'repository' },
        },
        stringData: {
          type: 'git',
          url: urlOf(name),
          username: forgeTarget.admin.login,
          password,
        },
      },
    });
  await secret('gitops', forgeTarget.admin.token);
  await secret('locked', 'wrong');

  return {
    kubernetes,
    mark,
    repositoryUrl: urlOf('gitops'),
    lockedUrl: urlOf('locked'),
    async commit(files, branch = 'main') {
      const operations: Json[] = [];
      for (const [path, content] of Object.entries(files)) {
        const { json, status } = await forge.get(
          `${repository}/contents/${path}?ref=${branch}`,
        );
        const sha = status === 200 ? json.sha : undefined;
        operations.push(
          content === undefined
            ? { operation: 'delete', path, sha }
            : {
                operation: sha ? 'update' : 'create',
                path,
                sha,
                content: Buffer.from(content).toString('base64'),
              },
        );
      }
      const answer = await forge.post(`${repository}/contents`, {
        branch,
        message: 'Change',
        files: operations,
      });
      if (answer.status !== 201) throw new Error(answer.text);
      return answer.json.commit.sha;
    },
    async branch(name) {
      const answer = await forge.post(`${repository}/branches`, {
        new_branch_name: name,
        old_ref_name: 'main',
      });
      if (answer.status !== 201) throw new Error(answer.text);
    },
    path(plural, name) {
      return `${ARGOCD}/${namespace}/${plural}${name ? `/${name}` : ''}`;
    },
    async clean() {
      const argocd = (plural: string) => `${ARGOCD}/${namespace}/${plural}`;
      for (const path of [
        argocd('applicationsets'),
        argocd('applications'),
        argocd('appprojects'),
        '/api/v1/namespaces',
      ]) {
        const { body } = await kubernetes.request('GET', path);
        const names = body.items.map((item: Json) => item.metadata.name);
        for (const name of names) {
          if (!name.includes(mark)) continue;
          await kubernetes.request('PATCH', `${path}/${name}`, {
            body: { metadata: { finalizers: null } },
            contentType: 'application/merge-patch+json',
          });
          await kubernetes.request('DELETE', `${path}/${name}`);
        }
      }
    },
    async close() {
      for (const stop of stops) stop();
      for (const name of ['gitops', 'locked']) {
        await kubernetes.request(
          'DELETE',
          `/api/v1/namespaces/${namespace}/secrets/${name}-${mark}`,
        );
        await forge.delete(`/repos/${owner}/${name}`);
      }
      await forge.delete(`/orgs/${owner}`);
      await forgeTarget.close();
      await kubernetes.close();
      rmSync(stateDir, { recursive: true, force: true });
    },
  };
}
