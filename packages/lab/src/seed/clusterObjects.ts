import type { KubernetesObject } from '../kubernetes/KubernetesApi';
import { accessObjects } from './accessObjects';
import {
  applicationSets,
  appProjects,
  type ArgoCdTarget,
  repositorySecret,
  rootApplication,
} from './argocdObjects';
import { goldenImageObjects } from './goldenImages';
import { ENVIRONMENTS, PLATFORM_NAMESPACES, TEAMS } from './platform';
import { storageClasses } from './storageObjects';
import { tenantObjects } from './tenantObjects';

/** Options of {@link clusterObjects}. */
export interface ClusterSeed extends ArgoCdTarget {
  /** Who Argo CD clones the repository as. */
  repositoryUser: string;
  repositoryToken: string;
}

/**
 * Everything that a cluster of the platform holds before the first request, in the order in which it can be applied:
 * namespaces, storage classes, limits, access, golden images, and what Argo CD needs to take over.
 */
export function clusterObjects(seed: ClusterSeed): KubernetesObject[] {
  const tenants = TEAMS.flatMap(team =>
    ENVIRONMENTS.map(environment => tenantObjects(team, environment)),
  );
  return [
    ...PLATFORM_NAMESPACES.map(({ name, owner }) => ({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name, annotations: { 'naru.io/owner': owner } },
    })),
    ...tenants.map(({ namespace }) => namespace),
    ...storageClasses(),
    ...tenants.flatMap(({ guardrails }) => guardrails),
    ...accessObjects(),
    ...goldenImageObjects(),
    repositorySecret({
      repositoryUrl: seed.repositoryUrl,
      username: seed.repositoryUser,
      token: seed.repositoryToken,
    }),
    ...appProjects(seed),
    ...applicationSets(seed),
    rootApplication(seed),
  ];
}
