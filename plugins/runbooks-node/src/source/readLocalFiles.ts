import { readdir, readFile, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';

/** Bounds of a folder of runbooks. */
export const folderLimits = { files: 5_000, bytes: 512 * 1024 } as const;

/**
 * Text files of a folder that runbooks are made of, by their path in it with slashes: pages and `mkdocs.yml`.
 *
 * @throws Error when the folder cannot be read or is too large
 */
export async function readLocalFiles(
  folder: string,
): Promise<Map<string, string>> {
  const names = await listFiles(folder);
  const files = new Map<string, string>();
  for (const name of names.filter(isText)) {
    const path = join(folder, name);
    if ((await stat(path)).size > folderLimits.bytes) {
      throw new Error(`${name} is larger than ${folderLimits.bytes} bytes`);
    }
    files.set(name, await readFile(path, 'utf8'));
  }
  return files;
}

/** All files of the folder, by path; links are not followed. */
export async function listFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, {
    recursive: true,
    withFileTypes: true,
  });
  const names = entries
    .filter(entry => entry.isFile())
    .map(entry =>
      relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'),
    );
  if (names.length > folderLimits.files) {
    throw new Error(`has more than ${folderLimits.files} files`);
  }
  return names.sort();
}

/** Whether a file of the folder is read. */
export function isText(name: string): boolean {
  return name === 'mkdocs.yml' || /^docs\/.*\.md$/.test(name);
}
