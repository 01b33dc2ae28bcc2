import { posix } from 'node:path';
import type { RunbookFault } from '../page/RunbookCase';
import { faultAt, type CheckedPage } from './CheckedPage';

/** A link of a page. */
export interface PageLink {
  href: string;
  line: number;
}

const LINK =
  /(!?)\[(?:[^\][]|\[[^\]]*\])*\]\(\s*<?([^)\s>]+)>?(?:\s+"[^"]*")?\s*\)/g;

/** Links and images outside of code. */
export function readLinks({ outline }: CheckedPage): PageLink[] {
  return outline.lines.flatMap((line, at) => {
    if (outline.inCode[at]) return [];
    // The text of a link may hold code with brackets in it; what is inside does not matter.
    const plain = line.replace(/(`+)((?:(?!\1).)+)\1/g, (_whole, _mark, code) =>
      'x'.repeat(String(code).length),
    );
    return [...plain.matchAll(LINK)].map(([, , href]) => ({ href, line: at }));
  });
}

/** Where a relative link leads: the file in the folder, and the anchor. */
export function resolveLink(
  page: CheckedPage,
  href: string,
): { file: string; anchor?: string } | undefined {
  if (/^[a-z][a-z0-9+.-]*:/i.test(href) || href.startsWith('//')) {
    return undefined;
  }
  const [path, anchor] = href.split('#');
  const file =
    path === '' ? page.file : posix.join(posix.dirname(page.file), path);
  return { file, anchor };
}

/** Relative links and their anchors lead somewhere, in the language of the page. */
export function checkLinks(
  page: CheckedPage,
  pages: ReadonlyMap<string, CheckedPage>,
  files: { has(file: string): boolean },
): RunbookFault[] {
  return readLinks(page).flatMap(({ href, line }) => {
    const target = resolveLink(page, href);
    if (!target) return [];
    const fault = (message: string) => [
      faultAt(page, line, `link ${href} ${message}`),
    ];
    if (!files.has(target.file)) return fault('leads to no file');
    const other = pages.get(target.file);
    if (other && other.language !== page.language) {
      return fault('leads to the other language');
    }
    if (target.anchor === undefined) return [];
    const anchors = other?.outline.headings.map(
      ({ id, text }) => id ?? slug(text),
    );
    return anchors?.includes(target.anchor)
      ? []
      : fault('leads to no heading of that page');
  });
}

/** The anchor that Python-Markdown gives a heading without one. */
function slug(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[^\x20-\x7e]/g, '')
    .replace(/[^\w\s-]/g, '')
    .trim()
    .toLocaleLowerCase('en-US')
    .replace(/[-\s]+/g, '-');
}
