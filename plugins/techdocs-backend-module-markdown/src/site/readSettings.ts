import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { isChildPath } from '@backstage/backend-plugin-api';
import { InputError, NotAllowedError } from '@backstage/errors';
import { parseDocument } from 'yaml';
import { z } from 'zod';
import { findMkdocsFile } from './findMkdocsFile';

/** An entry of `nav`: a page, a page under a title, or a section. */
export type NavEntry = string | { [title: string]: string | NavEntry[] | null };

/** What a site says about itself in mkdocs.yml. */
export interface SiteSettings {
  /** The file; absent when the site has none. */
  file?: string;
  name?: string;
  description?: string;
  /** Absolute. */
  docsDir: string;
  nav?: NavEntry[];
  /** Patterns as in .gitignore. */
  exclude: string[];
  /** True when pages of other folders belong to the site: `!include` of the monorepo plugin, or snippets. */
  includesOthers: boolean;
}

const navEntry: z.ZodType<NavEntry> = z.lazy(() =>
  z.union([
    z.string(),
    z.record(z.string(), z.union([z.string(), z.array(navEntry), z.null()])),
  ]),
);

const settingsFile = z.looseObject({
  site_name: z.string().optional(),
  site_description: z.string().nullish(),
  docs_dir: z.string().nullish(),
  nav: z.array(navEntry).nullish(),
  exclude_docs: z.string().nullish(),
});

/**
 * Reads mkdocs.yml of a folder; a folder without one has its pages in `docs`.
 *
 * @throws InputError when the file is not what MkDocs reads; NotAllowedError when `docs_dir` leads out of the folder
 */
export async function readSettings(folder: string): Promise<SiteSettings> {
  const file = await findMkdocsFile(folder);
  if (!file) {
    return {
      docsDir: docsDirOf(folder, undefined),
      exclude: [],
      includesOthers: false,
    };
  }
  const source = await readFile(file, 'utf8');
  // Tags are MkDocs' own (`!ENV`, `!!python/name:`): their values are not needed here.
  const document = parseDocument(source, { logLevel: 'silent' });
  const [fault] = document.errors;
  if (fault) throw new InputError(`mkdocs.yml is not YAML: ${fault.message}`);
  const parsed = settingsFile.safeParse(
    document.toJS({ maxAliasCount: 20 }) ?? {},
  );
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new InputError(
      `mkdocs.yml: ${issue?.path.join('.') || 'it'} is not what MkDocs reads: ${
        issue?.message
      }`,
    );
  }
  const { data } = parsed;
  const docsDir = docsDirOf(folder, data.docs_dir);
  return {
    file,
    name: data.site_name,
    description: data.site_description ?? undefined,
    docsDir,
    nav: data.nav ?? undefined,
    exclude: (data.exclude_docs ?? '')
      .split('\n')
      .map(line => line.trim())
      .filter(line => line !== '' && !line.startsWith('#')),
    includesOthers: /!include\b|pymdownx\.snippets/.test(source),
  };
}

function docsDirOf(folder: string, name: string | null | undefined): string {
  const docsDir = resolve(folder, name ?? 'docs');
  // Also by a symbolic link.
  if (docsDir !== folder && !isChildPath(folder, docsDir)) {
    throw new NotAllowedError(
      name
        ? 'docs_dir in mkdocs.yml leads out of the folder'
        : 'docs leads out of the folder',
    );
  }
  return docsDir;
}
