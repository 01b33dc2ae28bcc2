import { Application } from './Application';

const OWN_SERVER = 'https://kubernetes.default.svc';

/**
 * Name of the cluster that an Application deploys to: that of its Argo CD, or the one that the destination names.
 *
 * @returns `undefined` for a destination that only Argo CD knows, by its address
 * @public
 */
export function destinationCluster({
  state,
  destination,
}: Application): string | undefined {
  const { server, name } = destination ?? {};
  if (server === OWN_SERVER || name === 'in-cluster') {
    return state.cluster;
  }
  return name || undefined;
}
