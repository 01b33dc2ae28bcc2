import { ClusterState } from '@naru/plugin-kubevirt-common';
import { KubevirtInventory, RemovalGuard } from '@naru/plugin-kubevirt-node';

/**
 * The states of the clusters; a removal that was held back is told where nothing worse is.
 */
export function clusterStates(
  inventory: KubevirtInventory,
  guard: RemovalGuard,
): ClusterState[] {
  const refusals = new Map(
    guard.refusals().map(refusal => [refusal.cluster, refusal]),
  );
  return inventory.clusters().map(state => {
    const refused = refusals.get(state.name);
    return refused && state.message === undefined
      ? {
          ...state,
          message: `${refused.entityRefs.length} of ${refused.of} entities would be removed from the catalog; the platform team must confirm it`,
        }
      : state;
  });
}
