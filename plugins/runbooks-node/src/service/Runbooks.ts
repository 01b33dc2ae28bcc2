import type {
  CaseSummary,
  Language,
  Signal,
} from '@naru/plugin-runbooks-common';
import type { RunbookMatch } from '../match/RunbookIndex';
import type { RunbookCase, RunbookFault } from '../page/RunbookCase';

/**
 * A folder of runbooks and how it is.
 *
 * @public
 */
export interface RunbookSourceState {
  id: string;
  title: string;
  entityRef: string;
  /** `stale`: the last reading failed, pages of an earlier one are shown if there was one. */
  phase: 'loading' | 'live' | 'stale';
  lastGoodAt?: Date;
  /** Why it is stale. */
  message?: string;
  /** Number of its cases. */
  cases: number;
  /** Pages and cases that were left out. */
  faults: readonly RunbookFault[];
}

/**
 * The runbooks of all folders of `runbooks.sources`.
 *
 * @public
 */
export interface Runbooks {
  /** All cases by id; of two with one id the one of the first folder. */
  cases(): readonly RunbookCase[];
  /** The case with this id, in whatever case it is written. */
  find(id: string): RunbookCase | undefined;
  /**
   * The cases that fit an error, the most specific first; none where nothing fits.
   *
   * @param signals - what systems said about one error
   * @param options - `limit`: most cases, default 5
   */
  match(
    signals: readonly Signal[],
    options?: { limit?: number },
  ): RunbookMatch[];
  /** A case as the API shows it, in this language or, where it has no text in it, in the other. */
  summary(found: RunbookCase, language: Language): CaseSummary;
  /** Path in the portal of a page of a folder, e.g. `/docs/default/component/runbooks/en/kubevirt/power`; undefined when no folder has this id. */
  pagePath(source: string, path: string): string | undefined;
  /** How the folders are. */
  sources(): RunbookSourceState[];
  /** Resolves when each folder was tried once, or after some seconds at most. */
  ready(): Promise<void>;
  /** Looks at all folders now. Never rejects: what fails is told by `sources`. */
  refresh(): Promise<void>;
}
