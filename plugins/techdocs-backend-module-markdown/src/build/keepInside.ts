import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const loading =
  /<(img|source|video|audio|track|iframe|embed|object|script|link)\b([^>]*)>/gi;
const outside =
  /\b(?:src|srcset|data|href|poster)\s*=\s*["']?\s*(?:https?:)?\/\//i;

/**
 * Takes what a page would load from another host out of a page: an image becomes a link to it, an emoji its character,
 * anything else goes. Links stay.
 */
export function withoutOutside(html: string): string {
  return html.replace(loading, (element, name: string, attributes: string) => {
    if (!outside.test(attributes)) return element;
    // Says where the page is, and loads nothing.
    if (
      /^link$/i.test(name) &&
      /\brel="?(?:canonical|prev|next)\b/i.test(attributes)
    ) {
      return element;
    }
    const words = /\balt="([^"]*)"/i.exec(attributes)?.[1] ?? '';
    const source = /\bsrc="([^"]*)"/i.exec(attributes)?.[1];
    if (!/^img$/i.test(name) || !source) return '';
    if (/\bclass="(?:emojione|twemoji|gemoji)"/i.test(attributes)) return words;
    return `<a href="${source}">${words || source}</a>`;
  });
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
