import { z } from 'zod';
import { ClusterClient, ClusterQuery } from '../client/ClusterClient';
import { ClusterError } from '../client/ClusterError';
import { FoundObject } from './ObjectStore';
import { identityOf } from './watchEvent';

const listSchema = z.object({
  metadata: z.object({
    resourceVersion: z.string().min(1),
    continue: z.string().optional(),
  }),
  // Go writes an empty list of some kinds as null.
  items: z.array(z.unknown()).nullable(),
});

/**
 * Options of {@link listAll}.
 */
export interface ListAllOptions {
  client: ClusterClient;
  path: string;
  query?: ClusterQuery;
  pageSize: number;
  signal: AbortSignal;
}

/**
 * Lists a collection page by page.
 *
 * @returns all objects and the version that a watch goes on from. It is the whole collection or an error, never a part.
 * @throws ClusterError, with status 410 when the listing took so long that its version is gone.
 */
export async function listAll(
  options: ListAllOptions,
): Promise<{ objects: FoundObject[]; resourceVersion: string }> {
  const { client, path, query, pageSize, signal } = options;
  const objects: FoundObject[] = [];
  const seen = new Set<string>();
  let next: string | undefined;
  for (;;) {
    const answer = await client.request({
      method: 'GET',
      path,
      query: { ...query, limit: pageSize, continue: next },
      signal,
    });
    const page = listSchema.safeParse(answer);
    if (!page.success) {
      throw badListing(client, path, 'the answer is not a list');
    }
    for (const object of page.data.items ?? []) {
      const identity = identityOf(object);
      if (!identity) {
        throw badListing(client, path, 'an object of the list has no name');
      }
      objects.push({ identity, object });
    }
    next = page.data.metadata.continue || undefined;
    if (next === undefined) {
      return { objects, resourceVersion: page.data.metadata.resourceVersion };
    }
    if (seen.has(next)) {
      throw badListing(client, path, 'the pages of the list go in a circle');
    }
    seen.add(next);
  }
}

function badListing(
  client: ClusterClient,
  path: string,
  detail: string,
): ClusterError {
  return new ClusterError({
    cluster: client.connection.name,
    request: `GET ${path}`,
    reason: 'BadAnswer',
    detail,
  });
}
