import type {
  EntityApplication,
  EntityApplications,
  ObjectTrouble,
} from '@naru/plugin-gitops-common';

const REVISION = 'a1b2c3d4e5f60718293a4b5c6d7e8f9001122334';

/** Staging of the application shop, in order; `part` says what is different. */
export function stagingApplication(
  part: Partial<EntityApplication> = {},
): EntityApplication {
  return {
    cluster: 'prod7',
    namespace: 'argocd',
    name: 'shop-staging',
    project: 'apps',
    sync: 'Synced',
    health: 'Healthy',
    revision: REVISION,
    revisionUrl: `https://git.example.com/platform/gitops/commit/${REVISION}`,
    url: 'https://argocd.example.com/applications/argocd/shop-staging',
    automated: true,
    operation: {
      phase: 'Succeeded',
      startedAt: '2026-11-21T09:00:00Z',
      finishedAt: '2026-11-21T09:00:10Z',
    },
    conditions: [],
    resources: [],
    environment: 'staging',
    destinationNamespace: 'team1-staging',
    workload: {
      wanted: 2,
      ready: 2,
      updated: 2,
      images: [
        `harbor.naru.example/team1-dev/shop:1.1.0@sha256:${'0'.repeat(64)}`,
      ],
    },
    troubles: [],
    syncOffer: {
      possible: false,
      allowed: true,
      reason: 'automated',
      whoMay: ['group:default/team1', 'group:default/platform-team'],
      changes: 0,
      deletions: 0,
    },
    ...part,
  };
}

/** Production of it, which waits for its first sync; `part` says what is different. */
export function productionApplication(
  part: Partial<EntityApplication> = {},
): EntityApplication {
  return stagingApplication({
    name: 'shop-production',
    environment: 'production',
    destinationNamespace: 'team1-production',
    url: undefined,
    sync: 'OutOfSync',
    health: 'Missing',
    automated: false,
    operation: undefined,
    workload: undefined,
    resources: [
      {
        group: 'apps',
        kind: 'Deployment',
        namespace: 'team1-production',
        name: 'shop',
        status: 'OutOfSync',
      },
      {
        kind: 'Service',
        namespace: 'team1-production',
        name: 'shop',
        status: 'OutOfSync',
      },
    ],
    syncOffer: {
      possible: true,
      allowed: true,
      whoMay: ['group:default/team1', 'group:default/platform-team'],
      changes: 2,
      deletions: 0,
    },
    ...part,
  });
}

/** A container that stops right after its start; `part` says what is different. */
export function objectTrouble(
  part: Partial<ObjectTrouble> = {},
): ObjectTrouble {
  return {
    kind: 'Pod',
    namespace: 'team1-staging',
    name: 'shop-5d9c7-x2x8z',
    container: 'shop',
    reason: 'CrashLoopBackOff',
    message: 'back-off 1m20s restarting failed container=shop',
    exitCode: 1,
    exitReason: 'Error',
    restarts: 5,
    since: '2026-11-21T09:00:00Z',
    count: 2,
    ...part,
  };
}

/** The answer of the backend, with Argo CD live. */
export function entityApplications(
  applications: EntityApplication[],
  argocd: EntityApplications['argocd'] = {
    phase: 'live',
    lastGoodAt: '2026-11-21T09:00:00Z',
  },
): EntityApplications {
  return { applications, argocd };
}
