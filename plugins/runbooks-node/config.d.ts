import { HumanDuration } from '@backstage/types';

export interface Config {
  runbooks?: {
    /**
     * Folders of runbooks: each has `mkdocs.yml` and `docs/<en|ko>/<group>/<page>.md`. Of two cases with the same id the
     * one of the first folder counts.
     */
    sources?: Array<{
      /**
       * Short name: lower-case letters, digits and dashes.
       */
      id: string;
      /**
       * What people read. Default: the id.
       */
      title?: string;
      /**
       * Folder on this machine; a relative one as targets of the catalog: from where the backend was started.
       */
      path?: string;
      /**
       * Folder in a repository instead of `path`, as a person opens it, e.g. `https://forge.example.com/team3/app/src/branch/main/runbooks`.
       * It is read with the account of `integrations`.
       */
      url?: string;
      /**
       * Entity whose documentation the pages are, e.g. `component:default/team3-runbooks`.
       */
      entityRef: string;
    }>;
    /**
     * How often the folders are looked at, and how long that may take.
     */
    schedule?: {
      /**
       * Default: one minute.
       */
      frequency?: string | HumanDuration;
      /**
       * Default: one minute.
       */
      timeout?: string | HumanDuration;
    };
  };
}
