import { NotFoundError } from '@backstage/errors';
import { ClusterClient, pathSegment } from '@naru/plugin-clusters-node';
import { z } from 'zod';
import { LimitedMap } from '../changes/LimitedMap';

interface Kind {
  /** e.g. `/apis/apps/v1`. */
  base: string;
  plural: string;
  namespaced: boolean;
}

const groupSchema = z.object({
  preferredVersion: z.object({ version: z.string() }),
});
const resourcesSchema = z.object({
  resources: z.array(
    z.object({ name: z.string(), kind: z.string(), namespaced: z.boolean() }),
  ),
});

const TIMEOUT_MS = 10_000;
const KEPT = 200;

/** Finds the paths of objects whose kinds only the cluster knows. */
export class ApiKinds {
  readonly client: ClusterClient;
  readonly #known = new LimitedMap<string, Kind>(KEPT);

  constructor(client: ClusterClient) {
    this.client = client;
  }

  /**
   * Path of an object.
   *
   * @throws NotFoundError when the cluster does not serve the kind; ClusterError when it does not answer
   */
  async pathOf(object: {
    group?: string;
    kind: string;
    namespace?: string;
    name: string;
  }): Promise<string> {
    const { base, plural, namespaced } = await this.#find(object);
    const place =
      namespaced && object.namespace
        ? `/namespaces/${pathSegment(object.namespace)}`
        : '';
    return `${base}${place}/${plural}/${pathSegment(object.name)}`;
  }

  async #find({
    group,
    kind,
  }: {
    group?: string;
    kind: string;
  }): Promise<Kind> {
    const key = `${group ?? ''}/${kind}`;
    const known = this.#known.get(key);
    if (known) {
      return known;
    }
    const base = group ? await this.#baseOf(group) : '/api/v1';
    const { resources } = resourcesSchema.parse(await this.#get(base));
    const found = resources.find(
      resource => resource.kind === kind && !resource.name.includes('/'),
    );
    if (!found) {
      throw new NotFoundError(
        `Cluster ${this.client.connection.name} serves no kind ${kind}`,
      );
    }
    const { name, namespaced } = found;
    const result = { base, plural: pathSegment(name), namespaced };
    this.#known.set(key, result);
    return result;
  }

  async #baseOf(group: string): Promise<string> {
    const path = `/apis/${pathSegment(group)}`;
    const { preferredVersion } = groupSchema.parse(await this.#get(path));
    return `${path}/${pathSegment(preferredVersion.version)}`;
  }

  #get(path: string): Promise<unknown> {
    return this.client.request({
      method: 'GET',
      path,
      timeoutMs: TIMEOUT_MS,
    });
  }
}
