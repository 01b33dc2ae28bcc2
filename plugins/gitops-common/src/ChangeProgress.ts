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
  argocd: argoCdStateSchema,
});

/**
 * How far a change has come, from the pull request to the live object.
 *
 * @public
 */
export type ChangeProgress = z.infer<typeof changeProgressSchema>;
