/** A page of a site. */
export interface Page {
  /** Path below the pages' folder, with slashes: `en/kubevirt/import-stuck.md`. */
  path: string;
  /** Address below the site: `en/kubevirt/import-stuck/`, empty for the first page. */
  url: string;
  /** Name in lists. */
  title: string;
  description?: string;
  /** Language of its words, from the first folder. */
  language: 'en' | 'ko';
  /** Markdown without front matter. */
  body: string;
}

/** An entry of the navigation. */
export type NavItem =
  | { page: Page; title: string }
  | { title: string; items: NavItem[] }
  | { title: string; href: string };

/** Everything of a site that is not yet HTML. */
export interface Site {
  name: string;
  description?: string;
  /** Absolute folder of the pages. */
  docsDir: string;
  /** By path. */
  pages: Map<string, Page>;
  nav: NavItem[];
  /** Pages in the order of the navigation, for previous and next. */
  order: Page[];
  /** Paths below the pages' folder of everything that is no page. */
  assets: string[];
  /** What a writer should know. */
  warnings: string[];
}

/** The pages of a navigation from first to last. */
export function pagesOf(items: NavItem[]): Page[] {
  return items.flatMap(item => {
    if ('items' in item) return pagesOf(item.items);
    return 'page' in item ? [item.page] : [];
  });
}
