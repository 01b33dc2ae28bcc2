import { ApplicationSource } from './Application';
import { matchesGlob } from './matchesGlob';
import { normalizeRepositoryUrl } from './normalizeRepositoryUrl';

/**
 * A file on a branch of a repository.
 *
 * @public
 */
export interface FileInRepository {
  /** URLs by which the repository is known. */
  cloneUrls: string[];
  branch: string;
  path: string;
}

/** Whether Argo CD reads a file when it renders a source. */
export function coversFile(
  source: ApplicationSource,
  file: FileInRepository,
): boolean {
  const url = normalizeRepositoryUrl(source.repoUrl);
  if (!file.cloneUrls.some(known => normalizeRepositoryUrl(known) === url)) {
    return false;
  }
  const revision = source.targetRevision.replace(/^refs\/heads\//, '');
  if (revision !== 'HEAD' && revision !== file.branch) {
    return false;
  }
  if (source.files?.includes(file.path)) {
    return true;
  }
  const prefix = source.path === '' ? '' : `${source.path}/`;
  if (source.reads === 'files' || !file.path.startsWith(prefix)) {
    return false;
  }
  const rest = file.path.slice(prefix.length);
  if (source.include !== undefined && !matchesGlob(source.include, rest)) {
    return false;
  }
  if (source.exclude !== undefined && matchesGlob(source.exclude, rest)) {
    return false;
  }
  return (
    source.reads === 'tree' ||
    (!rest.includes('/') && /\.(ya?ml|json)$/.test(rest))
  );
}
