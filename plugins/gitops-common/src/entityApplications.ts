import { z } from 'zod';
import { applicationStateSchema, argoCdStateSchema } from './ApplicationState';

/**
 * An object of an Application that does not do what it should, the cause rather than its followers: a Pod's container before its Deployment.
 *
 * @public
 */
export const objectTroubleSchema = z.object({
  /** API group; absent for the core group. */
  group: z.string().optional(),
  kind: z.string(),
  namespace: z.string().optional(),
  name: z.string(),
  container: z.string().optional(),
  /** Word of the system: `CrashLoopBackOff`, `ImagePullBackOff`, `Unschedulable`, `SyncFailed`, `ProgressDeadlineExceeded`, … */
  reason: z.string(),
  /** The system's own words. */
  message: z.string().optional(),
  exitCode: z.number().optional(),
  /** e.g. `OOMKilled`. */
  exitReason: z.string().optional(),
  restarts: z.number().optional(),
  /** ISO 8601. */
  since: z.string().optional(),
  /** How many objects have the same trouble, this one included. */
  count: z.number(),
});

/**
 * An object of an Application that does not do what it should.
 *
 * @public
 */
export type ObjectTrouble = z.infer<typeof objectTroubleSchema>;

/**
 * What runs of an application, added up over its Deployments.
 *
 * @public
 */
export const workloadSummarySchema = z.object({
  wanted: z.number(),
  ready: z.number(),
  updated: z.number(),
  /** Images of the containers, as written in the pod template. */
  images: z.array(z.string()),
  autoscaler: z
    .object({
      minimum: z.number(),
      maximum: z.number(),
      current: z.number().optional(),
    })
    .optional(),
});

/**
 * What runs of an application.
 *
 * @public
 */
export type WorkloadSummary = z.infer<typeof workloadSummarySchema>;

/**
 * Whether a person may sync an Application now, and if not, why and who may.
 *
 * @public
 */
export const syncOfferSchema = z.object({
  possible: z.boolean(),
  allowed: z.boolean(),
  /** Why there is nothing to press. */
  reason: z
    .enum(['automated', 'synced', 'running', 'forbidden', 'unreachable'])
    .optional(),
  /** Entity refs of the groups whose members may. */
  whoMay: z.array(z.string()),
  /** Objects that the sync would create or change, and those it would delete. */
  changes: z.number(),
  deletions: z.number(),
});

/**
 * Whether a person may sync an Application now.
 *
 * @public
 */
export type SyncOffer = z.infer<typeof syncOfferSchema>;

/**
 * An Argo CD Application of an entity.
 *
 * @public
 */
export const entityApplicationSchema = applicationStateSchema.extend({
  /** e.g. `production`. */
  environment: z.string().optional(),
  destinationNamespace: z.string(),
  /** Page of the commit of `revision` in the forge. */
  revisionUrl: z.string().optional(),
  /** Page of the Application in Argo CD, when its address is configured. */
  url: z.string().optional(),
  workload: workloadSummarySchema.optional(),
  /** Worst first. */
  troubles: z.array(objectTroubleSchema),
  syncOffer: syncOfferSchema,
});

/**
 * An Argo CD Application of an entity.
 *
 * @public
 */
export type EntityApplication = z.infer<typeof entityApplicationSchema>;

/**
 * Answer of `GET /v1/entities/:kind/:namespace/:name/applications`: staging before production.
 *
 * @public
 */
export const entityApplicationsSchema = z.object({
  applications: z.array(entityApplicationSchema),
  argocd: argoCdStateSchema,
});

/**
 * The Argo CD Applications of an entity.
 *
 * @public
 */
export type EntityApplications = z.infer<typeof entityApplicationsSchema>;

/**
 * Answer of `GET /v1/entities/:kind/:namespace/:name/applications/:application/object?group&kind&namespace&name`: what a cluster says of one object.
 *
 * @public
 */
export const objectReportSchema = z.object({
  group: z.string().optional(),
  kind: z.string(),
  namespace: z.string().optional(),
  name: z.string(),
  conditions: z.array(
    z.object({
      type: z.string(),
      status: z.string(),
      reason: z.string().optional(),
      message: z.string().optional(),
      since: z.string().optional(),
    }),
  ),
  containers: z.array(
    z.object({
      name: z.string(),
      image: z.string(),
      ready: z.boolean(),
      restarts: z.number(),
      /** `running`, `waiting` or `terminated`. */
      state: z.string(),
      reason: z.string().optional(),
      message: z.string().optional(),
      exitCode: z.number().optional(),
      /** How it ended the last time. */
      last: z
        .object({
          reason: z.string().optional(),
          message: z.string().optional(),
          exitCode: z.number().optional(),
          finishedAt: z.string().optional(),
        })
        .optional(),
    }),
  ),
  /** Newest first, at most 20. */
  events: z.array(
    z.object({
      type: z.string(),
      reason: z.string(),
      message: z.string(),
      count: z.number(),
      lastSeen: z.string().optional(),
    }),
  ),
});

/**
 * What a cluster says of one object.
 *
 * @public
 */
export type ObjectReport = z.infer<typeof objectReportSchema>;

/**
 * Body of `POST /v1/entities/:kind/:namespace/:name/applications/:application/sync`.
 *
 * @public
 */
export const syncRequestSchema = z.object({
  /** Commit that the person saw. */
  revision: z.string().min(1).max(200).optional(),
  /** Deletes what Git does not have any more. */
  prune: z.boolean().default(false),
});

/**
 * Answer to an order to sync.
 *
 * @public
 */
export const syncAnswerSchema = z.object({ message: z.string() });

/**
 * Answer to an order to sync.
 *
 * @public
 */
export type SyncAnswer = z.infer<typeof syncAnswerSchema>;
