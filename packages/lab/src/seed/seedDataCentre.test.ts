import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startArgoCd } from '../argocd/startArgoCd';
import { ManualClock } from '../clock/LabClock';
import { ForgeServer } from '../forge/ForgeServer';
import { LAB_CONTROLLER } from '../kubernetes/KubernetesApi';
import { KubernetesServer } from '../kubernetes/KubernetesServer';
import { startKubevirt } from '../kubevirt/startKubevirt';
import { seededRandom } from '../random/seededRandom';
import { samplePeople } from './samplePeople';
import { seedDataCentre } from './seedDataCentre';

const NAMESPACES = { group: '', version: 'v1', plural: 'namespaces' };
const QUOTAS = { group: '', version: 'v1', plural: 'resourcequotas' };
const NODES = { group: '', version: 'v1', plural: 'nodes' };
const DEPLOYMENTS = { group: 'apps', version: 'v1', plural: 'deployments' };
const SECRETS = { group: '', version: 'v1', plural: 'secrets' };
const SETS = {
  group: 'argoproj.io',
  version: 'v1alpha1',
  plural: 'applicationsets',
};

describe('seedDataCentre', () => {
  // A whole forge and cluster are made for each; a busy machine needs a while.
  jest.setTimeout(60_000);

  let stateDir: string;
  let forge: ForgeServer;
  let kubernetes: KubernetesServer;
  let stop: () => void;
  let forgeUrl: string;

  const seed = (url = forgeUrl) =>
    seedDataCentre({
      forge,
      forgeUrl: url,
      api: kubernetes.api,
      botToken: 'token-of-the-bot',
    });

  beforeEach(async () => {
    stateDir = mkdtempSync(join(tmpdir(), 'lab-seed-'));
    const clock = new ManualClock();
    const random = seededRandom(1);
    forge = ForgeServer.create({
      stateDir: join(stateDir, 'forge'),
      clock,
      people: samplePeople(name => `secret of ${name}`).map(
        person => person.forge,
      ),
    });
    ({ url: forgeUrl } = await forge.listen(0));
    kubernetes = KubernetesServer.create({
      clock,
      random,
      stateDir: join(stateDir, 'kubernetes'),
      tokens: new Map(),
    });
    const { api } = kubernetes;
    const kubevirt = startKubevirt({ api, clock, random });
    const argocd = startArgoCd({
      api,
      clock,
      stateDir: join(stateDir, 'argocd'),
      pollSeconds: 30,
    });
    stop = () => {
      argocd.stop();
      kubevirt.stop();
    };
  });

  afterEach(async () => {
    stop();
    await Promise.all([forge.close(), kubernetes.close()]);
    rmSync(stateDir, { recursive: true, force: true });
  });

  it('fills repository and cluster', async () => {
    await seed();
    const { api } = kubernetes;
    const branch = await fetch(
      `${forgeUrl}/api/v1/repos/platform/gitops/branches/main`,
    );
    expect(await branch.json()).toMatchObject({ protected: true });
    expect(api.get(NAMESPACES, undefined, 'team7-production')).toBeDefined();
    expect(api.list(NODES).items).toHaveLength(7);
    const portal = { namespace: 'access-portal-staging' };
    expect(api.list(DEPLOYMENTS, portal).items).toMatchObject([
      { metadata: { name: 'guacamole' } },
      { metadata: { name: 'guacd' } },
    ]);
    expect(api.list(SETS, { namespace: 'argocd' }).items).toHaveLength(2);
  });

  it('follows the forge to another port, and leaves alone what people added', async () => {
    await seed();
    const { api } = kubernetes;
    api.patch(
      QUOTAS,
      'team1-staging',
      'team-quota',
      'merge',
      { metadata: { labels: { mine: 'yes' } } },
      { as: LAB_CONTROLLER },
    );
    await seed('http://127.0.0.1:9999');
    expect(
      api.get(QUOTAS, 'team1-staging', 'team-quota').metadata.labels,
    ).toEqual({ mine: 'yes' });
    const secret = api.get(SECRETS, 'argocd', 'repo-platform-gitops');
    const { url } = secret.data as Record<string, string>;
    expect(Buffer.from(url, 'base64').toString()).toBe(
      'http://127.0.0.1:9999/platform/gitops.git',
    );
    expect(
      JSON.stringify(api.get(SETS, 'argocd', 'vms-staging').spec),
    ).toContain('http://127.0.0.1:9999/platform/gitops.git');
  });
});
