export interface Config {
  auth?: {
    providers?: {
      /**
       * Sign-in as one of the people below, with no password. For the embedded default on one's own machine only: a
       * backend that is in production, or that others can reach, does not start with it.
       */
      'sample-people'?: {
        /**
         * The people, in the order of the sign-in page.
         */
        people: Array<{
          /**
           * The catalog user that this person is, for example `user:default/dev1`.
           * @visibility frontend
           */
          userEntityRef: string;
          /**
           * Name as shown; by default the name in the ref.
           * @visibility frontend
           */
          title?: string;
          /**
           * A line about the person, shown as written.
           * @visibility frontend
           */
          description?: string;
          /**
           * What the person does; the sign-in page says it in the reader's language.
           * @visibility frontend
           */
          role?: 'developer' | 'platform-engineer' | 'auditor';
          /**
           * Name of the team, for example `team1`.
           * @visibility frontend
           */
          team?: string;
        }>;
      };
    };
  };
}
