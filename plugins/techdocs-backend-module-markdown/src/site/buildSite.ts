import { copyFile, mkdir, readdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { renderMarkdown } from '@naru/markdown-html';
import { linksOf, relativeUrl } from './linksOf';
import { readSite } from './readSite';
import { renderMissing, renderPage, styleSheet } from './renderPage';
import { type SearchEntry, searchEntries } from './searchIndex';

/** Options of {@link buildSite}. */
export interface BuildSiteOptions {
  /** Folder with mkdocs.yml, or `docs`. */
  inputDir: string;
  /** Folder that receives the site. */
  outputDir: string;
  /** Kept in the site's metadata. */
  etag?: string;
  /** The site's name when it gives itself none. */
  name?: string;
}

/** What a build did. */
export interface BuiltSite {
  pages: number;
  /** What a writer should know: links that lead to nothing and the like. */
  warnings: string[];
}

const assets = resolvePackagePath(
  '@naru/plugin-techdocs-backend-module-markdown',
  'assets',
);

/**
 * Builds a site as MkDocs with techdocs-core would, as far as the TechDocs reader and its search need it.
 *
 * @throws InputError, NotAllowedError: the sources are not what can be built
 */
export async function buildSite({
  inputDir,
  outputDir,
  etag,
  name,
}: BuildSiteOptions): Promise<BuiltSite> {
  const site = await readSite(inputDir, name);
  const write = async (path: string, content: string) => {
    const file = join(outputDir, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, content);
  };
  const docs: SearchEntry[] = [];
  for (const page of site.pages.values()) {
    const link = linksOf(page, site);
    const rendered = renderMarkdown(page.body, { link });
    docs.push(...searchEntries(page, rendered));
    await write(`${page.url}index.html`, renderPage(site, page, rendered));
  }
  if (![...site.pages.values()].some(({ url }) => url === '')) {
    const [first] = site.order.length > 0 ? site.order : site.pages.values();
    await write(
      'index.html',
      `<!doctype html><html><head><meta charset="utf-8"><meta http-equiv="refresh" content="0; url=${relativeUrl(
        '',
        first!.url,
      )}"></head><body></body></html>\n`,
    );
  }
  for (const path of site.assets) {
    const target = join(outputDir, path);
    await mkdir(dirname(target), { recursive: true });
    await copyFile(join(site.docsDir, path), target);
  }
  await mkdir(dirname(join(outputDir, styleSheet)), { recursive: true });
  await copyFile(
    join(assets, 'main.ec1eaa64.min.css'),
    join(outputDir, styleSheet),
  );
  await write('404.html', renderMissing(site));
  await write(
    'search/search_index.json',
    JSON.stringify({
      config: { lang: ['en'], separator: '[\\s\\-]+' },
      docs,
    }),
  );
  const files = await readdir(outputDir, {
    recursive: true,
    withFileTypes: true,
  });
  await write(
    'techdocs_metadata.json',
    JSON.stringify({
      site_name: site.name,
      site_description: site.description ?? '',
      build_timestamp: Date.now(),
      etag,
      files: [
        ...files
          .filter(file => file.isFile())
          .map(file =>
            join(file.parentPath, file.name).slice(outputDir.length + 1),
          ),
        'techdocs_metadata.json',
      ],
    }),
  );
  return { pages: site.pages.size, warnings: site.warnings };
}
