import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';
import { NaruPermissionPolicy } from './NaruPermissionPolicy';
import { readRoleGroups } from './Role';

/**
 * Sets the portal's permission policy.
 *
 * @public
 */
export const permissionModuleNaru = createBackendModule({
  pluginId: 'permission',
  moduleId: 'naru',
  register(reg) {
    reg.registerInit({
      deps: {
        config: coreServices.rootConfig,
        policy: policyExtensionPoint,
        userInfo: coreServices.userInfo,
      },
      async init({ config, policy, userInfo }) {
        policy.setPolicy(
          new NaruPermissionPolicy({
            groups: readRoleGroups(config),
            userInfo,
          }),
        );
      },
    });
  },
});
