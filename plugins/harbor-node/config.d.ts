export interface Config {
  harbor?: {
    /**
     * Harbors whose images people can choose. The first one is asked where none is named.
     */
    instances?: Array<{
      /**
       * Short name: lower-case letters, digits and dashes.
       */
      name: string;
      /**
       * Base URL, e.g. `https://harbor.example.com`, without `/api/v2.0`.
       */
      url: string;
      /**
       * Host and port in the names of its images. Default: those of `url`.
       */
      registry?: string;
      /**
       * Robot account of the portal with its prefix, e.g. `robot$naru`.
       */
      username: string;
      /**
       * @visibility secret
       */
      password?: string;
      /**
       * File with the password instead of `password`; read again for each call, so that a renewed one is used at once.
       */
      passwordFile?: string;
    }>;
  };
}
