/**
 * Runs work per key: never twice at a time for one key, a bounded number of keys at a time, and once more when a key
 * was added while it ran.
 */
export class WorkQueue {
  readonly #work: (key: string) => Promise<void>;
  readonly #concurrency: number;
  readonly #waiting = new Set<string>();
  readonly #running = new Set<string>();
  #idle: (() => void)[] = [];
  #isStopped = false;

  constructor(options: {
    /** Must not reject. */
    work: (key: string) => Promise<void>;
    concurrency?: number;
  }) {
    this.#work = options.work;
    this.#concurrency = options.concurrency ?? 8;
  }

  add(key: string): void {
    if (this.#isStopped || this.#waiting.has(key)) return;
    this.#waiting.add(key);
    // Not at once: the caller may be within the write that made the work.
    queueMicrotask(() => this.#pump());
  }

  /** Resolves when nothing waits and nothing runs. */
  async settled(): Promise<void> {
    if (this.#waiting.size === 0 && this.#running.size === 0) return;
    await new Promise<void>(resolve => this.#idle.push(resolve));
  }

  /** What runs goes on to its end; nothing new begins. */
  stop(): void {
    this.#isStopped = true;
    this.#waiting.clear();
    this.#announceIdle();
  }

  #pump(): void {
    for (const key of this.#waiting) {
      if (this.#running.size >= this.#concurrency) return;
      if (this.#running.has(key)) continue;
      this.#waiting.delete(key);
      this.#running.add(key);
      this.#work(key).finally(() => {
        this.#running.delete(key);
        this.#pump();
        this.#announceIdle();
      });
    }
  }

  #announceIdle(): void {
    if (this.#waiting.size > 0 || this.#running.size > 0) return;
    for (const resolve of this.#idle.splice(0)) resolve();
  }
}
