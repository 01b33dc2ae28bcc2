import { caseSeverities, type Signal } from '@naru/plugin-runbooks-common';
import type { RunbookCase } from '../page/RunbookCase';
import {
  comparableSignal,
  type ComparableSignal,
  type CompiledSignal,
  type SignalField,
} from './CompiledSignal';
import { LiteralIndex } from './LiteralIndex';
import { normalizeMessage } from './normalizeMessage';

/**
 * A case that fits what happened.
 *
 * @public
 */
export interface RunbookMatch {
  case: RunbookCase;
  /** From 0 to 1: how specific the fit is. */
  score: number;
  /** What fitted, in words for a person. */
  why: string[];
}

/** What one question did, for tests and benchmarks. */
export interface MatchWork {
  /** Entries that were looked at. */
  candidates: number;
  /** Patterns that were run. */
  patterns: number;
  /** Instructions of these patterns times characters of their messages. */
  steps: number;
}

/** A fit that says less than this is none. */
export const SCORE_THRESHOLD = 0.3;

/**
 * Most steps of one question for the patterns of one folder: those of a team must not keep the others from being run. It is far more than real messages need; patterns that are left when it is spent are not run,
 * the most specific ones come first.
 */
export const STEP_LIMIT = 10_000_000;

/** What a further entry adds. */
const FURTHER_SHARE = 0.15;
const MOST_FURTHER = 4;
const USUAL_LIMIT = 5;

interface IndexEntry {
  /** Place of the case. */
  owner: number;
  signal: CompiledSignal;
}

interface Fit {
  entry: IndexEntry;
  signal: ComparableSignal;
  weight: number;
}

/**
 * All cases, ready to be asked which of them fit what systems said.
 *
 * @public
 */
export class RunbookIndex {
  readonly #cases: readonly RunbookCase[];
  readonly #fields = new Map<string, IndexEntry[]>();
  readonly #literals: LiteralIndex<IndexEntry>;

  constructor(cases: readonly RunbookCase[]) {
    this.#cases = cases;
    const literals: [string, IndexEntry][] = [];
    for (const [owner, { signals }] of cases.entries()) {
      for (const signal of signals) {
        const entry = { owner, signal };
        const { keys } = signal;
        if ('literals' in keys) {
          for (const literal of new Set(keys.literals)) {
            literals.push([literal, entry]);
          }
        } else {
          for (const value of new Set(keys.values)) {
            const key = keyOf(keys.field, value);
            const known = this.#fields.get(key);
            if (known) known.push(entry);
            else this.#fields.set(key, [entry]);
          }
        }
      }
    }
    this.#literals = new LiteralIndex(literals);
  }

  /** All cases, by id. */
  get cases(): readonly RunbookCase[] {
    return this.#cases;
  }

  /**
   * The cases that fit an error, the most specific first.
   *
   * @param signals - what the systems said about one error; one that fits is enough, further ones add a little
   * @param options - `limit`: most cases, default 5; `onWork` is told what it took
   */
  match(
    signals: readonly Signal[],
    options: { limit?: number; onWork?: (work: MatchWork) => void } = {},
  ): RunbookMatch[] {
    const work: MatchWork = { candidates: 0, patterns: 0, steps: 0 };
    const spent = new Map<string, number>();
    const fits = new Map<number, Fit[]>();
    for (const signal of signals) {
      const comparable = comparableSignal(signal, normalizeMessage);
      for (const entry of this.#fitting(comparable, work, spent)) {
        const weight = entry.signal.weightFor(comparable);
        const fit = { entry, signal: comparable, weight };
        const known = fits.get(entry.owner);
        if (known) known.push(fit);
        else fits.set(entry.owner, [fit]);
      }
    }
    options.onWork?.(work);
    return [...fits]
      .map(([owner, found]) => this.#rate(this.#cases[owner], found))
      .filter(({ score }) => score >= SCORE_THRESHOLD)
      .sort(compare)
      .slice(0, options.limit ?? USUAL_LIMIT)
      .map(({ fits: found, ...match }) => ({
        ...match,
        why: explain(found),
      }));
  }

  /** @param spent - steps by source */
  #fitting(
    signal: ComparableSignal,
    work: MatchWork,
    spent: Map<string, number>,
  ): IndexEntry[] {
    const { message, values } = signal;
    const candidates = new Set(
      message ? this.#literals.find(message.folded) : [],
    );
    for (const [field, given] of Object.entries(values)) {
      for (const value of given) {
        const found = this.#fields.get(keyOf(field as SignalField, value));
        for (const entry of found ?? []) candidates.add(entry);
      }
    }
    work.candidates += candidates.size;
    const length = message?.text.length ?? 0;
    return [...candidates]
      .filter(
        ({ signal: wanted }) =>
          wanted.fieldsFit(signal) &&
          wanted.textFits(message) &&
          wanted.patternMayFit(message),
      )
      .sort((a, b) => b.signal.weight - a.signal.weight || a.owner - b.owner)
      .filter(({ owner, signal: wanted }) => {
        if (wanted.cost === 0) return true;
        const steps = wanted.cost * length;
        const { source } = this.#cases[owner];
        const all = (spent.get(source) ?? 0) + steps;
        if (all > STEP_LIMIT) return false;
        spent.set(source, all);
        work.steps += steps;
        work.patterns += 1;
        return wanted.patternFits(message);
      });
  }

  #rate(found: RunbookCase, fits: Fit[]) {
    const sorted = [...fits].sort((a, b) => b.weight - a.weight);
    const [best, ...further] = sorted.map(({ weight }) => weight);
    const score = further
      .slice(0, MOST_FURTHER)
      .reduce((sum, weight) => sum + (1 - sum) * weight * FURTHER_SHARE, best);
    return {
      case: found,
      score: Math.round(score * 1_000) / 1_000,
      fits: sorted,
    };
  }
}

/** The same answer for the same question, always. */
function compare(a: RunbookMatch | Rated, b: RunbookMatch | Rated): number {
  return (
    b.score - a.score ||
    caseSeverities.indexOf(a.case.severity) -
      caseSeverities.indexOf(b.case.severity) ||
    (a.case.id < b.case.id ? -1 : 1)
  );
}

interface Rated {
  case: RunbookCase;
  score: number;
}

function explain(fits: Fit[]): string[] {
  const words = fits
    .slice(0, 3)
    .flatMap(({ entry, signal }) => entry.signal.explain(signal));
  return [...new Set(words)];
}

function keyOf(field: SignalField, value: string): string {
  return `${field}:${value}`;
}
