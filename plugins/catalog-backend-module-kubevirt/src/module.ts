import {
  coreServices,
  createBackendModule,
  readSchedulerServiceTaskScheduleDefinitionFromConfig,
  SchedulerServiceTaskScheduleDefinition,
} from '@backstage/backend-plugin-api';
import {
  catalogProcessingExtensionPoint,
  catalogServiceRef,
} from '@backstage/plugin-catalog-node';
import {
  kubevirtInventoryServiceRef,
  Ownership,
  removalGuardServiceRef,
} from '@naru/plugin-kubevirt-node';
import { CatalogedEntities } from './provider/CatalogedEntities';
import { KubevirtEntityProvider } from './provider/KubevirtEntityProvider';
import { OwnerReport } from './provider/OwnerReport';

const CONFIG_KEY = 'catalog.providers.kubevirt';

const DEFAULT_SCHEDULE: SchedulerServiceTaskScheduleDefinition = {
  frequency: { minutes: 30 },
  timeout: { minutes: 5 },
  initialDelay: { minutes: 1 },
};

/**
 * Brings clusters, golden images and VirtualMachines to the catalog.
 *
 * @public
 */
export const catalogModuleKubevirt = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'kubevirt',
  register(reg) {
    reg.registerInit({
      deps: {
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        guard: removalGuardServiceRef,
        inventory: kubevirtInventoryServiceRef,
        logger: coreServices.logger,
        processing: catalogProcessingExtensionPoint,
        scheduler: coreServices.scheduler,
      },
      async init(deps) {
        const { auth, catalog, config, guard, inventory, logger, scheduler } =
          deps;
        const scheduleConfig = config.getOptionalConfig(
          `${CONFIG_KEY}.schedule`,
        );
        const schedule = scheduler.createScheduledTaskRunner(
          scheduleConfig
            ? readSchedulerServiceTaskScheduleDefinitionFromConfig(
                scheduleConfig,
              )
            : DEFAULT_SCHEDULE,
        );
        const cataloged = new CatalogedEntities({ catalog, auth });
        const clusterOwner = Ownership.fromConfig(config).platformOwner;
        for (const { name } of inventory.clusters()) {
          deps.processing.addEntityProvider(
            new KubevirtEntityProvider({
              cluster: name,
              inventory,
              guard,
              cataloged,
              clusterOwner,
              logger,
              schedule,
            }),
          );
        }
        const ownerReport = new OwnerReport({ inventory, cataloged, logger });
        await schedule.run({
          id: 'kubevirt:report-owners',
          fn: () => ownerReport.run(),
        });
      },
    });
  },
});
