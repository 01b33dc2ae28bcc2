import { readdir, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { isChildPath } from '@backstage/backend-plugin-api';
import { InputError, NotAllowedError } from '@backstage/errors';

/** More files than this are no documentation. */
const mostFiles = 20_000;
const skipped = new Set(['node_modules', '__pycache__', 'site-packages']);

/**
 * The files of a folder in a stable order, without hidden ones and those of packages.
 *
 * @param folder - where to look; a missing one has no files
 * @param root - what nothing may lead out of
 * @throws NotAllowedError for a symbolic link: one that leads outside is an attack, one that leads inside a copy of a page
 */
export async function listFiles(
  folder: string,
  root: string,
  { deep = true }: { deep?: boolean } = {},
): Promise<string[]> {
  const realRoot = await realpath(root);
  const files: string[] = [];
  const waiting = [folder];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    for (const entry of await entriesOf(next)) {
      const path = join(next, entry.name);
      if (entry.name.startsWith('.') || skipped.has(entry.name)) continue;
      if (entry.isSymbolicLink()) {
        const target = await realpath(path).catch(() => undefined);
        if (!deep) continue;
        if (!target || !isChildPath(realRoot, target)) {
          throw new NotAllowedError(
            `${path.slice(
              root.length + 1,
            )} is a symbolic link that leads out of the documentation's folder`,
          );
        }
        throw new NotAllowedError(
          `${path.slice(
            root.length + 1,
          )} is a symbolic link; documentation holds files only`,
        );
      }
      if (entry.isDirectory()) {
        if (deep) waiting.push(path);
      } else if (entry.isFile()) files.push(path);
      if (files.length > mostFiles) {
        throw new InputError(
          `The documentation's folder holds more than ${mostFiles} files; set docs_dir in mkdocs.yml`,
        );
      }
    }
  }
  return files.sort();
}

async function entriesOf(folder: string) {
  return readdir(folder, { withFileTypes: true }).catch(error => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  });
}
