/**
 * Lets a limited number of calls run at the same moment; the others wait in order.
 */
export class CallLimit {
  readonly #limit: number;
  readonly #waiting: (() => void)[] = [];
  #running = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /**
   * Runs `call` when a place is free.
   *
   * @throws the signal's reason when it is aborted before a place was free
   */
  async run<T>(signal: AbortSignal, call: () => Promise<T>): Promise<T> {
    await this.#enter(signal);
    try {
      return await call();
    } finally {
      const next = this.#waiting.shift();
      if (next) {
        next();
      } else {
        this.#running -= 1;
      }
    }
  }

  async #enter(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    if (this.#running < this.#limit) {
      this.#running += 1;
      return;
    }
    await new Promise<void>((resolve, reject) => {
      this.#waiting.push(resolve);
      const giveUp = () => {
        const place = this.#waiting.indexOf(resolve);
        // Once it has its turn, it is no longer among those who wait.
        if (place >= 0) {
          this.#waiting.splice(place, 1);
          reject(signal.reason);
        }
      };
      signal.addEventListener('abort', giveUp, { once: true });
    });
  }
}
