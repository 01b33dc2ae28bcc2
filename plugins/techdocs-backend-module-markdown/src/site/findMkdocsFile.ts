import { lstat } from 'node:fs/promises';
import { join } from 'node:path';
import { NotAllowedError } from '@backstage/errors';

/**
 * The path of a folder's `mkdocs.yaml` or `mkdocs.yml`, in the order in which TechDocs looks for them.
 *
 * @throws NotAllowedError when it is a symbolic link: it is read and written
 */
export async function findMkdocsFile(
  folder: string,
): Promise<string | undefined> {
  for (const name of ['mkdocs.yaml', 'mkdocs.yml']) {
    const file = join(folder, name);
    const there = await lstat(file).catch(() => undefined);
    if (there?.isSymbolicLink()) {
      throw new NotAllowedError(
        `${name} is a symbolic link; documentation holds files only`,
      );
    }
    if (there?.isFile()) return file;
  }
  return undefined;
}
