import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const loading =
  /<(img|image|input|source|video|audio|track|iframe|embed|object|script|link|use|feimage)\b/gi;
const addressed =
  /(?:^|[\s"'/])(?:xlink:)?(src|srcset|imagesrcset|data|href|poster)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/gi;

/** An address as a browser reads it: without references to characters, and without spaces and line breaks within. */
function plain(value: string): string {
  return value
    .replace(/&#(?:x([0-9a-f]{1,6})|([0-9]{1,7}));?/gi, (all, hex, number) => {
      const code = hex ? parseInt(hex, 16) : Number(number);
      return code <= 0x10ffff ? String.fromCodePoint(code) : all;
    })
    .replace(/&colon;/gi, ':')
    .replace(/&sol;/gi, '/')
    .replace(/&bsol;/gi, '\\')
    .replace(/&(?:tab|newline);/gi, '');
}

function isOutside(attributes: string): boolean {
  for (const [, name, double, single, bare] of attributes.matchAll(addressed)) {
    const value = plain(double ?? single ?? bare ?? '');
    const addresses = /srcset$/i.test(name!) ? value.split(',') : [value];
    for (const address of addresses) {
      const letters = [...address].filter(letter => letter > ' ').join('');
      if (/^(?:https?:|ftp:|[\\/]{2})/i.test(letters)) return true;
    }
  }
  return false;
}

/**
 * Takes what a page would load from another host out of a page: an image becomes a link to it, an emoji its character,
 * anything else goes. Links stay.
 */
export function withoutOutside(html: string): string {
  let kept = '';
  let done = 0;
  loading.lastIndex = 0;
  for (
    let begin = loading.exec(html);
    begin !== null;
    begin = loading.exec(html)
  ) {
    const end = endOfTag(html, loading.lastIndex);
    // A tag that does not end is none, nor is what stands in its quotes.
    if (end === undefined) break;
    const attributes = html.slice(loading.lastIndex, end);
    const element = html.slice(begin.index, end + 1);
    kept += html.slice(done, begin.index);
    kept += isOutside(attributes)
      ? instead(element, begin[1]!, attributes)
      : element;
    done = end + 1;
    loading.lastIndex = done;
  }
  return kept + html.slice(done);
}

/** Where the `>` of a tag stands; quoted values may hold others. */
function endOfTag(html: string, from: number): number | undefined {
  let quote: string | undefined;
  for (let at = from; at < html.length; at += 1) {
    const letter = html[at]!;
    if (quote) {
      if (letter === quote) quote = undefined;
    } else if (letter === '"' || letter === "'") {
      quote = letter;
    } else if (letter === '>') {
      return at;
    }
  }
  return undefined;
}

function instead(element: string, name: string, attributes: string): string {
  // Says where the page is, and loads nothing.
  if (
    /^link$/i.test(name) &&
    /\brel="?(?:canonical|prev|next)\b/i.test(attributes)
  ) {
    return element;
  }
  // As an attribute's value it may hold what would be elements in the text.
  const words = (/\balt="([^"]*)"/i.exec(attributes)?.[1] ?? '')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;');
  const source = /\bsrc="([^"]*)"/i.exec(attributes)?.[1];
  if (!/^img$/i.test(name) || !source) return '';
  if (/\bclass="(?:emojione|twemoji|gemoji)"/i.test(attributes)) return words;
  return `<a href="${source}">${words || source.replace(/</g, '&lt;')}</a>`;
}

/** Applies {@link withoutOutside} to every page of a built site. */
export async function keepInside(folder: string): Promise<void> {
  const entries = await readdir(folder, {
    recursive: true,
    withFileTypes: true,
  });
  for (const entry of entries) {
    if (!entry.isFile() || !entry.name.endsWith('.html')) continue;
    const file = join(entry.parentPath, entry.name);
    const html = await readFile(file, 'utf8');
    const kept = withoutOutside(html);
    if (kept !== html) await writeFile(file, kept);
  }
}
