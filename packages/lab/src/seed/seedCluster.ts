import { z } from 'zod';
import type { KubernetesObject } from '../kubernetes/KubernetesApi';

/** The one call of a Kubernetes client that seeding needs. */
export interface SeedClient {
  /** Answers the parsed body; throws when the answer is not 2xx. `path` starts at the root of the API server. */
  request(call: {
    method: 'GET' | 'PATCH';
    path: string;
    query?: Record<string, string | boolean>;
    body?: unknown;
    contentType?: string;
  }): Promise<unknown>;
}

const FIELD_MANAGER = 'naru-seed';
const APPLY = 'application/apply-patch+yaml';

const ResourceList = z.object({
  resources: z.array(
    z.object({ name: z.string(), kind: z.string(), namespaced: z.boolean() }),
  ),
});

/**
 * Applies objects in their order by server-side apply, so that it can be done again at any time.
 *
 * @throws Error that names the object when one is refused
 */
export async function seedCluster(options: {
  client: SeedClient;
  objects: KubernetesObject[];
}): Promise<void> {
  const { client, objects } = options;
  const known = new Map<string, Promise<z.infer<typeof ResourceList>>>();
  const resourcesOf = (root: string) => {
    let list = known.get(root);
    if (!list) {
      list = client
        .request({ method: 'GET', path: root })
        .then(answer => ResourceList.parse(answer));
      known.set(root, list);
    }
    return list;
  };
  for (const object of objects) {
    const { apiVersion, kind, metadata } = object;
    const { name, namespace } = metadata;
    const root = apiVersion.includes('/')
      ? `/apis/${apiVersion}`
      : `/api/${apiVersion}`;
    try {
      const { resources } = await resourcesOf(root);
      const resource = resources.find(
        each => each.kind === kind && !each.name.includes('/'),
      );
      if (!resource) throw new Error('the server does not know this kind');
      const folder = namespace ? `/namespaces/${namespace}` : '';
      await client.request({
        method: 'PATCH',
        path: `${root}${folder}/${resource.name}/${name}`,
        query: { fieldManager: FIELD_MANAGER, force: true },
        body: object,
        contentType: APPLY,
      });
    } catch (error) {
      const where = namespace ? ` in ${namespace}` : '';
      throw new Error(
        `${kind} ${name}${where} could not be applied: ${
          error instanceof Error ? error.message : String(error)
        }`,
        { cause: error },
      );
    }
  }
}
