import { spawn } from 'node:child_process';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createGunzip } from 'node:zlib';
import { gitEnvironment } from './runGit';

/** The two services of git's smart HTTP protocol. */
export type GitService = 'git-upload-pack' | 'git-receive-pack';

const TIMEOUT_MS = 120_000;
const PROTOCOL = /^version=[0-9]$/;

/** Answers `info/refs?service=…`: what the repository has. */
export function advertise(
  path: string,
  service: GitService,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const protocol = protocolOf(request);
  response.writeHead(200, {
    'Content-Type': `application/x-${service}-advertisement`,
    'Cache-Control': 'no-cache',
  });
  if (protocol !== 'version=2') {
    const line = `# service=${service}\n`;
    const length = (line.length + 4).toString(16).padStart(4, '0');
    response.write(`${length}${line}0000`);
  }
  const child = spawn(
    'git',
    [service.slice(4), '--stateless-rpc', '--advertise-refs', path],
    {
      env: gitEnvironment(protocol ? { GIT_PROTOCOL: protocol } : {}),
      stdio: ['ignore', 'pipe', 'ignore'],
      timeout: TIMEOUT_MS,
    },
  );
  child.stdout.pipe(response);
  return ended(child, response);
}

/**
 * Answers `git-upload-pack` and `git-receive-pack`: the exchange itself.
 *
 * @param options.hooks - folder with the hook that refuses pushes
 * @param options.refused - patterns of references that may not be pushed to
 */
export function exchange(
  path: string,
  service: GitService,
  request: IncomingMessage,
  response: ServerResponse,
  options: { hooks: string; refused: string[] },
): Promise<void> {
  const protocol = protocolOf(request);
  response.writeHead(200, {
    'Content-Type': `application/x-${service}-result`,
    'Cache-Control': 'no-cache',
  });
  const child = spawn(
    'git',
    [
      '-c',
      `core.hooksPath=${options.hooks}`,
      service.slice(4),
      '--stateless-rpc',
      path,
    ],
    {
      env: gitEnvironment({
        FORGE_REFUSED: options.refused.join(' '),
        ...(protocol ? { GIT_PROTOCOL: protocol } : {}),
      }),
      stdio: ['pipe', 'pipe', 'ignore'],
      timeout: TIMEOUT_MS,
    },
  );
  const zipped = request.headers['content-encoding'] === 'gzip';
  const source = zipped ? request.pipe(createGunzip()) : request;
  source.on('error', () => child.kill());
  child.stdin.on('error', () => {});
  source.pipe(child.stdin);
  child.stdout.pipe(response);
  return ended(child, response);
}

/** The `pre-receive` hook: refuses the references that `FORGE_REFUSED` names, in Gitea's words. */
export const PRE_RECEIVE = `#!/bin/sh
set -f
while read -r old new ref; do
  for pattern in $FORGE_REFUSED; do
    case $ref in
      $pattern)
        printf '\\nerror:\\nerror: Not allowed to push to protected branch %s\\nerror:\\n' "\${ref#refs/heads/}" >&2
        exit 1
        ;;
    esac
  done
done
`;

function protocolOf(request: IncomingMessage): string | undefined {
  const header = request.headers['git-protocol'];
  return typeof header === 'string' && PROTOCOL.test(header)
    ? header
    : undefined;
}

function ended(
  child: ReturnType<typeof spawn>,
  response: ServerResponse,
): Promise<void> {
  return new Promise(resolve => {
    child.on('error', () => {
      response.destroy();
      resolve();
    });
    child.on('close', () => resolve());
    response.on('close', () => child.kill());
  });
}
