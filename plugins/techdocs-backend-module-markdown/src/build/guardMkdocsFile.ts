import { readFile, writeFile } from 'node:fs/promises';
import { dirname, posix, relative, resolve } from 'node:path';
import { isChildPath } from '@backstage/backend-plugin-api';
import { InputError, NotAllowedError } from '@backstage/errors';
import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  type Pair,
  parseDocument,
  visit,
} from 'yaml';
import { listFiles } from '../site/listFiles';

/** Extensions whose options name servers, or folders on this machine. */
const withoutOptions = new Set(['plantuml_markdown', 'pymdownx.b64']);

/**
 * Refuses or takes out of a site's settings what would let MkDocs read, write or ask outside the site's folder, beyond
 * what TechDocs itself takes out (plugins, hooks, Python's tags, folders of themes).
 *
 * @param folder - holds the site
 * @param file - its settings, of a folder that is a copy
 * @throws NotAllowedError naming the setting; InputError when the settings are not YAML
 */
export async function guardMkdocsFile(
  folder: string,
  file: string,
): Promise<void> {
  const source = await readFile(file, 'utf8');
  const name = relative(folder, file);
  const document = parse(source);
  const [fault] = document.errors;
  if (fault) {
    throw new InputError(`${name} is not YAML that can be read: ${fault.code}`);
  }
  let changed = false;
  visit(document, {
    Pair(_, pair) {
      if (withoutOptions.has(keyOf(pair, document)) && pair.value !== null) {
        pair.value = document.createNode({});
        changed = true;
      }
    },
  });
  refuseRedirects(document.toJS({ maxAliasCount: 100 }), name);
  if (changed) await writeFile(file, document.toString());
  if (/[!*]include|INHERIT/.test(source) || source.includes('\\')) {
    await guardIncluded(folder, file);
  }
}

function parse(source: string) {
  return parseDocument(source, { logLevel: 'silent', merge: true });
}

function keyOf(pair: Pair, document: Document): string {
  const key = isAlias(pair.key) ? pair.key.resolve(document) : pair.key;
  return isScalar(key) ? String(key.value) : '';
}

/** The plugin `redirects` writes a page for each of its keys, wherever that leads. */
function refuseRedirects(settings: unknown, name: string): void {
  if (typeof settings !== 'object' || settings === null) return;
  for (const [key, value] of Object.entries(settings)) {
    if (key === 'redirect_maps' && typeof value === 'object' && value) {
      for (const from of Object.keys(value)) {
        const path = posix.normalize(from.replaceAll('\\', '/'));
        if (path.startsWith('/') || path.split('/').includes('..')) {
          throw new NotAllowedError(
            `redirect_maps in ${name} leads out of the site: ${from}`,
          );
        }
      }
    }
    refuseRedirects(value, name);
  }
}

/** Sites that are included (`nav: - '!include ./a/mkdocs.yml'`) bring a `docs_dir` of their own. */
async function guardIncluded(folder: string, main: string): Promise<void> {
  const files = (await listFiles(folder, folder)).filter(
    file => /\.ya?ml$/i.test(file) && file !== main,
  );
  for (const file of files) {
    const source = await readFile(file, 'utf8');
    const name = relative(folder, file);
    const document = parse(source);
    if (document.errors.length > 0) {
      // What no program reads as settings is another file.
      if (!/docs_dir|INHERIT|\\/.test(source)) continue;
      throw new InputError(`${name} is not YAML that can be read`);
    }
    if (!isMap(document.contents)) continue;
    const settings = document.toJS({ maxAliasCount: 100 });
    if ('INHERIT' in settings) {
      throw new NotAllowedError(`INHERIT in ${name} is not allowed`);
    }
    const docsDir = settings.docs_dir ?? 'docs';
    if (
      typeof docsDir !== 'string' ||
      !isChildPath(folder, resolve(dirname(file), docsDir))
    ) {
      throw new NotAllowedError(`docs_dir in ${name} leads out of the folder`);
    }
  }
}
