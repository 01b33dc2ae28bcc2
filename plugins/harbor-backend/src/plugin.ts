import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { harborPermissions } from '@naru/plugin-harbor-common';
import { harborServiceRef } from '@naru/plugin-harbor-node';
import { createRouter } from './router/createRouter';

/**
 * Serves projects, repositories and tags of Harbor to those who choose an image.
 *
 * @public
 */
export const harborPlugin = createBackendPlugin({
  pluginId: 'harbor',
  register(environment) {
    environment.registerInit({
      deps: {
        harbor: harborServiceRef,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
      },
      async init(services) {
        services.permissionsRegistry.addPermissions(harborPermissions);
        services.httpRouter.use(
          createRouter({
            harbor: services.harbor,
            httpAuth: services.httpAuth,
            permissions: services.permissions,
          }),
        );
      },
    });
  },
});
