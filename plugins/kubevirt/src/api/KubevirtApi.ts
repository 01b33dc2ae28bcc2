import { createApiRef } from '@backstage/frontend-plugin-api';
import type {
  PowerAction,
  PowerAnswer,
  VirtualMachineAnswer,
  VirtualMachineList,
  VirtualMachineListQuery,
} from '@naru/plugin-kubevirt-common';

/**
 * Which VirtualMachine: the namespace and name of its catalog entity. The backend knows which object of which
 * cluster that is.
 *
 * @public
 */
export interface VirtualMachineId {
  namespace: string;
  name: string;
}

/**
 * The KubeVirt backend, as the screens see it. Every call rejects with a `ResponseError` when the backend refuses,
 * and with the browser's `TypeError` when it cannot be reached.
 *
 * @public
 */
export interface KubevirtApi {
  /** One page of the VirtualMachines that the signed-in person may see. */
  listVms(
    query: VirtualMachineListQuery,
    options?: { signal?: AbortSignal },
  ): Promise<VirtualMachineList>;

  /** One VirtualMachine; status 404 when its cluster no longer has it. */
  getVm(id: VirtualMachineId): Promise<VirtualMachineAnswer>;

  /** Asks the cluster for a power action. The answer says that it was accepted, not that it is done. */
  power(id: VirtualMachineId, action: PowerAction): Promise<PowerAnswer>;
}

/**
 * Reference of the {@link KubevirtApi}.
 *
 * @public
 */
export const kubevirtApiRef = createApiRef<KubevirtApi>().with({
  id: 'plugin.kubevirt.api',
  pluginId: 'kubevirt',
});
