import {
  matchLimits,
  type Language,
  type MatchedCase,
  type Signal,
} from '@naru/plugin-runbooks-common';
import type { RunbooksApi } from '../api/RunbooksApi';

/** The parts of a screen ask within one turn or two of drawing it. */
const GATHER_MS = 25;
const CASES = 8;
const KEEP_MS = 180_000;
/** A service that is away or refuses is left alone for a while: a screen with fifty rows would ask again and again. */
const KEEP_FAILURE_MS = 30_000;
const LIMIT = 300;
/** Bytes of one call; the backend takes a megabyte. */
const CALL_BYTES = 600_000;

interface Known {
  answer: Promise<MatchedCase[]>;
  until: number;
}

interface Waiting {
  signals: Signal[];
  resolve(cases: MatchedCase[]): void;
  reject(error: unknown): void;
}

/** Gathers the questions of a screen into one call, and keeps the answers for a few minutes. */
export class MatchQueue {
  readonly #api: Pick<RunbooksApi, 'match'>;
  readonly #known = new Map<string, Known>();
  readonly #waiting = new Map<Language, Waiting[]>();

  constructor(api: Pick<RunbooksApi, 'match'>) {
    this.#api = api;
  }

  /** Rejects like {@link RunbooksApi.match}. */
  async ask(language: Language, signals: Signal[]): Promise<MatchedCase[]> {
    const key = JSON.stringify([language, signals]);
    const known = this.#known.get(key);
    if (known && known.until > Date.now()) {
      return known.answer;
    }
    const asked: Known = {
      answer: this.#enqueue(language, signals),
      until: Number.POSITIVE_INFINITY,
    };
    this.#known.delete(key);
    this.#known.set(key, asked);
    this.#forgetOldest();
    asked.answer.then(
      () => {
        asked.until = Date.now() + KEEP_MS;
      },
      () => {
        asked.until = Date.now() + KEEP_FAILURE_MS;
      },
    );
    return asked.answer;
  }

  #enqueue(language: Language, signals: Signal[]): Promise<MatchedCase[]> {
    return new Promise((resolve, reject) => {
      const waiting = this.#waiting.get(language);
      if (waiting) {
        waiting.push({ signals, resolve, reject });
      } else {
        this.#waiting.set(language, [{ signals, resolve, reject }]);
        setTimeout(() => this.#send(language), GATHER_MS);
      }
    });
  }

  #send(language: Language) {
    const waiting = this.#waiting.get(language) ?? [];
    this.#waiting.delete(language);
    for (const call of callsOf(waiting)) {
      void this.#match(language, call);
    }
  }

  async #match(language: Language, waiting: Waiting[]) {
    try {
      const { answers } = await this.#api.match({
        language,
        queries: waiting.map(({ signals }) => ({ signals, limit: CASES })),
      });
      waiting.forEach(({ resolve }, index) =>
        resolve(answers[index]?.cases ?? []),
      );
    } catch (error) {
      waiting.forEach(({ reject }) => reject(error));
    }
  }

  #forgetOldest() {
    for (const key of this.#known.keys()) {
      if (this.#known.size <= LIMIT) {
        return;
      }
      this.#known.delete(key);
    }
  }
}

/** As many questions in a call as the backend takes: long messages of one table would be refused together. */
function callsOf(waiting: Waiting[]): Waiting[][] {
  const calls: Waiting[][] = [];
  let bytes = Number.POSITIVE_INFINITY;
  for (const one of waiting) {
    const size = new Blob([JSON.stringify(one.signals)]).size;
    const last = calls.at(-1);
    if (
      last &&
      last.length < matchLimits.queries &&
      bytes + size <= CALL_BYTES
    ) {
      last.push(one);
      bytes += size;
    } else {
      calls.push([one]);
      bytes = size;
    }
  }
  return calls;
}
