import { execFile } from 'node:child_process';
import { devNull } from 'node:os';

/** Longest output of one git call, in bytes. */
const MAX_OUTPUT = 256 * 1024 * 1024;

/** git ended with an error: what it said, and nothing of how it was called. */
export class GitFailure extends Error {
  readonly stderr: string;
  readonly timedOut: boolean;

  constructor(stderr: string, timedOut: boolean) {
    super(timedOut ? 'git took too long' : lastLine(stderr));
    this.name = 'GitFailure';
    this.stderr = stderr;
    this.timedOut = timedOut;
  }
}

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1) ?? '';
}

/**
 * Runs the `git` program without a shell, shielded from the person's own git configuration. A bounded number runs at
 * once; each has a time limit.
 */
export class GitProgram {
  readonly #timeoutMs: number;
  readonly #limit: number;
  readonly #abort = new AbortController();
  #running = 0;
  readonly #waiting: (() => void)[] = [];

  constructor(options: { timeoutMs?: number; concurrency?: number } = {}) {
    this.#timeoutMs = options.timeoutMs ?? 60_000;
    this.#limit = options.concurrency ?? 4;
  }

  /**
   * @param environment - configuration that must not be seen on the command line, see {@link gitConfiguration}
   * @throws GitFailure
   */
  async run(
    args: string[],
    options: {
      cwd: string;
      environment?: Record<string, string>;
      input?: string;
    },
  ): Promise<Buffer> {
    if (this.#running >= this.#limit) {
      await new Promise<void>(resolve => this.#waiting.push(resolve));
    }
    this.#running++;
    try {
      return await this.#execute(args, options);
    } finally {
      this.#running--;
      this.#waiting.shift()?.();
    }
  }

  /** Ends what runs; nothing runs after it. */
  stop(): void {
    this.#abort.abort();
  }

  #execute(
    args: string[],
    options: {
      cwd: string;
      environment?: Record<string, string>;
      input?: string;
    },
  ): Promise<Buffer> {
    return new Promise((resolve, reject) => {
      const child = execFile(
        'git',
        args,
        {
          cwd: options.cwd,
          encoding: 'buffer',
          maxBuffer: MAX_OUTPUT,
          timeout: this.#timeoutMs,
          killSignal: 'SIGKILL',
          signal: this.#abort.signal,
          env: {
            PATH: process.env.PATH,
            HOME: options.cwd,
            LC_ALL: 'C',
            GIT_CONFIG_NOSYSTEM: '1',
            GIT_CONFIG_GLOBAL: devNull,
            GIT_TERMINAL_PROMPT: '0',
            GIT_ALLOW_PROTOCOL: 'http:https:file',
            ...options.environment,
          },
        },
        (error, stdout, stderr) => {
          if (error) {
            reject(
              new GitFailure(stderr.toString('utf8'), error.killed === true),
            );
          } else {
            resolve(stdout);
          }
        },
      );
      // A git that ends early closes its input; its exit code tells more than the broken pipe.
      child.stdin?.on('error', () => {});
      child.stdin?.end(options.input);
    });
  }
}

/** git configuration by environment, so that a credential shows neither on the command line nor in a file. */
export function gitConfiguration(
  settings: Record<string, string>,
): Record<string, string> {
  const entries = Object.entries(settings);
  return Object.fromEntries([
    ['GIT_CONFIG_COUNT', String(entries.length)],
    ...entries.flatMap(([key, value], index) => [
      [`GIT_CONFIG_KEY_${index}`, key],
      [`GIT_CONFIG_VALUE_${index}`, value],
    ]),
  ]);
}
