import { type PageLanguage, pagePlace, type PagePlace } from './pagePlace';

/** An entity as the reader names it. */
export interface SiteEntity {
  namespace: string;
  kind: string;
  name: string;
}

const primary = '.md-nav--primary';

function placeOf(
  link: HTMLAnchorElement,
  entity: SiteEntity,
): PagePlace | undefined {
  try {
    const { pathname } = new URL(
      link.getAttribute('href') ?? '',
      window.location.href,
    );
    return pagePlace(pathname, entity);
  } catch {
    return undefined;
  }
}

/** Paths of the pages that the navigation lists. */
export function listedPages(root: ParentNode, entity: SiteEntity): Set<string> {
  const pages = new Set<string>();
  for (const link of root.querySelectorAll<HTMLAnchorElement>(
    `${primary} a.md-nav__link[href]`,
  )) {
    const place = placeOf(link, entity);
    if (place && !link.hash) pages.add(place.path);
  }
  return pages;
}

/** True when a site has pages in both languages. */
export function isBilingual(pages: ReadonlySet<string>): boolean {
  const all = [...pages];
  return (['en', 'ko'] as const).every(language =>
    all.some(page => page.startsWith(`${language}/`)),
  );
}

/** Leaves the entries of one language in the navigation and at the page's foot. */
export function showLanguage(
  root: ParentNode,
  language: PageLanguage,
  entity: SiteEntity,
): void {
  const isOther = (link: HTMLAnchorElement) => {
    const place = placeOf(link, entity);
    return place?.language !== undefined && place.language !== language;
  };
  // The first page leads on to the person's language, so beside the pages of one it leads nowhere.
  const isFirst = (link: HTMLAnchorElement) =>
    placeOf(link, entity)?.path === '';
  const entries = root.querySelectorAll<HTMLElement>(
    `${primary} > .md-nav__list > .md-nav__item`,
  );
  for (const entry of entries) {
    const links = [
      ...entry.querySelectorAll<HTMLAnchorElement>('a.md-nav__link[href]'),
    ];
    hide(
      entry,
      links.length > 0 && (links.every(isOther) || links.every(isFirst)),
    );
  }
  for (const link of root.querySelectorAll<HTMLAnchorElement>(
    'a.md-footer__link[href]',
  )) {
    hide(link, isOther(link) || isFirst(link));
  }
}

const builtWords: Record<string, string> = {
  Previous: '이전',
  Next: '다음',
  'Table of contents': '목차',
};

/** Writes the words that MkDocs puts around a page in Korean; a site has one language for them. */
export function translateFrame(root: ParentNode): void {
  for (const element of root.querySelectorAll(
    '.md-footer__direction, .md-nav--secondary > .md-nav__title',
  )) {
    const text = [...element.childNodes].find(
      node => builtWords[node.textContent?.trim() ?? ''],
    );
    if (text) text.textContent = builtWords[text.textContent!.trim()]!;
  }
  for (const element of root.querySelectorAll('[aria-label]')) {
    const label = element.getAttribute('aria-label')!;
    const [, word = '', rest = ''] = /^([^:]*)(.*)$/s.exec(label) ?? [];
    const korean = builtWords[word];
    if (korean) element.setAttribute('aria-label', `${korean}${rest}`);
  }
}

function hide(element: HTMLElement, hidden: boolean): void {
  // Material gives these elements a display of their own, which wins over the attribute.
  element.style.display = hidden ? 'none' : '';
}
