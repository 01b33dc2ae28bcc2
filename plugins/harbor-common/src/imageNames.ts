const PROJECT = /^[a-z0-9]+(?:[._-][a-z0-9]+)*$/;
const PART = '[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*';
const REPOSITORY = new RegExp(`^${PART}(?:/${PART})*$`);
const TAG = /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$/;
const DIGEST = /^sha256:[0-9a-f]{64}$/;
const MAX_NAME_LENGTH = 255;

/**
 * A repository of Harbor, taken apart.
 *
 * @public
 */
export interface RepositoryName {
  project: string;
  /** What follows the project; may hold slashes. */
  repository: string;
}

/**
 * Whether Harbor could have a project of this name.
 *
 * @public
 */
export function isProjectName(name: string): boolean {
  return name.length <= MAX_NAME_LENGTH && PROJECT.test(name);
}

/**
 * Whether a project could have a repository of this name (without the project).
 *
 * @public
 */
export function isRepositoryName(name: string): boolean {
  return name.length <= MAX_NAME_LENGTH && REPOSITORY.test(name);
}

/**
 * Whether a registry takes this as a tag.
 *
 * @public
 */
export function isTagName(name: string): boolean {
  return TAG.test(name);
}

/**
 * Whether this is a digest as Harbor gives it: `sha256:` and 64 hexadecimal digits.
 *
 * @public
 */
export function isDigest(text: string): boolean {
  return DIGEST.test(text);
}

/**
 * Takes `<project>/<repository>` apart; `undefined` when it is not one.
 *
 * @public
 */
export function parseRepositoryName(name: string): RepositoryName | undefined {
  const slash = name.indexOf('/');
  const project = name.slice(0, Math.max(slash, 0));
  const repository = name.slice(slash + 1);
  return isProjectName(project) && isRepositoryName(repository)
    ? { project, repository }
    : undefined;
}
