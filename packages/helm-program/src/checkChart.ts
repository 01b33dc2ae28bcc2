import { lstat, readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { HelmError } from './HelmError';

const MAX_FILES = 2_000;
const MAX_BYTES = 20 * 1024 * 1024;

/**
 * Refuses what would make helm read outside of the chart's folder: symbolic links, packed charts (nobody can look into
 * them) and schemas that point elsewhere.
 *
 * @throws HelmError of kind `chart`
 */
export async function checkChart(folder: string): Promise<void> {
  const chartFile = await lstat(join(folder, 'Chart.yaml')).catch(
    () => undefined,
  );
  if (!chartFile?.isFile()) throw refused('Chart.yaml file is missing');
  let files = 0;
  let bytes = 0;
  for (const entry of await readdir(folder, {
    recursive: true,
    withFileTypes: true,
  })) {
    const path = join(entry.parentPath, entry.name);
    const name = path.slice(folder.length).replace(/^\/+/, '');
    if (entry.isDirectory()) continue;
    if (!entry.isFile()) {
      throw refused(`${name} is a link or no file; a chart has only files`);
    }
    if (/^charts\/.*\.(tgz|tar\.gz)$/.test(name)) {
      throw refused(`${name} is packed; unpack it, so that it can be checked`);
    }
    files += 1;
    bytes += (await lstat(path)).size;
    if (files > MAX_FILES || bytes > MAX_BYTES) {
      throw refused(
        `the chart is larger than ${MAX_FILES} files or ${MAX_BYTES} bytes`,
      );
    }
    if (basename(path) === 'values.schema.json') {
      checkSchema(name, await readFile(path, 'utf8'));
    }
  }
}

function checkSchema(name: string, text: string): void {
  let schema: unknown;
  try {
    schema = JSON.parse(text);
  } catch {
    // helm says what is wrong with it.
    return;
  }
  const reference = foreignReference(schema);
  if (reference !== undefined) {
    throw refused(
      `${name} refers to "${reference}"; a schema may only refer to itself (#…)`,
    );
  }
}

function foreignReference(schema: unknown): string | undefined {
  const left: unknown[] = [schema];
  while (left.length > 0) {
    const value = left.pop();
    if (typeof value !== 'object' || value === null) continue;
    for (const [name, inner] of Object.entries(value)) {
      const refers = /^\$(ref|dynamicRef|recursiveRef|schema)$/.test(name);
      const isKnown =
        name === '$schema' &&
        /^https?:\/\/json-schema\.org\/draft/.test(String(inner));
      if (
        refers &&
        typeof inner === 'string' &&
        !inner.startsWith('#') &&
        !isKnown
      ) {
        return inner;
      }
      left.push(inner);
    }
  }
  return undefined;
}

function refused(message: string): HelmError {
  return new HelmError('chart', message);
}
