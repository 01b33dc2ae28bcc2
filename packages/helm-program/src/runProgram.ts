import { spawn } from 'node:child_process';
import { HelmError } from './HelmError';

/** What a program wrote, and how it ended. */
export interface ProgramOutput {
  code: number;
  stdout: string;
  stderr: string;
}

/**
 * Runs a program without a shell and without input. When it takes too long or writes too much, it is killed together
 * with everything that it started.
 *
 * @throws HelmError of kind `timeout`, `too-large` or `program`; the signal's reason when it is aborted
 */
export function runProgram(options: {
  path: string;
  args: string[];
  cwd: string;
  env: Record<string, string>;
  timeoutMs: number;
  /** Of both outputs together, in bytes. */
  maxOutputBytes: number;
  signal?: AbortSignal;
}): Promise<ProgramOutput> {
  const { path, args, cwd, env, timeoutMs, maxOutputBytes, signal } = options;
  return new Promise((resolve, reject) => {
    const child = spawn(path, args, {
      cwd,
      env,
      // A group of its own, so that it can be ended with its children.
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    let size = 0;
    let failure: unknown;

    const end = (reason: unknown) => {
      failure ??= reason;
      killGroup(child.pid);
    };
    const onAbort = () => end(signal?.reason);
    const timer = setTimeout(
      () =>
        end(
          new HelmError(
            'timeout',
            `helm did not finish within ${timeoutMs / 1000} seconds`,
          ),
        ),
      timeoutMs,
    );
    const settle = (outcome: () => void) => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
      outcome();
    };
    const keep = (chunks: Buffer[]) => (chunk: Buffer) => {
      size += chunk.length;
      if (size <= maxOutputBytes) chunks.push(chunk);
      else {
        end(
          new HelmError(
            'too-large',
            `helm wrote more than ${maxOutputBytes} bytes`,
          ),
        );
      }
    };
    child.stdout.on('data', keep(stdout));
    child.stderr.on('data', keep(stderr));
    child.on('error', error =>
      settle(() =>
        reject(
          new HelmError(
            'program',
            `the helm program cannot be run: ${
              (error as NodeJS.ErrnoException).code ?? error.message
            }`,
          ),
        ),
      ),
    );
    // The streams stay open while a child of the program lives, therefore the end of the program counts.
    child.on('exit', () => killGroup(child.pid));
    child.on('close', (code, name) =>
      settle(() => {
        if (failure) reject(failure);
        else if (code === null) {
          reject(
            new HelmError('program', `the helm program was ended by ${name}`),
          );
        } else {
          resolve({
            code,
            stdout: Buffer.concat(stdout).toString('utf8'),
            stderr: Buffer.concat(stderr).toString('utf8'),
          });
        }
      }),
    );
    if (signal?.aborted) onAbort();
    else signal?.addEventListener('abort', onAbort, { once: true });
  });
}

function killGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // Nobody of the group is left.
  }
}
