import { spawn } from 'node:child_process';
import type { TechDocsContainerRunner } from '@backstage/plugin-techdocs-node';

type Run = Parameters<TechDocsContainerRunner['runContainer']>[0];

/** Options of {@link MkdocsProcess}. */
export interface MkdocsProcessOptions {
  /** Program to run; from the PATH when it has no slash. */
  program?: string;
  /** Ends what is running, and lets nothing begin. */
  signal?: AbortSignal;
  /** For how long one build may run. */
  timeoutMs?: number;
  /** How many builds may run at the same time. */
  atOnce?: number;
}

/**
 * What MkDocs is told of this process: where programs and files are, nothing secret. Its settings may name variables
 * (`!ENV`), and who writes them is not who runs the portal.
 */
const passedOn = [
  'PATH',
  'HOME',
  'TMPDIR',
  'LD_LIBRARY_PATH',
  'DYLD_LIBRARY_PATH',
  'PYTHONHOME',
  'PYTHONPATH',
  'NIX_LD',
];

/** Address space 4 GiB, a file 1 GiB, processor time 15 min; a system without one of the limits goes without it. */
const limits =
  'ulimit -v 4194304; ulimit -f 1048576; ulimit -t 900; ulimit -c 0';

const lastWords = 4_000;

/**
 * Runs MkDocs on this machine where the stock generator would run a container: with a bare environment, with limits, and
 * never longer than allowed.
 */
export class MkdocsProcess implements TechDocsContainerRunner {
  readonly #program: string;
  readonly #signal: AbortSignal | undefined;
  readonly #timeoutMs: number;
  readonly #waiting: (() => void)[] = [];
  #free: number;

  constructor({
    program = 'mkdocs',
    signal,
    timeoutMs = 300_000,
    atOnce = 2,
  }: MkdocsProcessOptions = {}) {
    this.#program = program;
    this.#signal = signal;
    this.#timeoutMs = timeoutMs;
    this.#free = atOnce;
  }

  /** @throws Error with the last words of MkDocs when it failed, was too slow, or the backend ends */
  async runContainer(run: Run): Promise<void> {
    if (this.#free > 0) this.#free -= 1;
    else await new Promise<void>(resolve => this.#waiting.push(resolve));
    try {
      await this.#run(run);
    } finally {
      const next = this.#waiting.shift();
      if (next) next();
      else this.#free += 1;
    }
  }

  #run({ args, mountDirs = {}, logStream }: Run): Promise<void> {
    const folders = Object.entries(mountDirs);
    const here = (path: string) => {
      const found = folders.find(
        ([, inside]) => path === inside || path.startsWith(`${inside}/`),
      );
      return found ? found[0] + path.slice(found[1].length) : path;
    };
    const cwd = here('/input');
    return new Promise((resolve, reject) => {
      if (this.#signal?.aborted) {
        reject(new Error('the backend is ending'));
        return;
      }
      const child = spawn(
        '/bin/sh',
        [
          '-c',
          `{ ${limits}; } 2>/dev/null; exec "$0" "$@"`,
          this.#program,
          ...args.map(here),
        ],
        {
          cwd,
          // A group of its own, so that what it starts ends with it.
          detached: true,
          stdio: ['ignore', 'pipe', 'pipe'],
          env: {
            ...Object.fromEntries(
              passedOn.flatMap(name => {
                const value = process.env[name];
                return value === undefined ? [] : [[name, value]];
              }),
            ),
            LANG: 'C.UTF-8',
            // The folder of the pages is no place for modules.
            PYTHONSAFEPATH: '1',
            PYTHONNOUSERSITE: '1',
          },
        },
      );
      let said = '';
      let ended: string | undefined;
      const listen = (data: Buffer) => {
        said = (said + data).slice(-lastWords);
        logStream?.write(data);
      };
      child.stdout.on('data', listen);
      child.stderr.on('data', listen);
      const end = (why: string) => {
        ended = why;
        try {
          if (child.pid) process.kill(-child.pid, 'SIGKILL');
        } catch {
          // It ended by itself.
        }
      };
      const timer = setTimeout(
        () => end(`took longer than ${this.#timeoutMs / 1_000} s`),
        this.#timeoutMs,
      );
      const onAbort = () => end('was ended with the backend');
      this.#signal?.addEventListener('abort', onAbort, { once: true });
      const done = () => {
        clearTimeout(timer);
        this.#signal?.removeEventListener('abort', onAbort);
      };
      child.once('error', error => {
        done();
        reject(error);
      });
      child.once('close', (code, signal) => {
        done();
        if (code === 0 && !ended) {
          resolve();
          return;
        }
        const how = ended ?? `ended with ${signal ?? code}`;
        const words = said.trim().split('\n').slice(-5).join('\n');
        reject(new Error(`MkDocs ${how}${words ? `: ${words}` : ''}`));
      });
    });
  }
}
