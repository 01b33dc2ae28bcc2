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
  const entries = root.querySelectorAll<HTMLElement>(
    `${primary} > .md-nav__list > .md-nav__item`,
  );
  for (const entry of entries) {
    const links = [
      ...entry.querySelectorAll<HTMLAnchorElement>('a.md-nav__link[href]'),
    ];
    hide(entry, links.length > 0 && links.every(isOther));
  }
  for (const link of root.querySelectorAll<HTMLAnchorElement>(
    'a.md-footer__link[href]',
  )) {
    hide(link, isOther(link));
  }
}

function hide(element: HTMLElement, hidden: boolean): void {
  // Material gives these elements a display of their own, which wins over the attribute.
  element.style.display = hidden ? 'none' : '';
}
