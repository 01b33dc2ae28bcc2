export interface Config {
  kubevirt?: {
    /** The clusters whose VirtualMachines are shown. The first one gives its machines the plain entity names. */
    clusters?: Array<{
      /** DNS label; part of entity names of all clusters but the first. */
      name: string;
      /** What people call it; default the name. */
      title?: string;
      /** https address of the API server. Without it the entry of the same name in `kubernetes.clusterLocatorMethods` (type `config`) is used. */
      url?: string;
      /** Certificates of the authority, PEM or base64 of PEM. */
      caData?: string;
      /** File with the certificates of the authority, PEM. */
      caFile?: string;
      /** @visibility secret */
      serviceAccountToken?: string;
      /** File with the token; read again for each call, so that a renewed token is used at once. */
      serviceAccountTokenFile?: string;
      /** Do not check the API server's certificate. Refused when NODE_ENV is `production`. */
      skipTLSVerify?: boolean;
    }>;
  };
}
