import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  catalogProcessingExtensionPoint,
  catalogServiceRef,
} from '@backstage/plugin-catalog-node';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { changeRequestHostsServiceRef } from '@naru/plugin-gitops-node';
import { readProviderConfig } from './config/readProviderConfig';
import { MERGED_TOPIC, mergeEventSchema } from './events/mergeEvent';
import { ApplicationFileProcessor } from './files/ApplicationFileProcessor';
import { ApplicationFileProvider } from './provider/ApplicationFileProvider';
import { CatalogedFiles } from './provider/CatalogedFiles';
import { createRemovalsRouter } from './removals/createRemovalsRouter';
import { LocationRemovals } from './removals/LocationRemovals';

/**
 * Brings the applications of GitOps repositories to the catalog, as their catalog-info.yaml files tell them.
 *
 * @public
 */
export const catalogModuleGitops = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'gitops',
  register(reg) {
    reg.registerInit({
      deps: {
        auditor: coreServices.auditor,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        events: eventsServiceRef,
        hosts: changeRequestHostsServiceRef,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        logger: coreServices.logger,
        permissions: coreServices.permissions,
        processing: catalogProcessingExtensionPoint,
        scheduler: coreServices.scheduler,
      },
      async init(deps) {
        const { auditor, auth, catalog, hosts, httpAuth, logger, permissions } =
          deps;
        const { schedule, folder, kinds, namespaces, maximumRemovalShare } =
          readProviderConfig(deps.config);
        const removals = new LocationRemovals({
          logger,
          maximumShare: maximumRemovalShare,
        });
        const cataloged = new CatalogedFiles({ catalog, auth, folder });
        const providers = hosts.list().map(
          host =>
            new ApplicationFileProvider({
              host,
              folder,
              cataloged,
              removals,
              logger,
              schedule: deps.scheduler.createScheduledTaskRunner(schedule),
            }),
        );
        deps.processing.addEntityProvider(...providers);
        deps.processing.addProcessor(
          new ApplicationFileProcessor({
            hosts,
            folder,
            allowed: { kinds, namespaces },
          }),
        );
        await deps.events.subscribe({
          id: 'catalog-backend-module-gitops',
          topics: [MERGED_TOPIC],
          async onEvent({ eventPayload }) {
            const merge = mergeEventSchema.safeParse(eventPayload);
            if (!merge.success) {
              logger.warn(
                `An event ${MERGED_TOPIC} is not as it should be: ${merge.error.message}`,
              );
              return;
            }
            await Promise.all(
              providers
                .filter(provider => provider.concerns(merge.data))
                .map(provider => provider.look()),
            );
          },
        });
        deps.httpRouter.use(
          createRemovalsRouter({ removals, httpAuth, permissions, auditor }),
        );
      },
    });
  },
});
