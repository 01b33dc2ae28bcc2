import { InputError } from '@backstage/errors';
import { ChangeRequestHost } from '@naru/plugin-gitops-node';

/** A chart as it is in the repository: content by path within its folder. */
export type ChartFiles = Map<string, string>;

const MAX_FILES = 300;
const MAX_BYTES = 2 * 1024 * 1024;

/**
 * Reads a chart from the repository.
 *
 * @param ref - a commit
 * @returns `undefined` when there is none
 * @throws InputError when it is too large
 */
export async function readChart(
  folder: string,
  context: { host: ChangeRequestHost; ref: string },
): Promise<ChartFiles | undefined> {
  const files = await context.host.listTree(folder, context.ref);
  if (!files.some(({ path }) => path === `${folder}/Chart.yaml`)) {
    return undefined;
  }
  const bytes = files.reduce((sum, { size = 0 }) => sum + size, 0);
  if (files.length > MAX_FILES || bytes > MAX_BYTES) {
    throw new InputError(
      `The chart ${folder} is larger than ${MAX_FILES} files or ${MAX_BYTES} bytes`,
    );
  }
  const entries = await Promise.all(
    files.map(
      async ({ path, version }): Promise<[string, string]> => [
        path.slice(folder.length + 1),
        await context.host.readBlob(version),
      ],
    ),
  );
  return new Map(entries);
}
