import { sectionKeys, type Language } from '@naru/plugin-runbooks-common';
import type { RunbookFault } from '../page/RunbookCase';
import { sectionKey, sectionTitles } from '../page/sectionTitles';
import { faultAt, type CheckedCase, type CheckedPage } from './CheckedPage';

const GO_BACK: Record<Language, string> = {
  en: 'How to go back',
  ko: '되돌리기',
};

/** Headings and parts of the cases of a page, and what a destructive one needs. */
export function checkCases(
  page: CheckedPage,
  destructive: (id: string) => boolean,
): RunbookFault[] {
  const { file, outline, title, cases } = page;
  const faults: RunbookFault[] = [];
  const [first] = outline.headings;
  if (first?.level !== 1 || first.text !== title) {
    faults.push({ file, message: `must begin with the heading "# ${title}"` });
  }
  const ids = new Set(cases.map(({ id }) => id.toLocaleLowerCase('en-US')));
  for (const { level, text, id, line } of outline.headings) {
    if (cases.length > 0 && level === 2 && !(id && ids.has(id))) {
      faults.push(
        faultAt(page, line, `"## ${text}" is no case of the front matter`),
      );
    }
  }
  const order = cases.flatMap(({ range }) => range?.heading.line ?? []);
  if (order.some((line, at) => at > 0 && line < order[at - 1])) {
    faults.push({
      file,
      message: 'has its cases in another order than the front matter',
    });
  }
  for (const found of cases) {
    faults.push(...checkCase(page, found, destructive(found.id)));
  }
  return faults;
}

function checkCase(
  page: CheckedPage,
  { id, title, range }: CheckedCase,
  destructive: boolean,
): RunbookFault[] {
  if (!range) return [];
  const { language, outline } = page;
  const faults: RunbookFault[] = [];
  const fault = (message: string, line = range.heading.line) =>
    faults.push(faultAt(page, line, `${id}: ${message}`));

  // A title is plain text; its heading may show parts of it as code.
  if (plain(range.heading.text) !== plain(title)) {
    fault(`heading "${range.heading.text}" is not the title "${title}"`);
  }
  const parts = range.parts.map(part => ({
    ...part,
    key: sectionKey(part.text, language),
  }));
  for (const part of parts) {
    if (!part.key) {
      fault(`"### ${part.text}" is none of the usual headings`, part.line);
    }
  }
  const keys = parts.flatMap(({ key }) => key ?? []);
  for (const key of sectionKeys) {
    const times = keys.filter(found => found === key).length;
    const [usual] = sectionTitles[language][key];
    if (times === 0 && key !== 'related') fault(`has no "### ${usual}"`);
    if (times > 1) fault(`has "### ${usual}" ${times} times`);
  }
  const places = keys.map(key => sectionKeys.indexOf(key));
  if (places.some((place, at) => at > 0 && place < places[at - 1])) {
    fault('has its parts in another order than the template');
  }
  for (const [at, part] of parts.entries()) {
    const end = parts[at + 1]?.line ?? range.end;
    const text = outline.lines
      .slice(part.line + 1, end)
      .join('')
      .trim();
    if (text === '') fault(`"### ${part.text}" is empty`, part.line);
  }

  const lines = outline.lines.slice(range.heading.line, range.end);
  const dangers = lines.flatMap((line, at) =>
    /^ *!!! danger /.test(line) && !outline.inCode[range.heading.line + at]
      ? [range.heading.line + at]
      : [],
  );
  const back = outline.headings.some(
    ({ level, text, line }) =>
      level === 4 &&
      text === GO_BACK[language] &&
      line > range.heading.line &&
      line < range.end,
  );
  if (destructive && dangers.length === 0) {
    fault('is destructive, but no "!!! danger" stands before its step');
  }
  if (destructive && !back) {
    fault(`is destructive, but has no "#### ${GO_BACK[language]}"`);
  }
  if (!destructive && dangers.length > 0) {
    fault('has a "!!! danger", but is not marked destructive', dangers[0]);
  }
  return faults;
}

function plain(text: string): string {
  return text.replace(/`/g, '');
}
