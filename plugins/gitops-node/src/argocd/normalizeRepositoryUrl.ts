const DEFAULT_PORTS = new Set(['', '22', '80', '443']);

/**
 * Brings the URL of a repository into a form that can be compared: host and path, without scheme, credentials, default port, `.git` and slashes at
 * the end. `git@host:owner/name.git` and `https://user@host/owner/name/` are the same repository.
 *
 * @public
 */
export function normalizeRepositoryUrl(url: string): string {
  const scp = /^(?:[\w.-]+@)?([\w.-]+):(?!\/\/)(.+)$/.exec(url);
  const text = scp ? `ssh://${scp[1]}/${scp[2]}` : url;
  if (!URL.canParse(text)) {
    return url;
  }
  const { hostname, port, pathname } = new URL(text);
  const place = DEFAULT_PORTS.has(port) ? hostname : `${hostname}:${port}`;
  const path = pathname
    .replace(/\/{2,}/g, '/')
    .replace(/\/+$/, '')
    .replace(/\.git$/, '');
  return `${place.toLocaleLowerCase('en-US')}${path}`;
}
