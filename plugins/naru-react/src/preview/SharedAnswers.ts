interface Asked<T> {
  answer: Promise<T>;
  controller: AbortController;
  waiting: number;
  answeredAt?: number;
}

/**
 * Answers to questions that several ask at once: equal questions share one, an answer is good for a while, and a
 * question that nobody waits for any more is dropped. Failures are not kept.
 */
export class SharedAnswers<T> {
  readonly #asked = new Map<string, Asked<T>>();
  readonly #keepMs: number;
  readonly #limit: number;

  /** @param options - `keepMs`: how long an answer is good. `limit`: how many are kept. */
  constructor(options: { keepMs: number; limit: number }) {
    this.#keepMs = options.keepMs;
    this.#limit = options.limit;
  }

  /**
   * @param options - `signal` gives up waiting. `fresh` asks even when there is an answer.
   */
  async get(
    key: string,
    ask: (signal: AbortSignal) => Promise<T>,
    options: { signal?: AbortSignal; fresh?: boolean } = {},
  ): Promise<T> {
    options.signal?.throwIfAborted();
    const known = this.#asked.get(key);
    const isGood =
      known &&
      (known.answeredAt === undefined ||
        (!options.fresh && Date.now() - known.answeredAt < this.#keepMs));
    return this.#wait(
      key,
      isGood ? known : this.#ask(key, ask),
      options.signal,
    );
  }

  #ask(key: string, ask: (signal: AbortSignal) => Promise<T>): Asked<T> {
    const controller = new AbortController();
    const asked: Asked<T> = {
      controller,
      waiting: 0,
      answer: ask(controller.signal),
    };
    this.#asked.delete(key);
    this.#asked.set(key, asked);
    asked.answer.then(
      () => {
        asked.answeredAt = Date.now();
        this.#forgetOldest();
      },
      () => this.#forget(key, asked),
    );
    return asked;
  }

  async #wait(
    key: string,
    asked: Asked<T>,
    signal: AbortSignal | undefined,
  ): Promise<T> {
    asked.waiting += 1;
    let onAbort: (() => void) | undefined;
    try {
      return await (signal
        ? Promise.race([
            asked.answer,
            new Promise<never>((_, reject) => {
              onAbort = () => reject(signal.reason);
              signal.addEventListener('abort', onAbort);
            }),
          ])
        : asked.answer);
    } finally {
      if (onAbort) {
        signal?.removeEventListener('abort', onAbort);
      }
      asked.waiting -= 1;
      if (asked.waiting === 0 && asked.answeredAt === undefined) {
        this.#forget(key, asked);
        asked.controller.abort();
      }
    }
  }

  #forget(key: string, asked: Asked<T>) {
    if (this.#asked.get(key) === asked) {
      this.#asked.delete(key);
    }
  }

  #forgetOldest() {
    for (const [key, asked] of this.#asked) {
      if (this.#asked.size <= this.#limit) {
        return;
      }
      if (asked.answeredAt !== undefined) {
        this.#asked.delete(key);
      }
    }
  }
}
