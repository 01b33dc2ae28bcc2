import { ARGOCD_NAMESPACE } from '../../lab/src/seed/platform';

/** Where the real servers are and who may do everything on them. */
export interface RealSystems {
  kubernetes: { url: string; caFile: string; token: string };
  gitea: { url: string; user: string; token: string };
}

const VARIABLES = [
  'REAL_KUBE_URL',
  'REAL_KUBE_CA',
  'REAL_KUBE_TOKEN',
  'REAL_GITEA_URL',
  'REAL_GITEA_USER',
  'REAL_GITEA_TOKEN',
  'REAL_ARGOCD_NAMESPACE',
] as const;

/**
 * Reads the real servers from the environment.
 *
 * @throws Error in one line that names every variable that is missing
 */
export function readRealSystems(
  environment: Record<string, string | undefined>,
): RealSystems {
  const missing = VARIABLES.filter(name => !environment[name]);
  if (missing.length > 0) {
    throw new Error(
      `The story on real servers needs ${missing.join(
        ', ',
      )} in the environment; see packages/lab/README.md`,
    );
  }
  const of = (name: (typeof VARIABLES)[number]) => environment[name] ?? '';
  if (of('REAL_ARGOCD_NAMESPACE') !== ARGOCD_NAMESPACE) {
    throw new Error(
      `The story on real servers needs Argo CD in the namespace ${ARGOCD_NAMESPACE}, REAL_ARGOCD_NAMESPACE is ${of(
        'REAL_ARGOCD_NAMESPACE',
      )}`,
    );
  }
  return {
    kubernetes: {
      url: of('REAL_KUBE_URL'),
      caFile: of('REAL_KUBE_CA'),
      token: of('REAL_KUBE_TOKEN'),
    },
    gitea: {
      url: of('REAL_GITEA_URL'),
      user: of('REAL_GITEA_USER'),
      token: of('REAL_GITEA_TOKEN'),
    },
  };
}
