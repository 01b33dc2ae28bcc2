import { isHarborError } from './HarborError';
import { Listed } from './Harbor';

interface Entry {
  /** The last good answer; `undefined` in it is an answer too. */
  answer?: { value: Listed<unknown> | undefined; at: number };
  running?: Promise<Listed<unknown> | undefined>;
}

/**
 * Keeps lists for some seconds, so that typing in a form does not become as many calls to Harbor, and lets those who ask at
 * the same moment share one call. Forgets the oldest beyond its size.
 */
export class AnswerCache {
  readonly #keepMs: number;
  readonly #size: number;
  readonly #entries = new Map<string, Entry>();

  constructor(options: { keepMs: number; size: number }) {
    this.#keepMs = options.keepMs;
    this.#size = options.size;
  }

  /**
   * The answer to `key`, asked for by `load` when there is none that is fresh. Whoever gives up does not end the call: others
   * may wait for it.
   *
   * @throws what `load` throws; a HarborError then knows when the same call last succeeded. The signal's reason when it is
   * aborted first.
   */
  async get<T>(
    key: string,
    load: () => Promise<Listed<T> | undefined>,
    signal?: AbortSignal,
  ): Promise<Listed<T> | undefined> {
    const entry = this.#entries.get(key) ?? {};
    const { answer } = entry;
    if (answer && Date.now() - answer.at < this.#keepMs) {
      return answer.value as Listed<T> | undefined;
    }
    entry.running ??= this.#load(key, entry, load);
    const running = entry.running as Promise<Listed<T> | undefined>;
    return signal ? unlessAborted(running, signal) : running;
  }

  async #load(
    key: string,
    entry: Entry,
    load: () => Promise<Listed<unknown> | undefined>,
  ): Promise<Listed<unknown> | undefined> {
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    if (this.#entries.size > this.#size) {
      const [oldest] = this.#entries.keys();
      this.#entries.delete(oldest);
    }
    try {
      const value = await load();
      entry.answer = { value, at: Date.now() };
      return value;
    } catch (error) {
      throw isHarborError(error) && entry.answer
        ? error.withLastGoodAt(new Date(entry.answer.at))
        : error;
    } finally {
      entry.running = undefined;
    }
  }
}

function unlessAborted<T>(
  promise: Promise<T>,
  signal: AbortSignal,
): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const giveUp = () => reject(signal.reason);
    if (signal.aborted) {
      giveUp();
    }
    signal.addEventListener('abort', giveUp, { once: true });
    promise
      .then(resolve, reject)
      .finally(() => signal.removeEventListener('abort', giveUp));
  });
}
