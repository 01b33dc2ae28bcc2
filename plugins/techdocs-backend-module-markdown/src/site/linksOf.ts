import { posix } from 'node:path';
import type { Page, Site } from './Site';

/** The address of `target` seen from the page at `from`, both below the site. */
export function relativeUrl(from: string, target: string): string {
  const path = posix.relative(`/${from}`, `/${target}`);
  const slash = target === '' || target.endsWith('/') ? '/' : '';
  return path === '' ? './' : `${path}${slash}`;
}

/** Paths of a site's files, collected once for all its pages. */
const assetSets = new WeakMap<readonly string[], ReadonlySet<string>>();

/**
 * Where the relative links of a page lead on the built site: `../x.md#a` to the page's address, files to themselves.
 * What is not there, or outside the pages' folder, is told and left without a target.
 */
export function linksOf(
  page: Page,
  { pages, assets, warnings }: Pick<Site, 'pages' | 'assets' | 'warnings'>,
): (href: string) => string {
  const files = assetSets.get(assets) ?? new Set(assets);
  assetSets.set(assets, files);
  return href => {
    if (href === '' || href.startsWith('/')) return href;
    const [, address = '', rest = ''] = /^([^?#]*)(.*)$/s.exec(href) ?? [];
    if (address === '') return href;
    const path = posix.normalize(
      posix.join(posix.dirname(page.path), decode(address)),
    );
    if (path === '..' || path.startsWith('../')) {
      warnings.push(`${page.path}: the link ${href} leads out of the site`);
      return '#';
    }
    const target =
      pages.get(path) ??
      pages.get(posix.join(path, 'index.md')) ??
      pages.get(`${path.replace(/\/$/, '')}.md`);
    if (target) return relativeUrl(page.url, target.url) + rest;
    if (!files.has(path)) {
      warnings.push(`${page.path}: the link ${href} leads to nothing`);
    }
    return encodeURI(relativeUrl(page.url, path)) + rest;
  };
}

function decode(address: string): string {
  try {
    return decodeURIComponent(address);
  } catch {
    return address;
  }
}
