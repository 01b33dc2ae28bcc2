/** Answers that are kept; a page of results asks for the list again, and hidden results for many pages of it. */
const MAX_KEPT = 60;
const KEPT_MS = 30_000;

/** The last answers by question, so that the next page does not rank again. */
export class RankedAnswers<T> {
  readonly #kept = new Map<string, { answer: Promise<T>; until: number }>();
  readonly #now: () => number;

  constructor(options: { now?: () => number } = {}) {
    this.#now = options.now ?? Date.now;
  }

  /** The answer to a question, found anew when it is not known or too old. Failures are not kept. */
  async get(question: string, find: () => Promise<T>): Promise<T> {
    const known = this.#kept.get(question);
    if (known && known.until > this.#now()) {
      return known.answer;
    }
    const answer = find();
    this.#kept.delete(question);
    this.#kept.set(question, { answer, until: this.#now() + KEPT_MS });
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= MAX_KEPT) {
        break;
      }
      this.#kept.delete(oldest);
    }
    try {
      return await answer;
    } catch (error) {
      this.#kept.delete(question);
      throw error;
    }
  }

  clear(): void {
    this.#kept.clear();
  }
}
