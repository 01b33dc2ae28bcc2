import { spawn } from 'node:child_process';

/** How to run one git command. */
export interface GitRun {
  cwd: string;
  args: string[];
  input?: Buffer | string;
  env?: Record<string, string>;
  /** Exit codes that are an answer, not a failure. Default: only 0. */
  accept?: number[];
}

/** Exit code and output of a git command. */
export interface GitResult {
  code: number;
  stdout: Buffer;
}

/** A git command that failed. */
export class GitError extends Error {
  readonly code: number | undefined;

  constructor(args: string[], code: number | undefined, stderr: string) {
    super(`git ${args[0]} failed (${code ?? 'killed'}): ${stderr.trim()}`);
    this.name = 'GitError';
    this.code = code;
  }
}

const TIMEOUT_MS = 60_000;
const OUTPUT_LIMIT = 64 * 1024 * 1024;

/** Environment of every git process: nothing of the user's own configuration gets in. */
export function gitEnvironment(
  extra: Record<string, string> = {},
): Record<string, string> {
  return {
    PATH: process.env.PATH ?? '',
    HOME: '/nonexistent',
    LC_ALL: 'C.UTF-8',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_TERMINAL_PROMPT: '0',
    ...extra,
  };
}

/**
 * Runs the `git` program, without a shell.
 *
 * @throws GitError when it ends with a code that is not accepted, takes longer than a minute or writes more than 64 MiB
 */
export function runGit(run: GitRun): Promise<GitResult> {
  return new Promise((resolve, reject) => {
    const child = spawn('git', run.args, {
      cwd: run.cwd,
      env: gitEnvironment(run.env),
      timeout: TIMEOUT_MS,
    });
    const stdout: Buffer[] = [];
    let size = 0;
    let stderr = '';
    child.stdout.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > OUTPUT_LIMIT) child.kill('SIGKILL');
      else stdout.push(chunk);
    });
    child.stderr.on('data', (chunk: Buffer) => {
      if (stderr.length < 10_000) stderr += chunk.toString('utf8');
    });
    child.on('error', error =>
      reject(new GitError(run.args, undefined, error.message)),
    );
    child.on('close', code => {
      if (code !== null && (run.accept ?? [0]).includes(code)) {
        resolve({ code, stdout: Buffer.concat(stdout) });
      } else {
        reject(new GitError(run.args, code ?? undefined, stderr));
      }
    });
    // git may end before it has read everything; its exit code tells what happened.
    child.stdin.on('error', () => {});
    child.stdin.end(run.input ?? '');
  });
}
