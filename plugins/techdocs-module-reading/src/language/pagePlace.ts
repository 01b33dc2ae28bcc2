/** A language that documentation may be written in, as its first folder is called. */
export type PageLanguage = 'en' | 'ko';

/** The languages with their own names. */
export const pageLanguages: { id: PageLanguage; name: string }[] = [
  { id: 'en', name: 'English' },
  { id: 'ko', name: '한국어' },
];

/** Where in a site a page stands. */
export interface PagePlace {
  /** Address of the site's first page, with a slash at the end: `/docs/default/component/runbooks/`. */
  base: string;
  /** Path below it, with a slash at the end; empty for the first page. */
  path: string;
  /** Language by the first folder; undefined for pages outside both. */
  language?: PageLanguage;
}

/**
 * Reads an address of the reader or of an entity's tab.
 *
 * @returns undefined when it is not of this entity's documentation
 */
export function pagePlace(
  pathname: string,
  entity: { namespace: string; kind: string; name: string },
): PagePlace | undefined {
  const triplet = [entity.namespace, entity.kind, entity.name]
    .map(part => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('/');
  const match = new RegExp(
    `^(.*?/(?:docs/${triplet}|catalog/${triplet}/docs))(?:/(.*))?$`,
    'i',
  ).exec(pathname);
  if (!match) return undefined;
  const path = (match[2] ?? '')
    .replace(/(?:^|\/)index\.html$/, '')
    .replace(/([^/])$/, '$1/');
  const first = path.split('/')[0];
  const language = pageLanguages.find(({ id }) => id === first)?.id;
  return { base: `${match[1]}/`, path, language };
}

/** The same page in another language, or the nearest one above it that is there; `exact` tells which. */
export function counterpart(
  path: string,
  language: PageLanguage,
  pages: ReadonlySet<string>,
): { path: string; exact: boolean } | undefined {
  const segments = path.split('/').filter(Boolean).slice(1);
  for (let length = segments.length; length >= 0; length -= 1) {
    const candidate = [language, ...segments.slice(0, length), ''].join('/');
    if (pages.has(candidate)) {
      return { path: candidate, exact: length === segments.length };
    }
  }
  const any = [...pages].find(page => page.startsWith(`${language}/`));
  return any === undefined ? undefined : { path: any, exact: false };
}
