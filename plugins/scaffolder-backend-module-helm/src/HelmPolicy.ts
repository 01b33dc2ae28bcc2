import { Config } from '@backstage/config';

/** What people may ask for, as configured under `helm`. */
export interface HelmPolicy {
  /** The helm program; default: looked for. */
  path?: string;
  /** Registries besides those of Harbor. */
  registries: string[];
  /** By environment. */
  domains: Record<string, string | undefined>;
}

const REGISTRY = /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:[0-9]{1,5})?$/;
const DOMAIN =
  /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)+$/;

/**
 * Reads `helm`.
 *
 * @throws Error with one line when the configuration is wrong
 */
export function readHelmPolicy(config: Config): HelmPolicy {
  const key = 'helm.requests';
  const registries = config.getOptionalStringArray(`${key}.registries`) ?? [];
  const strange = registries.find(registry => !REGISTRY.test(registry));
  if (strange !== undefined) {
    throw new Error(
      `Config ${key}.registries: "${strange}" is no host in lower case, as in registry.example.com or registry.example.com:5000`,
    );
  }
  const domains = Object.fromEntries(
    ['staging', 'production'].map(environment => {
      const domain = config.getOptionalString(`${key}.domains.${environment}`);
      if (domain !== undefined && !DOMAIN.test(domain)) {
        throw new Error(
          `Config ${key}.domains.${environment}: "${domain}" is no domain, as in staging.example.com`,
        );
      }
      return [environment, domain];
    }),
  );
  return { path: config.getOptionalString('helm.path'), registries, domains };
}
