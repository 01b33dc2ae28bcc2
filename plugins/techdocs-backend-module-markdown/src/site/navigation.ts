import { posix } from 'node:path';
import type { NavEntry } from './readSettings';
import type { NavItem, Page } from './Site';

/** The navigation that mkdocs.yml lists; entries without a page are left out and told. */
export function navigation(
  entries: NavEntry[],
  pages: Map<string, Page>,
  warnings: string[],
): NavItem[] {
  const leaf = (title: string | undefined, target: string): NavItem[] => {
    if (/^https?:\/\//i.test(target)) {
      return [{ title: title ?? target, href: target }];
    }
    const page = pages.get(posix.normalize(target));
    if (page) return [{ page, title: title ?? page.title }];
    warnings.push(`mkdocs.yml: nav names ${target}, which is not there`);
    return [];
  };
  return entries.flatMap((entry): NavItem[] => {
    if (typeof entry === 'string') return leaf(undefined, entry);
    return Object.entries(entry).flatMap(([title, value]): NavItem[] => {
      if (value === null) return [];
      if (typeof value === 'string') return leaf(title, value);
      const items = navigation(value, pages, warnings);
      return items.length > 0 ? [{ title, items }] : [];
    });
  });
}

/** The navigation of a site that lists none: folders are sections, first pages come first. */
export function folderNavigation(pages: Map<string, Page>): NavItem[] {
  return itemsOf([...pages.values()], '');
}

function itemsOf(pages: Page[], folder: string): NavItem[] {
  const here: Page[] = [];
  const below = new Map<string, Page[]>();
  for (const page of pages) {
    const [name = '', ...rest] = page.path.slice(folder.length).split('/');
    if (rest.length === 0) here.push(page);
    else below.set(name, [...(below.get(name) ?? []), page]);
  }
  const isFirst = (page: Page) => page.url === folder;
  here.sort(
    (a, b) =>
      Number(isFirst(b)) - Number(isFirst(a)) ||
      (a.path < b.path ? -1 : Number(a.path > b.path)),
  );
  return [
    ...here.map(page => ({ page, title: page.title })),
    ...[...below]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, inside]) => ({
        title: sectionTitle(name),
        items: itemsOf(inside, `${folder}${name}/`),
      })),
  ];
}

function sectionTitle(name: string): string {
  const words = name.replace(/[-_]+/g, ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
