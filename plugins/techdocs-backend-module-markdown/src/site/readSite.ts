import { lstat, readFile, stat } from 'node:fs/promises';
import { basename, join, posix, relative, sep } from 'node:path';
import { InputError } from '@backstage/errors';
import { readFrontMatter } from '@naru/markdown-html';
import { excludes } from './excludes';
import { listFiles } from './listFiles';
import { folderNavigation, navigation } from './navigation';
import { type Page, pagesOf, type Site } from './Site';
import { readSettings } from './readSettings';

const largestPage = 1024 * 1024;
/** Each page holds the navigation of all: a site of more belongs to MkDocs in a job. */
const mostPages = 2_000;

/**
 * Reads a folder of documentation.
 *
 * @param folder - holds mkdocs.yml, or `docs`
 * @param name - the site's name when it gives itself none
 * @throws InputError when there is no page, or one cannot be read; NotAllowedError for symbolic links
 */
export async function readSite(
  folder: string,
  name = 'Documentation',
): Promise<Site> {
  const settings = await readSettings(folder);
  const { docsDir } = settings;
  const isExcluded = excludes(settings.exclude);
  const files = (await listFiles(docsDir, folder))
    .map(file => relative(docsDir, file).split(sep).join(posix.sep))
    .filter(path => !isExcluded(path));

  const warnings: string[] = [];
  const pages = new Map<string, Page>();
  const byUrl = new Map<string, Page>();
  const sources = files.filter(isMarkdown);
  if (sources.length > mostPages) {
    throw new InputError(
      `There are more than ${mostPages} pages; let a job build them with MkDocs`,
    );
  }
  for (const path of sources) {
    const page = await readPage(docsDir, path, warnings);
    const same = byUrl.get(page.url);
    // As in MkDocs: index.md wins over README.md.
    if (same && basename(same.path).toLowerCase() === 'index.md') continue;
    if (same) pages.delete(same.path);
    pages.set(path, page);
    byUrl.set(page.url, page);
  }
  if (pages.size === 0) {
    const readme = await readReadme(folder, warnings);
    if (!readme) {
      throw new InputError(
        `There is no page: ${
          relative(folder, docsDir) || 'the folder'
        } holds no Markdown`,
      );
    }
    pages.set(readme.path, readme);
  }
  const nav = settings.nav
    ? navigation(settings.nav, pages, warnings)
    : folderNavigation(pages);
  return {
    name: settings.name ?? name,
    description: settings.description,
    docsDir,
    pages,
    nav,
    order: pagesOf(nav),
    assets: files.filter(path => !isMarkdown(path)),
    warnings,
  };
}

function isMarkdown(path: string): boolean {
  return /\.(?:md|markdown)$/i.test(path);
}

async function readReadme(
  folder: string,
  warnings: string[],
): Promise<Page | undefined> {
  for (const name of ['README.md', 'readme.md']) {
    const there = await lstat(join(folder, name)).catch(() => undefined);
    if (there?.isFile()) return readPage(folder, name, warnings);
  }
  return undefined;
}

async function readPage(
  docsDir: string,
  path: string,
  warnings: string[],
): Promise<Page> {
  const file = join(docsDir, path);
  if ((await stat(file)).size > largestPage) {
    throw new InputError(`${path} is larger than 1 MiB`);
  }
  const source = await readFile(file, 'utf8');
  const { data, body } = frontMatterOf(source, path, warnings);
  const [first] = path.split('/');
  return {
    path,
    url: urlOf(path),
    title: textOf(data.title) ?? firstHeading(body) ?? titleOf(path),
    description: textOf(data.description),
    language: first === 'ko' && path.includes('/') ? 'ko' : 'en',
    body,
  };
}

/** Line by line and cut short: a hostile line must not keep the process busy. */
function firstHeading(body: string): string | undefined {
  const at = /^#[ \t]/m.exec(body)?.index;
  if (at === undefined) return undefined;
  const [line = ''] = body.slice(at + 1, at + 1_000).split('\n');
  return line.replace(/\{[^{}]*\}\s*$/, '').trim() || undefined;
}

function frontMatterOf(source: string, path: string, warnings: string[]) {
  try {
    return readFrontMatter(source);
  } catch (error) {
    warnings.push(
      `${path}: the front matter is not YAML: ${(error as Error).message}`,
    );
    return { data: {} as Record<string, unknown>, body: source };
  }
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== ''
    ? value.trim()
    : undefined;
}

/** The address of a page with directory URLs. */
export function urlOf(path: string): string {
  const withoutEnding = path.replace(/\.(?:md|markdown)$/i, '');
  return withoutEnding
    .replace(/(^|\/)(?:index|readme)$/i, '$1')
    .replace(/([^/])$/, '$1/');
}

function titleOf(path: string): string {
  const words = basename(path)
    .replace(/\.[^.]*$/, '')
    .replace(/[-_]+/g, ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
