import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Options of {@link MkdocsProgram}. */
export interface MkdocsProgramOptions {
  /** Program to run; from the PATH when it has no slash. */
  program?: string;
  /** For how long a missing program is not looked for again. */
  retryMs?: number;
}

/** The `mkdocs` of this machine, which may arrive while the backend runs. */
export class MkdocsProgram {
  readonly #program: string;
  readonly #retryMs: number;
  #version: string | undefined;
  #lookedAt = -Infinity;
  #looking: Promise<string | undefined> | undefined;

  constructor({
    program = 'mkdocs',
    retryMs = 5_000,
  }: MkdocsProgramOptions = {}) {
    this.#program = program;
    this.#retryMs = retryMs;
  }

  /** Its version, for example `1.6.1`; undefined while it does not answer. */
  async version(): Promise<string | undefined> {
    if (this.#version) return this.#version;
    if (Date.now() - this.#lookedAt < this.#retryMs) return undefined;
    this.#looking ??= this.#ask().finally(() => {
      this.#looking = undefined;
    });
    return this.#looking;
  }

  async #ask(): Promise<string | undefined> {
    try {
      const { stdout } = await run(this.#program, ['--version'], {
        timeout: 20_000,
        maxBuffer: 64 * 1024,
      });
      this.#version = /version (\d[\w.]*)/.exec(stdout)?.[1];
    } catch {
      this.#version = undefined;
    }
    this.#lookedAt = Date.now();
    return this.#version;
  }
}
