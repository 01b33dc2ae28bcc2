import { readFile, writeFile } from 'node:fs/promises';
import { isMap, isScalar, isSeq, parseDocument, YAMLSeq } from 'yaml';
import { findMkdocsFile } from '../site/findMkdocsFile';

const fences = 'pymdownx.superfences';

/**
 * Lets MkDocs keep ```` ```mermaid ```` apart, for the browser to draw: techdocs-core by itself writes it as nameless
 * code. A file that configures its fences, or cannot be read, stays as it is.
 *
 * @returns the file
 */
export async function completeMkdocsFile(
  folder: string,
  name = 'Documentation',
): Promise<string> {
  const file =
    (await findMkdocsFile(folder)) ?? (await writeMinimal(folder, name));
  const document = parseDocument(await readFile(file, 'utf8'), {
    logLevel: 'silent',
  });
  if (document.errors.length > 0 || !isMap(document.contents)) return file;
  const extensions = document.get('markdown_extensions') ?? new YAMLSeq();
  if (!isSeq(extensions)) return file;
  const named = extensions.items.some(item =>
    isMap(item) ? item.has(fences) : isScalar(item) && item.value === fences,
  );
  if (named) return file;
  extensions.items.push(
    document.createNode({
      [fences]: { custom_fences: [{ name: 'mermaid', class: 'mermaid' }] },
    }),
  );
  document.set('markdown_extensions', extensions);
  await writeFile(file, document.toString());
  return file;
}

async function writeMinimal(folder: string, name: string): Promise<string> {
  const file = `${folder}/mkdocs.yml`;
  await writeFile(
    file,
    `site_name: ${JSON.stringify(name)}\nplugins: [techdocs-core]\n`,
  );
  return file;
}
