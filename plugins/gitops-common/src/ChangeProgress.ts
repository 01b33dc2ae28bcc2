import { z } from 'zod';
import { applicationStateSchema, argoCdStateSchema } from './ApplicationState';
import { changeRequestSchema } from './ChangeRequest';

/**
 * One step on the way of a change, in this order.
 *
 * @remarks
 *
 * `waiting`: an earlier step has to end first. `active`: it is going on, or waits for a person or a system now. A `failed` step says in
 * `message` what is wrong, in the words of the system that refused.
 *
 * @public
 */
export const changeStepSchema = z.object({
  id: z.enum(['pull-request', 'merge', 'sync', 'object']),
  state: z.enum(['waiting', 'active', 'done', 'failed']),
  message: z.string().optional(),
  /** ISO 8601 time of the state. */
  at: z.string().optional(),
  /** Page in another system that shows the step. */
  url: z.string().optional(),
  /** Entity that the step is about. */
  entityRef: z.string().optional(),
});

/**
 * One step on the way of a change.
 *
 * @public
 */
export type ChangeStep = z.infer<typeof changeStepSchema>;

/**
 * An Application of a change that a person has to sync.
 *
 * @public
 */
export const manualSyncSchema = z.object({
  /** Name of the Application. */
  application: z.string(),
  /** e.g. `production`. */
  environment: z.string().optional(),
  /** Entity refs of the groups whose members may. */
  whoMay: z.array(z.string()),
});

/**
 * An Application of a change that a person has to sync.
 *
 * @public
 */
export type ManualSync = z.infer<typeof manualSyncSchema>;

/**
 * How far a change has come, from the pull request to the live object. Answer of `GET /v1/change-requests/:repository?branch=`.
 *
 * @public
 */
export const changeProgressSchema = z.object({
  changeRequest: changeRequestSchema,
  /** The four steps, in order. */
  steps: z.array(changeStepSchema),
  /** The Applications that cover the files of the change; empty while there is none. */
  applications: z.array(applicationStateSchema),
  /** Applications that have the change to offer and wait for a person. They keep no step from being done where others sync by themselves. */
  manual: z.array(manualSyncSchema).optional(),
  argocd: argoCdStateSchema,
});

/**
 * How far a change has come, from the pull request to the live object.
 *
 * @public
 */
export type ChangeProgress = z.infer<typeof changeProgressSchema>;
