import {
  coreServices,
  createBackendModule,
  readSchedulerServiceTaskScheduleDefinitionFromConfig,
  type SchedulerServiceTaskScheduleDefinition,
} from '@backstage/backend-plugin-api';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { searchIndexRegistryExtensionPoint } from '@backstage/plugin-search-backend-node/alpha';
import { ChangeRequestCollatorFactory } from './ChangeRequestCollatorFactory';

const CONFIG = 'search.collators.changeRequests';
/** Topic of the GitOps plugin: a change request was merged. */
const MERGED_TOPIC = 'gitops.merged';
/** Under which the search plugin schedules documents of the type. */
const TASK = 'search_index_change_request';

const defaultSchedule: SchedulerServiceTaskScheduleDefinition = {
  frequency: { minutes: 2 },
  timeout: { minutes: 2 },
  initialDelay: { seconds: 5 },
};

/** Adds the change requests to search, and reads them again when one was merged. */
export const changeRequestsModule = createBackendModule({
  pluginId: 'search',
  moduleId: 'gitops',
  register(env) {
    env.registerInit({
      deps: {
        auth: coreServices.auth,
        config: coreServices.rootConfig,
        discovery: coreServices.discovery,
        events: eventsServiceRef,
        logger: coreServices.logger,
        registry: searchIndexRegistryExtensionPoint,
        scheduler: coreServices.scheduler,
      },
      async init({
        auth,
        config,
        discovery,
        events,
        logger,
        registry,
        scheduler,
      }) {
        const settings = config.getOptionalConfig(CONFIG);
        const schedule = settings?.has('schedule')
          ? readSchedulerServiceTaskScheduleDefinitionFromConfig(
              settings.getConfig('schedule'),
            )
          : defaultSchedule;
        registry.addCollator({
          schedule: scheduler.createScheduledTaskRunner(schedule),
          factory: new ChangeRequestCollatorFactory({
            auth,
            discovery,
            page: settings?.getOptionalString('page') ?? '/changes',
          }),
        });
        await events.subscribe({
          id: 'search-change-requests',
          topics: [MERGED_TOPIC],
          async onEvent() {
            try {
              await scheduler.triggerTask(TASK);
            } catch (error) {
              // It runs already, or has not been scheduled yet; the next run is near.
              logger.debug(`Change requests are read at their pace: ${error}`);
            }
          },
        });
      },
    });
  },
});
