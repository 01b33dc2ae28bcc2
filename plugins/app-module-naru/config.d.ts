export interface Config {
  auth?: {
    providers?: {
      /**
       * People of the sample sign-in. When they are there, the sign-in page lists them; else it offers the company's
       * sign-in (`auth.providers.oidc`).
       */
      'sample-people'?: {
        people: Array<{
          /** @visibility frontend */
          userEntityRef: string;
          /** @visibility frontend */
          title?: string;
          /** @visibility frontend */
          description?: string;
          /** @visibility frontend */
          role?: 'developer' | 'platform-engineer' | 'auditor';
          /** @visibility frontend */
          team?: string;
        }>;
      };
    };
  };
}
