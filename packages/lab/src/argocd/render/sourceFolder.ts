import { posix } from 'node:path';
import type { TreeEntry } from '../git/GitMirror';
import type { ApplicationSource } from '../model/Application';
import { RenderError } from './RenderError';

/** The folder of a commit that a source names. */
export interface SourceFolder {
  /** From the root of the repository, without slashes at the ends; empty for the root. */
  path: string;
  /** Its files, with paths from this folder on. */
  files: TreeEntry[];
  has(name: string): boolean;
}

/** @throws RenderError when the commit has no such folder */
export function sourceFolder(
  source: ApplicationSource,
  tree: TreeEntry[],
): SourceFolder {
  const path = source.path ?? '';
  if (posix.isAbsolute(path)) {
    throw new RenderError(`${path}: app path is absolute`);
  }
  const folder = posix.normalize(path || '.').replace(/\/$/, '');
  if (folder === '..' || folder.startsWith('../')) {
    throw new RenderError(`${path}: app path outside root`);
  }
  if (tree.some(entry => entry.path === folder)) {
    throw new RenderError(`${path}: app path is not a directory`);
  }
  const prefix = folder === '.' ? '' : `${folder}/`;
  const files = tree
    .filter(entry => entry.path.startsWith(prefix))
    .map(entry => ({ ...entry, path: entry.path.slice(prefix.length) }));
  if (files.length === 0 && prefix !== '') {
    throw new RenderError(`${path}: app path does not exist`);
  }
  return {
    path: prefix.slice(0, -1),
    files,
    has: name => files.some(entry => entry.path === name),
  };
}
