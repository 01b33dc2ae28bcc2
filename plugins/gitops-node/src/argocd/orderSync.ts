import { ConflictError } from '@backstage/errors';
import { ClusterClient, isClusterError } from '@naru/plugin-clusters-node';
import { z } from 'zod';
import { SyncOrder } from './ArgoCdApplications';

/** Argo CD writes to Applications all the time, so that a lost race says little. */
const TRIES = 5;
const TIMEOUT_MS = 15_000;

const liveSchema = z.object({
  metadata: z.object({ resourceVersion: z.string() }),
  spec: z.object({
    sources: z.array(z.unknown()).nullish(),
    syncPolicy: z
      .object({
        automated: z.object({ enabled: z.boolean().optional() }).nullish(),
        syncOptions: z.array(z.string()).nullish(),
        retry: z.record(z.string(), z.unknown()).nullish(),
      })
      .nullish(),
  }),
  operation: z.unknown().optional(),
  status: z
    .object({
      sync: z
        .object({
          revision: z.string().optional(),
          revisions: z.array(z.string()).nullish(),
        })
        .optional(),
      operationState: z.object({ phase: z.string() }).nullish(),
    })
    .optional(),
});

/**
 * Writes the order to sync on the Application as it is in this moment, unless it changed meanwhile.
 *
 * @remarks
 *
 * An order by hand does not inherit what `syncPolicy` says, so its options and retries are copied. It names the commits, so that what is applied is what
 * the person saw, whatever is merged in between; a retry does not go on to a newer one either.
 */
export async function orderSync(options: {
  client: ClusterClient;
  path: string;
  name: string;
  order: SyncOrder;
}): Promise<string[]> {
  const { client, path, name, order } = options;
  for (let tried = 1; ; tried += 1) {
    const live = liveSchema.parse(
      await client.request({ method: 'GET', path, timeoutMs: TIMEOUT_MS }),
    );
    const revisions = checkedRevisions(live, name, order);
    const { syncOptions, retry } = live.spec.syncPolicy ?? {};
    try {
      await client.request({
        method: 'PATCH',
        path,
        contentType: 'application/merge-patch+json',
        timeoutMs: TIMEOUT_MS,
        body: {
          metadata: { resourceVersion: live.metadata.resourceVersion },
          operation: {
            initiatedBy: { username: order.initiatedBy },
            info: [{ name: 'Reason', value: 'Ordered in Naru' }],
            sync: {
              ...(live.spec.sources?.length
                ? { revisions }
                : { revision: revisions[0] }),
              ...(order.prune && { prune: true }),
              ...(syncOptions?.length && { syncOptions }),
            },
            ...(retry && { retry: { ...retry, refresh: false } }),
          },
          // As Argo CD's own API does: results left there would pass for results of this order, and its hooks would not run.
          status: { operationState: null },
        },
      });
      return revisions;
    } catch (error) {
      const raced = isClusterError(error) && error.status === 409;
      if (!raced || tried >= TRIES) {
        throw error;
      }
    }
  }
}

function checkedRevisions(
  { spec, status, operation }: z.output<typeof liveSchema>,
  name: string,
  order: SyncOrder,
): string[] {
  const automated = spec.syncPolicy?.automated;
  if (automated && automated.enabled !== false) {
    throw new ConflictError(
      `Application ${name} syncs by itself; there is nothing to order`,
    );
  }
  const phase = status?.operationState?.phase;
  if (operation || phase === 'Running' || phase === 'Terminating') {
    throw new ConflictError(
      `Application ${name} is being synced already; wait until that has ended`,
    );
  }
  const { revision, revisions } = status?.sync ?? {};
  const current = (revisions?.length ? revisions : [revision]).filter(
    one => one !== undefined && one !== '',
  ) as string[];
  if (current.length === 0) {
    throw new ConflictError(
      `Argo CD has not compared Application ${name} with Git yet, or cannot; see its errors`,
    );
  }
  if (order.revision !== undefined && !current.includes(order.revision)) {
    throw new ConflictError(
      `Git has moved on: you saw commit ${order.revision.slice(
        0,
        8,
      )} of Application ${name}, now it is ${current[0].slice(
        0,
        8,
      )}. Look at what would change and sync again`,
    );
  }
  return current;
}
