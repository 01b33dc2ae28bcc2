import type {
  CaseFrontMatter,
  Language,
  SectionKey,
} from '@naru/plugin-runbooks-common';
import type { CompiledSignal } from '../match/CompiledSignal';

/**
 * A case of a page, in all its languages.
 *
 * @public
 */
export interface RunbookCase
  extends Pick<
    CaseFrontMatter,
    | 'id'
    | 'kind'
    | 'severity'
    | 'systems'
    | 'since'
    | 'until'
    | 'destructive'
    | 'related'
  > {
  /** Id of the folder that it comes from. */
  source: string;
  /** Folder of the page. */
  group: string;
  /** Name of the page's file without `.md`. */
  page: string;
  /** Those that could be compiled. */
  signals: readonly CompiledSignal[];
  /** At least one. */
  texts: Readonly<Partial<Record<Language, RunbookText>>>;
}

/**
 * What a case says in one language.
 *
 * @public
 */
export interface RunbookText {
  title: string;
  /** One sentence of its page. */
  description: string;
  pageTitle: string;
  groupTitle: string;
  keywords: string[];
  sections: RunbookSection[];
}

/**
 * A part of a case.
 *
 * @public
 */
export interface RunbookSection {
  key: SectionKey;
  /** As the page writes it. */
  title: string;
  markdown: string;
}

/**
 * What is wrong with a page; what it concerns was left out.
 *
 * @public
 */
export interface RunbookFault {
  /** Path in the folder, e.g. `docs/en/kubevirt/power.md`. */
  file: string;
  /** With case and field where they are known. */
  message: string;
  /** From 1, where it is known. */
  line?: number;
}
