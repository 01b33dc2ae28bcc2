import { posix } from 'node:path';
import type { Checkout } from '../git/Repositories';
import { RenderError } from './RenderError';

/** A file of values in a commit. */
export interface ValueFile {
  /** From the root of its repository. */
  path: string;
  content: string;
}

/**
 * Reads the files of values of a source: `$ref/…` from the source of that name, `/…` from the root of the source's own
 * repository, anything else from the chart's folder.
 *
 * @throws RenderError when one lies outside of its repository or elsewhere on the network
 */
export async function readValueFiles(options: {
  files: string[];
  /** The chart's folder, from the root of its repository. */
  folder: string;
  checkout: Checkout;
  /** Commit that `$name` stands for. */
  reference(name: string): Promise<Checkout>;
}): Promise<(ValueFile | { path: string; content: undefined })[]> {
  const { files, folder, checkout, reference } = options;
  const found: (ValueFile | { path: string; content: undefined })[] = [];
  for (const file of files) {
    const named = /^\$([^/]+)(?:\/(.*))?$/.exec(file);
    const where = named ? await reference(named[1]) : checkout;
    const path = named ? named[2] ?? '' : fromRoot(file, folder);
    const normal = posix.normalize(path).replace(/^\/+/, '');
    if (normal === '..' || normal.startsWith('../')) {
      throw new RenderError(
        `error resolving helm value files: error resolving value file path: file '${file}' resolved to outside repository root`,
      );
    }
    const tree = await where.mirror.tree(where.commit);
    const entry = tree.find(candidate => candidate.path === normal);
    const [content] = await where.mirror.read(entry ? [entry.blob] : []);
    found.push({ path: normal, content });
  }
  return found;
}

function fromRoot(file: string, folder: string): string {
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(file)) {
    throw new RenderError(
      `error resolving helm value files: the lab has no network for ${file}: keep values in a Git repository`,
    );
  }
  return file.startsWith('/') ? file : posix.join(folder, file);
}
