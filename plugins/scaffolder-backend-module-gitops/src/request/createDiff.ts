import { createTwoFilesPatch } from 'diff';

/**
 * Writes what a change request changes as one unified diff.
 *
 * @param files - `before` is absent for a new file
 */
export function createDiff(
  files: { path: string; before?: string; after: string }[],
): string {
  return files
    .map(({ path, before, after }) =>
      createTwoFilesPatch(
        before === undefined ? '/dev/null' : `a/${path}`,
        `b/${path}`,
        before ?? '',
        after,
        undefined,
        undefined,
        { context: 3 },
      ).replace(/^=+\n/, ''),
    )
    .join('');
}
