import { createBackendModule } from '@backstage/backend-plugin-api';
import { objectStatesExtensionPoint } from '@naru/plugin-gitops-node';
import { kubevirtInventoryServiceRef } from '@naru/plugin-kubevirt-node';
import { VirtualMachineStates } from './VirtualMachineStates';

/**
 * Adds the state of VirtualMachines to the steps of a change, so that it is through when the machine runs and not when
 * Argo CD has written it down.
 *
 * @public
 */
export const gitopsModuleKubevirt = createBackendModule({
  pluginId: 'gitops',
  moduleId: 'kubevirt',
  register(environment) {
    environment.registerInit({
      deps: {
        objectStates: objectStatesExtensionPoint,
        inventory: kubevirtInventoryServiceRef,
      },
      async init({ objectStates, inventory }) {
        objectStates.addSource(new VirtualMachineStates(inventory));
      },
    });
  },
});
