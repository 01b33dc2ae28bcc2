import { isError } from '@backstage/errors';

/**
 * A cause within a refusal: which field is wrong and why.
 *
 * @public
 */
export interface ClusterErrorCause {
  reason?: string;
  message?: string;
  field?: string;
}

/**
 * What {@link ClusterError} is made of.
 *
 * @public
 */
export interface ClusterErrorOptions {
  cluster: string;
  /** e.g. `PUT /apis/…/start`; without a query. */
  request: string;
  status?: number;
  reason?: string;
  detail: string;
  causes?: ClusterErrorCause[];
  retryAfterMs?: number;
  cause?: unknown;
}

/**
 * A call to a cluster that did not succeed.
 *
 * @remarks
 *
 * `status` is the HTTP status of the answer. Without an answer it is absent and `reason` says why: `Unreachable` (no connection, or it was cut),
 * `Timeout`, `Aborted` (by the caller), `TooLarge` (over the size limit), `BadAnswer` (not the JSON it should be), `NoCredentials` (the token
 * file cannot be read). With an answer `reason` is that of the Kubernetes `Status`, such as `NotFound`, `Forbidden`, `Conflict`, `Expired`.
 *
 * @public
 */
export class ClusterError extends Error {
  readonly cluster: string;
  readonly status?: number;
  readonly reason?: string;
  /** The server's own words, or what happened to the connection. */
  readonly detail: string;
  readonly causes: ClusterErrorCause[];
  /** How long the server asked to wait, in milliseconds. */
  readonly retryAfterMs?: number;

  constructor(options: ClusterErrorOptions) {
    const kind = [options.status, options.reason].filter(Boolean).join(' ');
    super(
      `Cluster ${options.cluster}, ${options.request}: ${kind}: ${options.detail}`,
      { cause: options.cause },
    );
    this.name = 'ClusterError';
    this.cluster = options.cluster;
    this.status = options.status;
    this.reason = options.reason;
    this.detail = options.detail;
    this.causes = options.causes ?? [];
    this.retryAfterMs = options.retryAfterMs;
  }

  /** Whether the cluster itself did not answer, in contrast to a refusal. */
  get unreachable(): boolean {
    return (
      this.reason === 'Unreachable' ||
      this.reason === 'Timeout' ||
      this.status === 502 ||
      this.status === 503 ||
      this.status === 504
    );
  }

  /** Whether the version that a watch or a listing asked for is no longer kept. */
  get gone(): boolean {
    return this.status === 410;
  }
}

/**
 * Whether an error is a {@link ClusterError}; by name, so that it holds across copies of the package.
 *
 * @public
 */
export function isClusterError(error: unknown): error is ClusterError {
  return isError(error) && error.name === 'ClusterError';
}
