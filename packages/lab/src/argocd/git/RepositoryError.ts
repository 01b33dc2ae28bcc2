import { GitFailure } from './GitProgram';

/** Why a repository could not be read, in the words of Argo CD's repo-server. */
export class RepositoryError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'RepositoryError';
  }
}

/** What Argo CD says when git cannot list the refs of `url`. */
export function listingError(failure: unknown, url: string): RepositoryError {
  return new RepositoryError(`failed to list refs: ${cause(failure, url)}`);
}

function cause(failure: unknown, url: string): string {
  if (!(failure instanceof GitFailure)) return String(failure);
  if (failure.timedOut) return 'context deadline exceeded';
  const { stderr } = failure;
  const request = `Get "${url}/info/refs?service=git-upload-pack"`;
  const remote = /^remote: (.+?)\s*$/m.exec(stderr)?.[1];
  if (/could not read Username|Authentication failed|error: 401/.test(stderr)) {
    return `authentication required: ${remote ?? 'Unauthorized'}`;
  }
  if (/error: 403/.test(stderr)) {
    return `authorization failed: ${remote ?? 'Forbidden'}`;
  }
  if (/not found|does not appear to be a git repository/.test(stderr)) {
    return `repository not found${remote ? `: ${remote}` : ''}`;
  }
  if (/Could not resolve host/.test(stderr)) {
    return `${request}: dial tcp: lookup ${
      new URL(url).hostname
    }: no such host`;
  }
  if (/Failed to connect|Connection refused/.test(stderr)) {
    return `${request}: dial tcp ${address(url)}: connect: connection refused`;
  }
  if (/Empty reply|Recv failure|Connection reset/.test(stderr)) {
    return `${request}: EOF`;
  }
  return failure.message;
}

function address(url: string): string {
  const { hostname, port, protocol } = new URL(url);
  return `${hostname}:${port || (protocol === 'https:' ? '443' : '80')}`;
}
