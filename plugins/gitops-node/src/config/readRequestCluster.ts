import { Config } from '@backstage/config';
import { readArgoCds } from './readArgoCds';

/**
 * Name of the cluster that requested objects go to: `gitops.requests.cluster`, else that of the first Argo CD.
 *
 * @returns `undefined` when there is no Argo CD either
 * @throws Error with one line when it is no Argo CD's cluster
 * @public
 */
export function readRequestCluster(config: Config): string | undefined {
  const key = 'gitops.requests.cluster';
  const cluster = config.getOptionalString(key);
  const clusters = readArgoCds(config).map(argoCd => argoCd.cluster);
  if (cluster !== undefined && !clusters.includes(cluster)) {
    throw new Error(
      `Configuration ${key}: "${cluster}" is not the cluster of one of gitops.argocd (${
        clusters.join(', ') || 'none'
      })`,
    );
  }
  return cluster ?? clusters.at(0);
}
