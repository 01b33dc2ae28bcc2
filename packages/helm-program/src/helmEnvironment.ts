import { join } from 'node:path';

/** A proxy where nobody listens: what wants to leave this machine ends there. */
const NOWHERE = 'http://127.0.0.1:9';

/**
 * Environment of helm: no setting of the person or the server gets in (repositories, registry logins, plugins,
 * kubeconfig), all its folders lie in `folder`, and there is no way to the network.
 */
export function helmEnvironment(folder: string): Record<string, string> {
  const inside = (name: string) => join(folder, name);
  return {
    PATH: '/usr/bin:/bin',
    LC_ALL: 'C',
    HOME: folder,
    TMPDIR: folder,
    XDG_CACHE_HOME: inside('cache'),
    XDG_CONFIG_HOME: inside('config'),
    XDG_DATA_HOME: inside('data'),
    HELM_CACHE_HOME: inside('cache'),
    HELM_CONFIG_HOME: inside('config'),
    HELM_DATA_HOME: inside('data'),
    HELM_NO_PLUGINS: '1',
    HELM_PLUGINS: inside('plugins'),
    HELM_REGISTRY_CONFIG: inside('registry.json'),
    HELM_REPOSITORY_CACHE: inside('repositories'),
    HELM_REPOSITORY_CONFIG: inside('repositories.yaml'),
    KUBECONFIG: inside('kubeconfig'),
    // Soft: the collector works harder before the machine runs out of memory.
    GOMEMLIMIT: '512MiB',
    ...Object.fromEntries(
      ['HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY'].flatMap(name => [
        [name, NOWHERE],
        [name.toLocaleLowerCase('en-US'), NOWHERE],
      ]),
    ),
    NO_PROXY: '',
    no_proxy: '',
  };
}
