import {
  pageFrontMatterSchema,
  type Language,
} from '@naru/plugin-runbooks-common';
import type { RunbookFault } from '../page/RunbookCase';
import { findCaseRange, type CaseRange } from '../page/readCaseSections';
import { readFrontMatter } from '../page/readFrontMatter';
import { readOutline, type PageOutline } from '../page/readOutline';

/** A page as the checks see it. */
export interface CheckedPage {
  file: string;
  language: Language;
  /** Path in the folder of its language without `.md`, e.g. `kubevirt/power`, `glossary`. */
  path: string;
  group?: string;
  title: string;
  outline: PageOutline;
  /** Lines before the body. */
  offset: number;
  cases: CheckedCase[];
}

/** A case of a page, as far as its front matter can be read. */
export interface CheckedCase {
  id: string;
  title: string;
  /** Undefined where the front matter does not say. */
  destructive?: boolean;
  related: string[];
  range?: CaseRange;
}

const PAGE = /^docs\/(en|ko)\/(.+)\.md$/;

/** Reads a page for the checks; undefined when it is none of a language or has no front matter (which is told elsewhere). */
export function readCheckedPage(
  file: string,
  text: string,
): CheckedPage | undefined {
  const place = PAGE.exec(file);
  if (!place) return undefined;
  const [, language, path] = place;
  let read: ReturnType<typeof readFrontMatter>;
  try {
    read = readFrontMatter(text);
  } catch {
    return undefined;
  }
  const front = pageFrontMatterSchema.partial().safeParse(read.data);
  const outline = readOutline(read.body);
  const cases = (front.data?.cases ?? []).flatMap(raw => {
    const entry = record(raw);
    const id = entry.id;
    if (typeof id !== 'string') return [];
    return [
      {
        id,
        title: typeof entry.title === 'string' ? entry.title : '',
        destructive:
          typeof entry.destructive === 'boolean'
            ? entry.destructive
            : undefined,
        related: Array.isArray(entry.related)
          ? entry.related.filter(other => typeof other === 'string')
          : [],
        range: findCaseRange(outline, id),
      },
    ];
  });
  return {
    file,
    language: language as Language,
    path,
    group: path.includes('/') ? path.split('/')[0] : undefined,
    title: front.data?.title ?? '',
    outline,
    offset: read.offset,
    cases,
  };
}

/** A fault at a line of the body. */
export function faultAt(
  page: CheckedPage,
  line: number,
  message: string,
): RunbookFault {
  return { file: page.file, line: page.offset + line + 1, message };
}

/** The case that a line of the body belongs to. */
export function caseAt(
  page: CheckedPage,
  line: number,
): CheckedCase | undefined {
  return page.cases.find(
    ({ range }) => range && range.heading.line <= line && line < range.end,
  );
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null
    ? Object.fromEntries(Object.entries(value))
    : {};
}
