import {
  coreServices,
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import { DefaultKubevirtInventory } from './DefaultKubevirtInventory';
import { KubevirtInventory } from './KubevirtInventory';

/**
 * The inventory of VirtualMachines, one for the whole process: however many plugins use it, each cluster is watched once.
 *
 * @public
 */
export const kubevirtInventoryServiceRef = createServiceRef<KubevirtInventory>({
  id: 'kubevirt.inventory',
  scope: 'root',
  defaultFactory: async service =>
    createServiceFactory({
      service,
      deps: {
        config: coreServices.rootConfig,
        lifecycle: coreServices.rootLifecycle,
        logger: coreServices.rootLogger,
      },
      factory({ config, lifecycle, logger }) {
        const inventory = DefaultKubevirtInventory.fromConfig(config, {
          logger: logger.child({ service: 'kubevirt.inventory' }),
        });
        const stop = new AbortController();
        const ended = inventory.start(stop.signal);
        lifecycle.addShutdownHook(async () => {
          stop.abort();
          await ended;
        });
        return inventory;
      },
    }),
});
