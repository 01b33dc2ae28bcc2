import { languages, type Language } from '@naru/plugin-runbooks-common';
import type { RunbookFault } from '../page/RunbookCase';
import { readFolder } from '../page/readFolder';
import { listFiles, readLocalFiles } from '../source/readLocalFiles';
import { checkCases } from './checkCases';
import { checkCode, checkSameCode } from './checkCode';
import { readCheckedPage, type CheckedPage } from './CheckedPage';
import { checkLinks, readLinks, resolveLink } from './checkLinks';
import { checkMarkdown } from './checkMarkdown';
import { checkNav } from './checkNav';
import { checkShell } from './checkShell';
import { ManifestSchemas } from './ManifestSchemas';

/**
 * What a folder is checked for.
 *
 * @public
 */
export interface RunbookCheckOptions {
  /** Languages that each page must have. Default: those that the folder has. */
  languages?: readonly Language[];
  /** Folder of CustomResourceDefinitions; without it manifests are only parsed. */
  crds?: string;
  /** Ids that must be there. */
  required?: readonly string[];
  /** Ids of other folders that cases may name as related. */
  known?: readonly string[];
}

/**
 * What a check found.
 *
 * @public
 */
export interface RunbookCheck {
  /** By file and line. */
  faults: RunbookFault[];
  /** What could not be checked, and why. */
  skipped: string[];
  /** Ids of the cases that can be read. */
  ids: string[];
}

/**
 * Checks a folder of runbooks: front matter, languages, headings, links, code, manifests, shell, navigation.
 *
 * @throws Error when the folder cannot be read
 * @public
 */
export async function checkRunbooks(
  folder: string,
  options: RunbookCheckOptions = {},
): Promise<RunbookCheck> {
  const files = await readLocalFiles(folder);
  const names = new Set(await listFiles(folder));
  const { cases, faults } = await readFolder(files, { source: 'checked' });
  const pages = new Map<string, CheckedPage>();
  for (const [file, text] of files) {
    const page = readCheckedPage(file, text);
    if (page) pages.set(file, page);
  }
  const all = [...pages.values()];
  const wanted =
    options.languages ??
    languages.filter(language => all.some(page => page.language === language));
  const known = new Map(cases.map(found => [found.id, found]));
  const others = new Set(options.known);
  const schemas = options.crds
    ? await ManifestSchemas.read(options.crds)
    : undefined;
  const shell = await checkShell(all);

  const found: RunbookFault[] = [
    ...faults,
    ...all.flatMap(page => [
      ...checkCases(page, id => known.get(id)?.destructive === true),
      ...checkMarkdown(page),
      ...checkLinks(page, pages, names),
      ...checkCode(page, schemas),
      ...checkLanguages(page, pages, wanted),
      ...checkRelated(page, id => known.has(id) || others.has(id)),
    ]),
    ...checkGroups(all),
    ...shell.faults,
    ...checkNav(
      files.get('mkdocs.yml'),
      [...names]
        .filter(name => /^docs\/.*\.md$/.test(name))
        .map(name => name.slice('docs/'.length)),
    ),
    ...(options.required ?? [])
      .filter(id => !known.has(id))
      .map(id => ({ file: 'docs', message: `${id} has no page` })),
  ];
  return {
    faults: found.sort(
      (a, b) =>
        a.file.localeCompare(b.file, 'en') || (a.line ?? 0) - (b.line ?? 0),
    ),
    skipped: shell.skipped ? [shell.skipped] : [],
    ids: [...known.keys()],
  };
}

/** Every page in every language, with the same cases in the same order and the same code. */
function checkLanguages(
  page: CheckedPage,
  pages: ReadonlyMap<string, CheckedPage>,
  wanted: readonly Language[],
): RunbookFault[] {
  const { file, language, path } = page;
  return wanted
    .filter(other => other !== language)
    .flatMap(other => {
      const otherFile = `docs/${other}/${path}.md`;
      const twin = pages.get(otherFile);
      if (!twin) return [{ file, message: `has no page ${otherFile}` }];
      // Told once, on the side of the translation.
      if (languages.indexOf(language) < languages.indexOf(other)) return [];
      const ids = (of: CheckedPage) => of.cases.map(({ id }) => id).join(', ');
      return ids(page) === ids(twin)
        ? checkSameCode(twin, page)
        : [
            {
              file,
              message: `has the cases ${
                ids(page) || 'none'
              }, ${otherFile} has ${ids(twin) || 'none'}`,
            },
          ];
    });
}

function checkRelated(
  { file, cases }: CheckedPage,
  exists: (id: string) => boolean,
): RunbookFault[] {
  return cases.flatMap(({ id, related }) =>
    related
      .filter(other => other === id || !exists(other))
      .map(other => ({
        file,
        message: `${id}: related ${other} ${
          other === id ? 'is the case itself' : 'does not exist'
        }`,
      })),
  );
}

/** Each group has a page that leads to all its cases. */
function checkGroups(pages: readonly CheckedPage[]): RunbookFault[] {
  return pages
    .filter(({ group, path }) => group && !path.endsWith('/index'))
    .flatMap(page => {
      const { group, language, cases } = page;
      const file = `docs/${language}/${group}/index.md`;
      const index = pages.find(other => other.file === file);
      if (!index) {
        return [{ file: page.file, message: `its group has no ${file}` }];
      }
      const targets = new Set(
        readLinks(index).map(({ href }) => {
          const target = resolveLink(index, href);
          return target && `${target.file}#${target.anchor ?? ''}`;
        }),
      );
      return cases
        .filter(
          ({ id }) =>
            !targets.has(`${page.file}#${id.toLocaleLowerCase('en-US')}`),
        )
        .map(({ id }) => ({ file, message: `has no link to ${id}` }));
    });
}
