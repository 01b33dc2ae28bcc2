import type { QueryPlan } from '../query/planQuery';
import type { QueryRequest } from '../query/readQuery';
import {
  closenessBonus,
  COMPARED,
  RELEVANT_SHARE,
  scoreDocument,
} from '../query/scoreDocument';
import { languagePlace } from '../query/variantOf';
import type { Candidate, Scope, SearchStore } from './SearchStore';

/**
 * Documents that are ranked exactly at a time: few for the first pages, then more each time. The database ranks all that
 * fit for each window, so few windows must reach the end of a long list.
 */
const FIRST_WINDOW = 200;
const LAST_WINDOW = 3_200;
/** Documents behind this place are not read: nobody turns so many pages, only a cursor that was made up. */
const MOST_READ = 20_000;

interface Scored {
  candidate: Candidate;
  score: number;
}

/** The answer to a query, read from the database as far as somebody turns its pages. */
export class RankedList {
  readonly #store: SearchStore;
  readonly #plan?: QueryPlan;
  readonly #request: QueryRequest;
  readonly #scope: Scope;
  readonly #items: Candidate[] = [];
  readonly #seen = new Set<string>();
  #offset = 0;
  #window = FIRST_WINDOW;
  #total = 0;
  #complete = false;
  #best = 0;
  #reading: Promise<void> = Promise.resolve();

  /** @param options - `plan` is what to look for; without it everything is listed by title. */
  constructor(options: {
    store: SearchStore;
    request: QueryRequest;
    plan?: QueryPlan;
  }) {
    this.#store = options.store;
    this.#request = options.request;
    this.#plan = options.plan;
    this.#scope = {
      types: options.request.types,
      filters: options.request.filters,
    };
  }

  /** A part of the list, whether there is more behind it, and how many there are as far as it is known. */
  async slice(
    from: number,
    to: number,
  ): Promise<{ items: Candidate[]; hasMore: boolean; total: number }> {
    // One reader at a time, each goes on where the one before stopped.
    const reading = this.#reading
      .catch(() => undefined)
      .then(() => this.#readTo(to));
    this.#reading = reading;
    await reading;
    return {
      items: this.#items.slice(from, to),
      hasMore: this.#items.length > to,
      total: this.#complete ? this.#items.length : this.#total,
    };
  }

  async #readTo(end: number) {
    while (!this.#complete && this.#items.length <= end) {
      await this.#readWindow();
    }
  }

  async #readWindow() {
    const options = { offset: this.#offset, limit: this.#window };
    let scored: Scored[];
    let total: number;
    if (this.#plan) {
      const plan = this.#plan;
      const answer = await this.#store.candidates(plan, this.#scope, options);
      total = answer.total;
      scored = answer.found.map(({ candidate, weights }) => ({
        candidate,
        score: scoreDocument(
          plan,
          plan.terms.map(term => weights[term] ?? 0),
        ),
      }));
    } else {
      const answer = await this.#store.list(this.#scope, options);
      total = answer.total;
      scored = answer.found.map(candidate => ({ candidate, score: 1 }));
    }
    const last = scored.length < this.#window;
    this.#window = Math.min(this.#window * 2, LAST_WINDOW);
    if (this.#offset === 0) {
      this.#total = total;
    }
    this.#offset += scored.length;
    const ranked = await this.#ranked(await this.#inOneLanguage(scored));
    this.#best = Math.max(this.#best, Math.min(ranked[0]?.score ?? 0, 1));
    const relevant = ranked.filter(
      ({ score }) => score > 0 && score >= this.#best * RELEVANT_SHARE,
    );
    this.#items.push(...relevant.map(({ candidate }) => candidate));
    // Behind a window without anything relevant there is nothing either.
    this.#complete = last || relevant.length === 0 || this.#offset >= MOST_READ;
  }

  async #ranked(scored: Scored[]): Promise<Scored[]> {
    const plan = this.#plan;
    if (!plan) {
      return scored;
    }
    scored.sort((a, b) => b.score - a.score);
    const compared = scored.slice(0, COMPARED);
    const documents = await this.#store.documents(
      compared.map(({ candidate }) => candidate.id),
    );
    for (const one of compared) {
      const document = documents.get(one.candidate.id);
      if (document) {
        one.score += closenessBonus(plan, document);
      }
    }
    return scored.sort((a, b) => b.score - a.score);
  }

  async #inOneLanguage(scored: Scored[]): Promise<Scored[]> {
    const { languages } = this.#request;
    if (languages.length === 0) {
      return scored;
    }
    const groups = new Map<string, number>();
    for (const { candidate, score } of scored) {
      if (candidate.variant && !this.#seen.has(candidate.variant)) {
        groups.set(
          candidate.variant,
          Math.max(groups.get(candidate.variant) ?? 0, score),
        );
      }
    }
    const chosen = new Map<string, Candidate>();
    const choose = (candidate: Candidate) => {
      const { variant, language = '' } = candidate;
      const other = variant ? chosen.get(variant) : undefined;
      if (
        variant &&
        groups.has(variant) &&
        (!other ||
          languagePlace(language, languages) <
            languagePlace(other.language ?? '', languages))
      ) {
        chosen.set(variant, candidate);
      }
    };
    scored.forEach(({ candidate }) => choose(candidate));
    const siblings = await this.#store.inLanguages(
      [...groups.keys()],
      languages,
      this.#scope,
    );
    siblings.forEach(choose);
    const result: Scored[] = [];
    for (const one of scored) {
      const { variant } = one.candidate;
      if (!variant) {
        result.push(one);
      } else if (!this.#seen.has(variant)) {
        this.#seen.add(variant);
        result.push({
          candidate: chosen.get(variant) ?? one.candidate,
          score: groups.get(variant) ?? one.score,
        });
      }
    }
    return result;
  }
}
