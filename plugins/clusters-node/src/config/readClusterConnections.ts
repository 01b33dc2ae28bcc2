import { Config } from '@backstage/config';
import { z } from 'zod';
import { ClusterConnection } from '../ClusterConnection';
import { createClusterConnection } from './createClusterConnection';

const optionalText = z
  .string()
  .transform(text => text.trim())
  .transform(text => (text === '' ? undefined : text))
  .optional();

const clusterEntrySchema = z.object({
  name: z
    .string({ error: 'name is missing' })
    .regex(
      /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/,
      'name must be a DNS label: lower case letters, digits and "-", at most 63',
    ),
  title: optionalText,
  url: optionalText,
  caData: optionalText,
  caFile: optionalText,
  serviceAccountToken: optionalText,
  serviceAccountTokenFile: optionalText,
  skipTLSVerify: z
    .boolean({ error: 'skipTLSVerify must be true or false' })
    .optional(),
});

/**
 * An entry of `kubevirt.clusters` or of `kubernetes.clusterLocatorMethods`.
 */
export type ClusterEntry = z.infer<typeof clusterEntrySchema>;

const LOCATOR_KEY = 'kubernetes.clusterLocatorMethods';
const KUBEVIRT_KEY = 'kubevirt.clusters';

const locatorMethodSchema = z.object({
  type: z.string(),
  clusters: z.array(z.unknown()).optional(),
});

/**
 * Reads the clusters that a config key names.
 *
 * @remarks
 *
 * An entry without `url` takes its connection data from the entry of the same name in `kubernetes.clusterLocatorMethods` (type `config`);
 * what the entry itself gives, wins. No key, no clusters.
 *
 * @param config - the root config
 * @param key - e.g. `kubevirt.clusters`
 * @throws Error with one line that names the key, the cluster and what is wrong; never a token.
 * @public
 */
export function readClusterConnections(
  config: Config,
  key: string,
): ClusterConnection[] {
  const entries = readEntries(config, key);
  const names = new Set<string>();
  for (const { name } of entries) {
    if (names.has(name)) {
      throw new Error(`Config ${key}: cluster "${name}" is named twice`);
    }
    names.add(name);
  }
  return entries.map(entry => connectionOf(config, entry, key));
}

/**
 * Finds the connection data of one cluster by its name: in `kubevirt.clusters`, else in `kubernetes.clusterLocatorMethods` (type `config`).
 *
 * @throws Error with one line when no such cluster is configured or its data is wrong.
 * @public
 */
export function resolveClusterConnection(
  config: Config,
  name: string,
): ClusterConnection {
  const own = readEntries(config, KUBEVIRT_KEY).find(
    entry => entry.name === name,
  );
  if (own) {
    return connectionOf(config, own, KUBEVIRT_KEY);
  }
  const located = readLocatorEntries(config).find(entry => entry.name === name);
  if (located) {
    return createClusterConnection(located, LOCATOR_KEY);
  }
  throw new Error(
    `Config: cluster "${name}" is neither in ${KUBEVIRT_KEY} nor in ${LOCATOR_KEY} (type config)`,
  );
}

function connectionOf(
  config: Config,
  entry: ClusterEntry,
  key: string,
): ClusterConnection {
  if (entry.url !== undefined) {
    return createClusterConnection(entry, key);
  }
  const located = readLocatorEntries(config).find(
    other => other.name === entry.name,
  );
  if (!located) {
    throw new Error(
      `Config ${key}: cluster "${entry.name}" has no url, and ${LOCATOR_KEY} (type config) has no cluster of that name`,
    );
  }
  return createClusterConnection(mergeEntries(located, entry), key);
}

/** Credentials and authorities are taken over as a whole: half of one and half of the other would be neither. */
function mergeEntries(located: ClusterEntry, own: ClusterEntry): ClusterEntry {
  const credentials =
    own.serviceAccountToken || own.serviceAccountTokenFile ? own : located;
  const authority = own.caData || own.caFile ? own : located;
  return {
    name: own.name,
    title: own.title ?? located.title,
    url: located.url,
    caData: authority.caData,
    caFile: authority.caFile,
    serviceAccountToken: credentials.serviceAccountToken,
    serviceAccountTokenFile: credentials.serviceAccountTokenFile,
    skipTLSVerify: own.skipTLSVerify ?? located.skipTLSVerify,
  };
}

function readEntries(config: Config, key: string): ClusterEntry[] {
  const value = config.getOptional(key);
  if (value === undefined) {
    return [];
  }
  if (!Array.isArray(value)) {
    throw new Error(`Config ${key}: must be a list of clusters`);
  }
  return value.map((entry, index) => parseEntry(entry, `${key}[${index}]`));
}

function readLocatorEntries(config: Config): ClusterEntry[] {
  const methods = z
    .array(locatorMethodSchema)
    .safeParse(config.getOptional(LOCATOR_KEY) ?? []);
  if (!methods.success) {
    throw new Error(`Config ${LOCATOR_KEY}: must be a list of locator methods`);
  }
  return methods.data.flatMap((method, index) =>
    method.type === 'config'
      ? (method.clusters ?? []).map((entry, position) =>
          parseEntry(entry, `${LOCATOR_KEY}[${index}].clusters[${position}]`),
        )
      : [],
  );
}

function parseEntry(value: unknown, where: string): ClusterEntry {
  const parsed = clusterEntrySchema.safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const field = issue.path.join('.');
    throw new Error(
      `Config ${where}: ${
        field && !issue.message.includes(field) ? `${field}: ` : ''
      }${issue.message}`,
    );
  }
  return parsed.data;
}
