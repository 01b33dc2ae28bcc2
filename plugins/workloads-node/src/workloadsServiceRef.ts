import {
  coreServices,
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import { DefaultWorkloads } from './DefaultWorkloads';
import type { Workloads } from './Workloads';

/**
 * The workloads of all applications, one for the whole process: however many plugins use it, each cluster is watched once.
 *
 * @public
 */
export const workloadsServiceRef = createServiceRef<Workloads>({
  id: 'workloads',
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
        const workloads = DefaultWorkloads.fromConfig(config, {
          logger: logger.child({ service: 'workloads' }),
        });
        const stop = new AbortController();
        const ended = workloads.start(stop.signal);
        lifecycle.addShutdownHook(async () => {
          stop.abort();
          await ended;
        });
        return workloads;
      },
    }),
});
