import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Options of {@link Program}. */
export interface ProgramOptions {
  /** Name in messages. */
  name: string;
  /** TypeScript entry, from the root of the checkout. */
  entry: string;
  args?: string[];
  env?: Record<string, string>;
  /** Checkout that holds the program. */
  root: string;
  logFile: string;
}

/** One of the Node programs that make up a running portal: started from source, logged to a file, ended with all it holds. */
export class Program {
  readonly #options: ProgramOptions;
  #child: ChildProcess | undefined;
  #ended: Promise<void> = Promise.resolve();
  #stopping = false;

  constructor(options: ProgramOptions) {
    this.#options = options;
  }

  get name(): string {
    return this.#options.name;
  }

  get pid(): number | undefined {
    return this.#child?.pid;
  }

  /** Starts it. `onCrash` hears of an end that nobody asked for. */
  start(onCrash?: (words: string) => void): void {
    const { root, entry, args = [], env, logFile, name } = this.#options;
    mkdirSync(dirname(logFile), { recursive: true });
    const log = openSync(logFile, 'w');
    this.#stopping = false;
    const child = spawn(
      process.execPath,
      [
        '--disable-warning=ExperimentalWarning',
        '--disable-warning=DEP0040',
        '--enable-source-maps',
        '--require',
        join(root, 'node_modules/@backstage/cli-node/config/nodeTransform.cjs'),
        '--require',
        join(root, 'scripts/endWithParent.cjs'),
        join(root, entry),
        ...args,
      ],
      {
        cwd: root,
        env: { ...process.env, NODE_ENV: 'development', ...env },
        stdio: ['ignore', log, log, 'ipc'],
      },
    );
    closeSync(log);
    this.#child = child;
    this.#ended = new Promise(resolve => {
      child.once('exit', (code, signal) => {
        this.#child = undefined;
        resolve();
        if (!this.#stopping) {
          onCrash?.(
            `${name} ended (${signal ?? `code ${code}`}): ${
              this.lastWords() || `nothing was said; its log is ${logFile}`
            }`,
          );
        }
      });
    });
  }

  /** The line that tells most of why it ended. */
  lastWords(): string {
    const lines = readFileSync(this.#options.logFile, 'utf8')
      .split('\n')
      .map(line => line.trim())
      .filter(Boolean);
    return (
      lines.findLast(line =>
        /error|refus|invalid|cannot|missing/i.test(line),
      ) ??
      lines.at(-1) ??
      ''
    );
  }

  /** Ends it: politely, after `patienceMs` by force. Comes back when it is gone. */
  async stop(patienceMs = 8000): Promise<void> {
    this.#stopping = true;
    const child = this.#child;
    if (!child) return;
    child.kill('SIGTERM');
    const force = setTimeout(() => child.kill('SIGKILL'), patienceMs);
    await this.#ended;
    clearTimeout(force);
  }

  /** Ends it at once, as a crash would. */
  async kill(): Promise<void> {
    this.#stopping = true;
    this.#child?.kill('SIGKILL');
    await this.#ended;
  }
}
