export interface Config {
  helm?: {
    /**
     * The helm program. Default: the one that the environment variable `NARU_HELM` names, else the first on the `PATH`.
     */
    path?: string;
    /**
     * What people may ask for through golden paths that use charts.
     */
    requests?: {
      /**
       * Registries, `<host>` or `<host>:<port>`, that images may come from besides those of `harbor.instances`. Default: none.
       */
      registries?: string[];
      /**
       * Domain of the host names of each environment, e.g. `staging.naru.example`. Without one, no host name can be asked for there.
       */
      domains?: {
        staging?: string;
        production?: string;
      };
    };
  };
}
