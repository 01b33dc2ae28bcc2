import { ClusterState, PowerAction } from '@naru/plugin-kubevirt-common';
import {
  GoldenImage,
  InventoryVirtualMachine,
} from '../model/InventoryVirtualMachine';

/**
 * What changed since the last time it was told; many changes come as one.
 *
 * @public
 */
export interface InventoryChange {
  /** Entity refs of VirtualMachines that came or changed. */
  changed: string[];
  /** Entity refs of VirtualMachines that went. */
  removed: string[];
  /** Golden images came, changed or went. */
  images: boolean;
  /** The state of a cluster changed. */
  clusters: boolean;
}

/**
 * One cluster with what it holds.
 *
 * @public
 */
export interface ClusterContents {
  state: ClusterState;
  /** Where the entity of the cluster is. */
  entity: { namespace: string; name: string; entityRef: string };
  /**
   * All that decides on its entities was listed completely since the start. While this is false, what is missing here may well exist.
   */
  complete: boolean;
  virtualMachines: InventoryVirtualMachine[];
  goldenImages: GoldenImage[];
}

/**
 * The VirtualMachines of all configured clusters as of now, from one list and watch a kind and cluster.
 *
 * @public
 */
export interface KubevirtInventory {
  /** The configured clusters in their order. */
  clusters(): ClusterState[];

  /** All VirtualMachines as last known. */
  virtualMachines(): InventoryVirtualMachine[];

  /** The VirtualMachine of an entity; `undefined` when there is none, or none yet. */
  virtualMachine(entityRef: string): InventoryVirtualMachine | undefined;

  /** Everything by cluster, for the catalog. */
  contents(): ClusterContents[];

  /**
   * Tells of changes, gathered for a short time.
   *
   * @returns ends the subscription.
   */
  subscribe(listener: (change: InventoryChange) => void): () => void;

  /**
   * Asks KubeVirt for a power action; the new state shows later.
   *
   * @throws NotFoundError when there is no such machine, ConflictError with KubeVirt's words when its state does not admit the action or Argo CD
   * would undo it, NotAllowedError when Naru's service account may not, ServiceUnavailableError when the cluster cannot be reached.
   */
  changePower(
    entityRef: string,
    action: PowerAction,
    options?: { signal?: AbortSignal },
  ): Promise<void>;
}
