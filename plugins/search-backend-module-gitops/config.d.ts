import { SchedulerServiceTaskScheduleDefinitionConfig } from '@backstage/backend-plugin-api';

export interface Config {
  search?: {
    collators?: {
      /** Change requests as documents of the search. */
      changeRequests?: {
        /** How often they are read; default: every two minutes. A merge is read at once. */
        schedule?: SchedulerServiceTaskScheduleDefinitionConfig;
        /**
         * Path of the GitOps plugin's page, when it was moved.
         * @default /changes
         */
        page?: string;
      };
    };
  };
}
