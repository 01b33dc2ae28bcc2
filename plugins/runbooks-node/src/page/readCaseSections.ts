import type { Language } from '@naru/plugin-runbooks-common';
import type { RunbookSection } from './RunbookCase';
import type { OutlineHeading, PageOutline } from './readOutline';
import { sectionKey } from './sectionTitles';

/** Where the text of a case stands: from its heading to the next of the same level. */
export interface CaseRange {
  heading: OutlineHeading;
  /** Headings of its parts. */
  parts: OutlineHeading[];
  /** Index of the first line behind it. */
  end: number;
}

/** The range of a case; undefined when no heading has its anchor. */
export function findCaseRange(
  outline: PageOutline,
  id: string,
): CaseRange | undefined {
  const anchor = id.toLocaleLowerCase('en-US');
  const heading = outline.headings.find(
    ({ level, id: given }) => level === 2 && given === anchor,
  );
  if (!heading) return undefined;
  const behind = outline.headings.filter(({ line }) => line > heading.line);
  const next = behind.find(({ level }) => level <= 2);
  const end = next?.line ?? outline.lines.length;
  return {
    heading,
    end,
    parts: behind.filter(({ level, line }) => level === 3 && line < end),
  };
}

/**
 * The parts of a case that have one of the usual headings, each with its Markdown.
 */
export function readCaseSections(
  outline: PageOutline,
  range: CaseRange,
  language: Language,
): RunbookSection[] {
  return range.parts.flatMap((part, index) => {
    const key = sectionKey(part.text, language);
    if (!key) return [];
    const end = range.parts[index + 1]?.line ?? range.end;
    const markdown = outline.lines
      .slice(part.line + 1, end)
      .join('\n')
      .trim();
    return [{ key, title: part.text, markdown }];
  });
}
