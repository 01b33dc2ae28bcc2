import {
  coreServices,
  createBackendModule,
  readSchedulerServiceTaskScheduleDefinitionFromConfig,
} from '@backstage/backend-plugin-api';
import { searchIndexRegistryExtensionPoint } from '@backstage/plugin-search-backend-node/alpha';
import { runbooksServiceRef } from '@naru/plugin-runbooks-node';
import { RunbookCollatorFactory } from './RunbookCollatorFactory';

const KEY = 'search.collators.runbook.schedule';

/** Pages change seldom; the first time is soon, so that a new portal finds them. */
const USUAL_SCHEDULE = {
  frequency: { minutes: 5 },
  timeout: { minutes: 5 },
  initialDelay: { seconds: 3 },
};

/**
 * Adds documents of type `runbook` to search.
 *
 * @public
 */
export const searchModuleRunbooks = createBackendModule({
  pluginId: 'search',
  moduleId: 'runbooks',
  register(registration) {
    registration.registerInit({
      deps: {
        config: coreServices.rootConfig,
        indexRegistry: searchIndexRegistryExtensionPoint,
        runbooks: runbooksServiceRef,
        scheduler: coreServices.scheduler,
      },
      async init({ config, indexRegistry, runbooks, scheduler }) {
        const schedule = config.has(KEY)
          ? readSchedulerServiceTaskScheduleDefinitionFromConfig(
              config.getConfig(KEY),
            )
          : USUAL_SCHEDULE;
        indexRegistry.addCollator({
          schedule: scheduler.createScheduledTaskRunner(schedule),
          factory: new RunbookCollatorFactory({ runbooks }),
        });
      },
    });
  },
});
