import { Config } from '@backstage/config';

/** What people may ask for, as configured under `kubevirt.requests`. */
export interface RequestPolicy {
  /** Name of the cluster that machines go to. */
  cluster: string;
  storageClass: string;
  /** Beginnings of URLs that disks may be filled from. */
  imageSources: string[];
}

/**
 * Reads `kubevirt.requests`.
 *
 * @param clusters - names in `kubevirt.clusters`
 * @returns `undefined` when there is no cluster
 * @throws Error with one line when the configuration is wrong
 */
export function readRequestPolicy(
  config: Config,
  clusters: string[],
): RequestPolicy | undefined {
  const key = 'kubevirt.requests';
  const requests = config.getOptionalConfig(key);
  const own = requests?.getOptionalString('cluster');
  const shared = config.getOptionalString('gitops.requests.cluster');
  const cluster = own ?? shared ?? clusters.at(0);
  if (cluster === undefined) {
    return undefined;
  }
  if (!clusters.includes(cluster)) {
    throw new Error(
      `Config ${
        own === undefined ? 'gitops.requests' : key
      }.cluster: "${cluster}" is not in kubevirt.clusters`,
    );
  }
  const imageSources = requests?.getOptionalStringArray('imageSources') ?? [];
  const open = imageSources.find(
    source => !/^(https?|docker):\/\/[^/]+\//.test(source),
  );
  if (open !== undefined) {
    throw new Error(
      `Config ${key}.imageSources: "${open}" must name a host and end it with "/", as in https://mirror.example.com/`,
    );
  }
  return {
    cluster,
    storageClass: requests?.getOptionalString('storageClass') ?? 'longhorn-vm',
    imageSources,
  };
}
