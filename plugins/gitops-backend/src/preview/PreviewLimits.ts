import { ServiceUnavailableError } from '@backstage/errors';
import { createHash } from 'node:crypto';

interface Kept<T> {
  answer: Promise<T>;
  /** Milliseconds since 1970; absent while it is under way. */
  until?: number;
}

/**
 * Keeps previews from being a burden: equal questions of a person share one answer for some seconds, and a person has a few under way at most.
 */
export class PreviewLimits<T> {
  readonly #keepMs: number;
  readonly #perPerson: number;
  readonly #altogether: number;
  readonly #answers = new Map<string, Kept<T>>();
  readonly #running = new Map<string, number>();

  constructor(
    options: {
      /** Default 5,000. */
      keepMs?: number;
      /** Default 3. */
      perPerson?: number;
      /** Default 12. */
      altogether?: number;
    } = {},
  ) {
    this.#keepMs = options.keepMs ?? 5_000;
    this.#perPerson = options.perPerson ?? 3;
    this.#altogether = options.altogether ?? 12;
  }

  /**
   * Answers a question.
   *
   * @throws ServiceUnavailableError when too many are under way
   */
  async run(
    question: { person: string; content: string },
    ask: () => Promise<T>,
  ): Promise<T> {
    const { person, content } = question;
    this.#forget();
    const key = createHash('sha256')
      .update(JSON.stringify([person, content]))
      .digest('hex');
    const kept = this.#answers.get(key);
    if (kept) {
      return kept.answer;
    }
    const own = this.#running.get(person) ?? 0;
    const all = [...this.#running.values()].reduce((sum, one) => sum + one, 0);
    if (own >= this.#perPerson || all >= this.#altogether) {
      throw new ServiceUnavailableError(
        own >= this.#perPerson
          ? 'You have several previews under way. Wait until one of them is there.'
          : 'There are too many previews under way. Try again in a moment.',
      );
    }
    this.#running.set(person, own + 1);
    const entry: Kept<T> = { answer: ask() };
    this.#answers.set(key, entry);
    try {
      const answer = await entry.answer;
      entry.until = Date.now() + this.#keepMs;
      return answer;
    } catch (error) {
      this.#answers.delete(key);
      throw error;
    } finally {
      const left = (this.#running.get(person) ?? 1) - 1;
      if (left > 0) {
        this.#running.set(person, left);
      } else {
        this.#running.delete(person);
      }
    }
  }

  #forget(): void {
    const now = Date.now();
    for (const [key, { until }] of this.#answers) {
      if (until !== undefined && until < now) {
        this.#answers.delete(key);
      }
    }
  }
}
