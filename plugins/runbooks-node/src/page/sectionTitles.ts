import type { Language, SectionKey } from '@naru/plugin-runbooks-common';

/**
 * Headings of the parts of a case; where there are several, the kind of the case decides.
 *
 * @public
 */
export const sectionTitles: Record<Language, Record<SectionKey, string[]>> = {
  en: {
    see: ['What you see', 'When to use it'],
    meaning: ['What it means'],
    check: ['Check'],
    mend: ['Mend', 'Steps', 'Choose'],
    verify: ['Verify'],
    prevent: ['Prevent'],
    related: ['Related'],
    references: ['References'],
  },
  ko: {
    see: ['증상', '언제 보나'],
    meaning: ['의미'],
    check: ['확인'],
    mend: ['조치', '절차', '선택'],
    verify: ['검증'],
    prevent: ['예방'],
    related: ['관련 문서'],
    references: ['참고 자료'],
  },
};

const keys: Record<Language, Map<string, SectionKey>> = {
  en: keysOf('en'),
  ko: keysOf('ko'),
};

/** The part that a heading begins; undefined for other headings. */
export function sectionKey(
  title: string,
  language: Language,
): SectionKey | undefined {
  return keys[language].get(title.trim());
}

function keysOf(language: Language): Map<string, SectionKey> {
  const entries = Object.entries(sectionTitles[language]) as [
    SectionKey,
    string[],
  ][];
  return new Map(
    entries.flatMap(([key, titles]) =>
      titles.map(title => [title, key] as const),
    ),
  );
}
