import { parse } from 'yaml';
import type { RunbookFault } from '../page/RunbookCase';

const FILE = 'mkdocs.yml';

/** Every page stands in the navigation of the site, and what stands there exists. */
export function checkNav(
  mkdocs: string | undefined,
  pages: readonly string[],
): RunbookFault[] {
  if (mkdocs === undefined) {
    return [{ file: FILE, message: 'is missing: TechDocs needs it' }];
  }
  let data: unknown;
  try {
    // Tags of Python, as MkDocs has them in its plugins, mean nothing here.
    data = parse(mkdocs, { logLevel: 'silent' });
  } catch (error) {
    const [line] = String(error instanceof Error ? error.message : error).split(
      '\n',
    );
    return [{ file: FILE, message: `is no YAML: ${line}` }];
  }
  const nav =
    typeof data === 'object' && data !== null && 'nav' in data
      ? data.nav
      : undefined;
  // Without one MkDocs lists all pages by itself.
  if (nav === undefined) return [];
  const listed = new Set(targets(nav));
  const known = new Set(pages);
  return [
    ...pages
      .filter(page => !listed.has(page))
      .map(page => ({
        file: FILE,
        message: `nav has no ${page}`,
      })),
    ...[...listed]
      .filter(page => page.endsWith('.md') && !known.has(page))
      .map(page => ({
        file: FILE,
        message: `nav names ${page}, which does not exist`,
      })),
  ];
}

function targets(nav: unknown): string[] {
  if (typeof nav === 'string') return [nav];
  if (typeof nav !== 'object' || nav === null) return [];
  return Object.values(nav).flatMap(targets);
}
