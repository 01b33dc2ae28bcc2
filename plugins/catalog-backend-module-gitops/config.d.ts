import { SchedulerServiceTaskScheduleDefinitionConfig } from '@backstage/backend-plugin-api';

export interface Config {
  catalog?: {
    providers?: {
      gitops?: {
        /** When every repository is looked through; default every 2 minutes. A merge that the portal sees is looked at at once. */
        schedule?: SchedulerServiceTaskScheduleDefinitionConfig;
        /** Folder whose folders are applications, each with a `catalog-info.yaml`; default `apps`. */
        folder?: string;
        /** Kinds that a `catalog-info.yaml` may hold; default Component, API and Resource. */
        kinds?: string[];
        /** Entity namespaces that it may use; default `default`. */
        namespaces?: string[];
        /**
         * From 0 to 1: when more than this share of a repository's files, and more than 10, would go at once, they stay until a person confirms it.
         * Default 0.2.
         */
        maximumRemovalShare?: number;
      };
    };
  };
}
