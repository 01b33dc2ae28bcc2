import { z } from 'zod';

/**
 * How well a cluster is known at this moment.
 *
 * @public
 */
export const clusterStateSchema = z.object({
  /** Name in `kubevirt.clusters`. */
  name: z.string(),
  title: z.string(),
  /** `loading`: never listed completely yet. `stale`: the connection is lost; what is shown is as old as `lastGoodAt`. */
  phase: z.enum(['loading', 'live', 'stale']),
  /** ISO 8601 time of the last good answer. */
  lastGoodAt: z.string().optional(),
  /** Why it is not live, in one line without secrets. */
  message: z.string().optional(),
});

/**
 * How well a cluster is known at this moment.
 *
 * @public
 */
export type ClusterState = z.infer<typeof clusterStateSchema>;
