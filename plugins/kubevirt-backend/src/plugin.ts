import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { actionsRegistryServiceRef } from '@backstage/backend-plugin-api/alpha';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import {
  removalConfirmPermission,
  virtualMachineReadPermission,
  virtualMachineRestartPermission,
  virtualMachineStartPermission,
  virtualMachineStopPermission,
} from '@naru/plugin-kubevirt-common';
import {
  kubevirtInventoryServiceRef,
  removalGuardServiceRef,
  virtualMachinePermissionRules,
  virtualMachineResourceRef,
} from '@naru/plugin-kubevirt-node';
import { VirtualMachineAccess } from './access/VirtualMachineAccess';
import { registerVirtualMachineActions } from './actions/registerVirtualMachineActions';
import { createRouter } from './router/createRouter';
import { InventorySignals } from './signals/InventorySignals';

/**
 * The HTTP API for VirtualMachines: list, one, power.
 *
 * @public
 */
export const kubevirtPlugin = createBackendPlugin({
  pluginId: 'kubevirt',
  register(env) {
    env.registerInit({
      deps: {
        actionsRegistry: actionsRegistryServiceRef,
        auditor: coreServices.auditor,
        guard: removalGuardServiceRef,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        inventory: kubevirtInventoryServiceRef,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        signals: signalsServiceRef,
      },
      async init(deps) {
        const { inventory, lifecycle, permissions, permissionsRegistry } = deps;
        permissionsRegistry.addResourceType({
          resourceRef: virtualMachineResourceRef,
          permissions: [
            virtualMachineReadPermission,
            virtualMachineStartPermission,
            virtualMachineStopPermission,
            virtualMachineRestartPermission,
          ],
          rules: Object.values(virtualMachinePermissionRules),
          getResources: async entityRefs =>
            entityRefs.map(entityRef => inventory.virtualMachine(entityRef)),
        });
        permissionsRegistry.addPermissions([removalConfirmPermission]);

        const access = new VirtualMachineAccess({
          permissions,
          permissionsRegistry,
        });
        deps.httpRouter.use(createRouter({ ...deps, access }));
        registerVirtualMachineActions({ ...deps, access });

        const endSignals = new InventorySignals(deps).follow(inventory);
        lifecycle.addShutdownHook(endSignals);
      },
    });
  },
});
