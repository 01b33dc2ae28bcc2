/** Why manifests could not be made; becomes a `ComparisonError` in the words of Argo CD's repo-server. */
export class RenderError extends Error {
  /** gRPC code that Argo CD shows. */
  readonly code: 'Unknown' | 'FailedPrecondition';

  constructor(message: string, code: RenderError['code'] = 'Unknown') {
    super(message);
    this.name = 'RenderError';
    this.code = code;
  }
}
