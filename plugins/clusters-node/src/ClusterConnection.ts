/**
 * How to reach one Kubernetes cluster and as whom.
 *
 * @public
 */
export interface ClusterConnection {
  /** Name in the config; legal as a DNS label. */
  name: string;
  /** What people call it; the name when nothing else is configured. */
  title: string;
  /** Base URL of the API server, without a slash at its end. */
  url: string;
  /** PEM certificates of the authority that signed the API server's certificate; the system's authorities when absent. */
  ca?: string;
  /** The API server's certificate is not checked. */
  skipTLSVerify: boolean;
  /** The bearer token of this moment; `undefined` for an anonymous connection. Rejects when its file cannot be read. */
  token(): Promise<string | undefined>;
}
