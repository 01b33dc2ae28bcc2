import {
  caseFrontMatterSchema,
  caseTranslationSchema,
  languages,
  pageFrontMatterSchema,
  type CaseFrontMatter,
  type CaseTranslation,
  type Language,
  type SignalEntry,
} from '@naru/plugin-runbooks-common';
import type { z } from 'zod';
import { CompiledSignal } from '../match/CompiledSignal';
import { patternSize } from '../match/patternSize';
import type { RunbookCase, RunbookFault, RunbookText } from './RunbookCase';
import { findCaseRange, readCaseSections } from './readCaseSections';
import { readFrontMatter } from './readFrontMatter';
import { readOutline, type PageOutline } from './readOutline';
import { issueText } from './issueText';
import { pageLimits } from './pageLimits';

/** The files of a page, in the languages that it is written in. */
export type PageFiles = Partial<
  Record<Language, { file: string; text: string }>
>;

/** Where a page stands. */
export interface PagePlace {
  source: string;
  group: string;
  page: string;
  /** Titles of the group. */
  groupTitles: Partial<Record<Language, string>>;
}

interface ReadFile {
  file: string;
  language: Language;
  front: z.infer<typeof pageFrontMatterSchema>;
  outline: PageOutline;
}

/**
 * Reads the cases of a page. What has no language comes from the first language that has the case; what is wrong is left
 * out and told.
 */
export function readPage(
  files: PageFiles,
  place: PagePlace,
): { cases: RunbookCase[]; faults: RunbookFault[] } {
  const faults: RunbookFault[] = [];
  const cases = new Map<string, RunbookCase>();
  const refused = new Set<string>();
  const compile = signalCompiler();
  for (const language of languages) {
    const given = files[language];
    if (!given) continue;
    const read = readFile(given, language, faults);
    if (!read) {
      // Without the first language its translation has no meaning of its own.
      if (files[languages[0]] === given) return { cases: [], faults };
      continue;
    }
    for (const [index, raw] of read.front.cases.entries()) {
      const id = idOf(raw);
      const name = id ?? `cases[${index}]`;
      const fault = (message: string) =>
        faults.push({ file: read.file, message: `${name}: ${message}` });
      if (id !== undefined && refused.has(id)) continue;
      const known = id === undefined ? undefined : cases.get(id);
      if (known?.texts[language]) {
        fault('stands twice in the front matter');
        continue;
      }
      const parsed = known
        ? caseTranslationSchema.safeParse(raw)
        : caseFrontMatterSchema.safeParse(raw);
      if (!parsed.success) {
        for (const issue of parsed.error.issues) fault(issueText(issue));
        if (id !== undefined && !known) refused.add(id);
        continue;
      }
      const text = readText(read, parsed.data, place);
      if (!text) {
        fault(
          `no heading "## ${
            parsed.data.title
          } {#${parsed.data.id.toLocaleLowerCase('en-US')}}"`,
        );
      } else if (known) {
        known.texts = { ...known.texts, [language]: text };
      } else {
        const data = parsed.data as CaseFrontMatter;
        cases.set(
          data.id,
          caseOf(data, place, {
            texts: { [language]: text },
            compile,
            onFault: (at, message) => fault(`signals[${at}]: ${message}`),
          }),
        );
      }
    }
  }
  return { cases: [...cases.values()], faults };
}

function readFile(
  { file, text }: { file: string; text: string },
  language: Language,
  faults: RunbookFault[],
): ReadFile | undefined {
  try {
    const { data, body } = readFrontMatter(text);
    const front = pageFrontMatterSchema.safeParse(data);
    if (front.success) {
      return { file, language, front: front.data, outline: readOutline(body) };
    }
    for (const issue of front.error.issues) {
      faults.push({ file, message: issueText(issue) });
    }
  } catch (error) {
    faults.push({
      file,
      message: error instanceof Error ? error.message : String(error),
    });
  }
  return undefined;
}

function readText(
  { front, outline, language }: ReadFile,
  { id, title, keywords }: CaseTranslation,
  { group, groupTitles }: PagePlace,
): RunbookText | undefined {
  const range = findCaseRange(outline, id);
  return (
    range && {
      title,
      keywords,
      description: front.description,
      pageTitle: front.title,
      groupTitle: groupTitles[language] ?? group,
      sections: readCaseSections(outline, range, language),
    }
  );
}

function caseOf(
  front: CaseFrontMatter,
  { source, group, page }: PagePlace,
  options: {
    texts: RunbookCase['texts'];
    compile(entry: SignalEntry): CompiledSignal;
    onFault(index: number, message: string): void;
  },
): RunbookCase {
  const { title: _title, keywords: _keywords, ...rest } = front;
  const { texts, compile, onFault } = options;
  const signals = front.signals.flatMap((entry, index) => {
    try {
      return [compile(entry)];
    } catch (error) {
      onFault(index, error instanceof Error ? error.message : String(error));
      return [];
    }
  });
  return { ...rest, source, group, page, texts, signals };
}

/** Compiles the signals of a page as long as its patterns are not too large together. */
function signalCompiler(): (entry: SignalEntry) => CompiledSignal {
  let spent = 0;
  return entry => {
    for (const pattern of [entry.pattern ?? []].flat()) {
      spent += patternSize(pattern);
    }
    if (spent > pageLimits.patterns) {
      throw new Error('the patterns of the page are too large together');
    }
    return CompiledSignal.compile(entry);
  };
}

function idOf(raw: unknown): string | undefined {
  if (typeof raw !== 'object' || raw === null || !('id' in raw)) {
    return undefined;
  }
  return typeof raw.id === 'string' ? raw.id : undefined;
}
