import { SchedulerServiceTaskScheduleDefinitionConfig } from '@backstage/backend-plugin-api';

export interface Config {
  catalog?: {
    providers?: {
      kubevirt?: {
        /** When everything is compared with the catalog again; default every 30 minutes. Changes in between come from the watch at once. */
        schedule?: SchedulerServiceTaskScheduleDefinitionConfig;
        /**
         * From 0 to 1: when more than this share of a cluster's entities, and more than 10, would go at once, they stay until a person confirms it.
         * Default 0.2.
         */
        maximumRemovalShare?: number;
      };
    };
  };
}
