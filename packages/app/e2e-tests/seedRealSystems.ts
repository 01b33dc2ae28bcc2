import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import type { Systems } from '../../../scripts/Portal.ts';
import { NARU } from '../../lab/src/seed/accessObjects';
import { clusterObjects } from '../../lab/src/seed/clusterObjects';
import { gitopsRepositoryFiles } from '../../lab/src/seed/gitopsRepository';
import { seedCluster } from '../../lab/src/seed/seedCluster';
import { IN_CLUSTER } from '../../lab/src/seed/seedDataCentre';
import { seedForge } from '../../lab/src/seed/seedForge';
import type { RealGitea } from './RealGitea';
import type { KubernetesAccount } from './KubernetesAccount';
import type { RealSystems } from './realSystems';

const BOT = 'naru-bot';
/** Kinds of Prometheus Operator, which the real servers come without. */
const MONITORING = join(__dirname, '../../lab/crds/monitoring.yaml');

/**
 * Fills the real servers with what the lab has, through their public APIs; what is there already stays.
 *
 * @returns what Naru connects to, with its own accounts and no admin's
 */
export async function seedRealSystems(
  systems: RealSystems,
  kubernetes: KubernetesAccount,
  gitea: RealGitea,
): Promise<Systems> {
  const { url, token } = systems.gitea;
  const target = {
    repositoryUrl: `${url}/platform/gitops.git`,
    clusterServer: IN_CLUSTER,
  };
  const botToken = await gitea.programToken(BOT);
  await seedForge({
    url,
    token,
    owner: 'platform',
    name: 'gitops',
    files: gitopsRepositoryFiles(target),
    writers: [BOT],
  });
  await seedCluster({
    client: kubernetes,
    objects: [
      ...parseAllDocuments(readFileSync(MONITORING, 'utf8')).map(document =>
        document.toJS(),
      ),
      ...clusterObjects({
        ...target,
        repositoryUser: BOT,
        repositoryToken: botToken,
      }),
    ],
  });
  return {
    kubernetes: {
      url: systems.kubernetes.url,
      caFile: systems.kubernetes.caFile,
      token: await kubernetes.serviceAccountToken(NARU, NARU),
    },
    forge: { url, token: botToken },
  };
}
