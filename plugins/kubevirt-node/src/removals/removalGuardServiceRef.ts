import {
  coreServices,
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import { RemovalGuard } from './RemovalGuard';

/**
 * The guard between the catalog's provider, which asks it, and the KubeVirt backend, which shows and confirms what it refused.
 *
 * @public
 */
export const removalGuardServiceRef = createServiceRef<RemovalGuard>({
  id: 'kubevirt.removal-guard',
  scope: 'root',
  defaultFactory: async service =>
    createServiceFactory({
      service,
      deps: {
        config: coreServices.rootConfig,
        logger: coreServices.rootLogger,
      },
      factory({ config, logger }) {
        return RemovalGuard.fromConfig(config, {
          logger: logger.child({ service: 'kubevirt.removal-guard' }),
        });
      },
    }),
});
