import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import {
  actionsRegistryServiceRef,
  metricsServiceRef,
} from '@backstage/backend-plugin-api/alpha';
import { runbooksPermissions } from '@naru/plugin-runbooks-common';
import { runbooksServiceRef } from '@naru/plugin-runbooks-node';
import { registerFindRunbook } from './actions/registerFindRunbook';
import { FeedbackStore } from './feedback/FeedbackStore';
import { createRouter } from './router/createRouter';
import { RunbookAccess } from './RunbookAccess';
import { RunbookCounters } from './RunbookCounters';

/**
 * Serves runbooks: which fit an error, the pages, and whether they helped.
 *
 * @public
 */
export const runbooksPlugin = createBackendPlugin({
  pluginId: 'runbooks',
  register(environment) {
    environment.registerInit({
      deps: {
        actionsRegistry: actionsRegistryServiceRef,
        auditor: coreServices.auditor,
        auth: coreServices.auth,
        database: coreServices.database,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        logger: coreServices.logger,
        metrics: metricsServiceRef,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        runbooks: runbooksServiceRef,
      },
      async init(services) {
        const { actionsRegistry, runbooks } = services;
        services.permissionsRegistry.addPermissions(runbooksPermissions);
        const access = new RunbookAccess(services.permissions);
        services.httpRouter.use(
          createRouter({
            access,
            auditor: services.auditor,
            auth: services.auth,
            counters: new RunbookCounters(services.metrics),
            feedback: await FeedbackStore.create(services.database),
            httpAuth: services.httpAuth,
            logger: services.logger,
            runbooks,
          }),
        );
        registerFindRunbook({ access, actionsRegistry, runbooks });
      },
    });
  },
});
