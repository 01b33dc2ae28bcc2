import { readdir, readFile, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { pageLimits } from '../page/pageLimits';

/** Bounds of a folder of runbooks. */
export const folderLimits = {
  files: 5_000,
  /** Of all its pages together. */
  bytes: 32 * 1024 * 1024,
} as const;

/** What is wrong with a file that is left out. */
export const tooLarge = `is larger than ${pageLimits.bytes / 1024} KiB`;

/** What is wrong with a folder of too many files. */
export const tooManyFiles = `has more than ${folderLimits.files} files`;

/** What is wrong with a folder of too much text. */
export const folderTooLarge = `has more than ${
  folderLimits.bytes / 1024 / 1024
} MiB of pages`;

/**
 * Text files of a folder that runbooks are made of, by their path in it with slashes: pages and `mkdocs.yml`.
 *
 * @param onLarge - hears of a file that is too large and left out; without it that is an error
 * @throws Error when the folder cannot be read or is too large
 */
export async function readLocalFiles(
  folder: string,
  onLarge?: (file: string) => void,
): Promise<Map<string, string>> {
  const names = await listFiles(folder);
  const files = new Map<string, string>();
  let total = 0;
  for (const name of names.filter(isText)) {
    const path = join(folder, name);
    const { size } = await stat(path);
    if (size > pageLimits.bytes) {
      if (!onLarge) throw new Error(`${name} ${tooLarge}`);
      onLarge(name);
      continue;
    }
    total += size;
    if (total > folderLimits.bytes) throw new Error(folderTooLarge);
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
  if (names.length > folderLimits.files) throw new Error(tooManyFiles);
  return names.sort();
}

/** Whether a file of the folder is read. */
export function isText(name: string): boolean {
  return name === 'mkdocs.yml' || /^docs\/.*\.md$/.test(name);
}
