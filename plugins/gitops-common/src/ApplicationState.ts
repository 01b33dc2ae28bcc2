import { z } from 'zod';

/**
 * An object that an Application manages, as Argo CD last saw it.
 *
 * @public
 */
export const applicationResourceSchema = z.object({
  /** API group; absent for the core group. */
  group: z.string().optional(),
  kind: z.string(),
  namespace: z.string().optional(),
  name: z.string(),
  /** `Synced`, `OutOfSync`, `SyncFailed`, `Pruned` or another word of Argo CD. */
  status: z.string().optional(),
  /** Argo CD's words about this object, e.g. why the cluster refused it. */
  message: z.string().optional(),
  /** Git does not have it any more: a sync that prunes deletes it. */
  requiresPruning: z.boolean().optional(),
});

/**
 * An object that an Application manages, as Argo CD last saw it.
 *
 * @public
 */
export type ApplicationResource = z.infer<typeof applicationResourceSchema>;

/**
 * An Argo CD Application: what it wants, what it has, what it is doing.
 *
 * @public
 */
export const applicationStateSchema = z.object({
  /** Name of the cluster that Argo CD runs in. */
  cluster: z.string(),
  /** Namespace of the Application itself. */
  namespace: z.string(),
  name: z.string(),
  project: z.string(),
  sync: z.enum(['Synced', 'OutOfSync', 'Unknown']).catch('Unknown'),
  /** `Healthy`, `Progressing`, `Degraded`, `Suspended`, `Missing`, `Unknown`. */
  health: z.string(),
  /** Commit that it was last compared with. */
  revision: z.string().optional(),
  /** Syncs by itself; otherwise a person has to. */
  automated: z.boolean(),
  operation: z
    .object({
      /** `Running`, `Terminating`, `Failed`, `Error`, `Succeeded`. Stays `Running` through retries of a refused object. */
      phase: z.string(),
      message: z.string().optional(),
      /** ISO 8601. */
      startedAt: z.string().optional(),
      /** ISO 8601. */
      finishedAt: z.string().optional(),
      retryCount: z.number().optional(),
    })
    .optional(),
  conditions: z.array(z.object({ type: z.string(), message: z.string() })),
  resources: z.array(applicationResourceSchema),
});

/**
 * An Argo CD Application: what it wants, what it has, what it is doing.
 *
 * @public
 */
export type ApplicationState = z.infer<typeof applicationStateSchema>;

/**
 * How well an Argo CD is known at this moment.
 *
 * @public
 */
export const argoCdStateSchema = z.object({
  /** `loading`: never listed completely yet. `stale`: the connection is lost; what is shown is as old as `lastGoodAt`. */
  phase: z.enum(['loading', 'live', 'stale']),
  /** ISO 8601 time of the last good answer. */
  lastGoodAt: z.string().optional(),
  /** Why it is not live, in one line without secrets. */
  message: z.string().optional(),
});

/**
 * How well an Argo CD is known at this moment.
 *
 * @public
 */
export type ArgoCdState = z.infer<typeof argoCdStateSchema>;
