import { languages, type Language } from '@naru/plugin-runbooks-common';
import { setImmediate } from 'node:timers/promises';
import { contentLimits } from './pageLimits';
import type { RunbookCase, RunbookFault } from './RunbookCase';
import { readFrontMatter } from './readFrontMatter';
import { readPage, type PageFiles } from './readPage';

/**
 * Text files of a folder of runbooks by their path in it, with slashes.
 *
 * @public
 */
export type RunbookFiles = ReadonlyMap<string, string>;

/**
 * What a folder of runbooks holds.
 *
 * @public
 */
export interface RunbookFolder {
  /** By id. */
  cases: RunbookCase[];
  faults: RunbookFault[];
}

const PAGE = /^docs\/(en|ko)\/([a-z0-9][a-z0-9-]*)\/([a-z0-9][a-z0-9-]*)\.md$/;

/**
 * Reads all pages `docs/<language>/<group>/<page>.md`. A page or case with a fault is left out; the rest stays.
 * Others are served between two pages: patterns take their time to compile.
 *
 * @public
 */
export async function readFolder(
  files: RunbookFiles,
  options: { source: string },
): Promise<RunbookFolder> {
  const faults: RunbookFault[] = [];
  const groupTitles = new Map<string, Partial<Record<Language, string>>>();
  const pages = new Map<string, PageFiles>();
  for (const [file, text] of files) {
    const place = PAGE.exec(file);
    if (!place) {
      if (/^docs\/(en|ko)\/[^/]+\/.*\.md$/.test(file)) {
        faults.push({
          file,
          message:
            'is left out: pages are docs/<en|ko>/<group>/<page>.md in lower case, digits and dashes',
        });
      }
      continue;
    }
    const [, language, group, page] = place;
    if (page === 'index') {
      const title = titleOf(text);
      if (title === undefined) {
        faults.push({ file, message: 'has no front matter with a title' });
        continue;
      }
      groupTitles.set(group, { ...groupTitles.get(group), [language]: title });
      continue;
    }
    const key = `${group}/${page}`;
    pages.set(key, { ...pages.get(key), [language]: { file, text } });
  }

  const cases = new Map<string, RunbookCase>();
  let signals = 0;
  for (const [key, page] of [...pages].sort(([a], [b]) => (a < b ? -1 : 1))) {
    await setImmediate();
    const [group, name] = key.split('/');
    const read = readPage(page, {
      source: options.source,
      group,
      page: name,
      groupTitles: groupTitles.get(group) ?? {},
    });
    faults.push(...read.faults);
    for (const found of read.cases) {
      const first = cases.get(found.id);
      if (first) {
        const file = languages
          .map(language => page[language]?.file)
          .find(given => given !== undefined);
        faults.push({
          file: file ?? key,
          message: `${found.id}: stands in ${first.group}/${first.page} too; it is left out here`,
        });
      } else if (
        cases.size < contentLimits.cases &&
        signals + signalsOf(found) <= contentLimits.signals
      ) {
        signals += signalsOf(found);
        cases.set(found.id, found);
      } else {
        faults.push({
          file: `docs/${languages[0]}/${key}.md`,
          message: `${found.id}: the folder has more than ${contentLimits.cases} cases or ${contentLimits.signals} signals; it is left out`,
        });
      }
    }
  }
  return {
    cases: [...cases.values()].sort((a, b) => (a.id < b.id ? -1 : 1)),
    faults: faults
      .slice(0, contentLimits.faults)
      .map(({ message, ...fault }) => ({
        ...fault,
        message: message.slice(0, contentLimits.fault),
      })),
  };
}

function signalsOf(found: RunbookCase): number {
  return found.signals.reduce(
    (sum, { entry: { text = [], pattern = [] } }) =>
      sum + 1 + [text, pattern].flat().length,
    0,
  );
}

function titleOf(text: string): string | undefined {
  try {
    const { data } = readFrontMatter(text);
    if (typeof data !== 'object' || data === null || !('title' in data)) {
      return undefined;
    }
    return typeof data.title === 'string' ? data.title : undefined;
  } catch {
    return undefined;
  }
}
