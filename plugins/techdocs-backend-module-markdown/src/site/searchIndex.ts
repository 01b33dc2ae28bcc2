import type { RenderedMarkdown } from '@naru/markdown-html';
import { textOfHtml } from './html';
import type { Page } from './Site';

/** An entry of `search/search_index.json`, which TechDocs' search reads. */
export interface SearchEntry {
  /** Address below the site, with an anchor for a part of a page. */
  location: string;
  title: string;
  text: string;
}

/** A page as a whole, then each part of it, as MkDocs' search plugin writes them. */
export function searchEntries(
  page: Page,
  { html, headings }: RenderedMarkdown,
): SearchEntry[] {
  const parts = html
    .split(/(?=<h[1-6] id=")/)
    .filter(part => /^<h[1-6]/.test(part));
  return [
    { location: page.url, title: page.title, text: textOfHtml(html) },
    ...headings.map(({ id, text }, index) => ({
      location: `${page.url}#${id}`,
      title: text,
      text: textOfHtml(
        (parts[index] ?? '').replace(/^<h[\s\S]*?<\/h[1-6]>/, ''),
      ),
    })),
  ];
}
