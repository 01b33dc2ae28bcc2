import { z } from 'zod';
import { changeRequestSchema } from './ChangeRequest';

/**
 * Answer of `GET /v1/change-requests`: newest first.
 *
 * @public
 */
export const changeRequestListSchema = z.object({
  items: z.array(changeRequestSchema),
});

/**
 * Answer of `GET /v1/change-requests`: newest first.
 *
 * @public
 */
export type ChangeRequestList = z.infer<typeof changeRequestListSchema>;

/**
 * Output of the scaffolder action `gitops:pull-request`.
 *
 * @public
 */
export const changeRequestOutputSchema = z.object({
  /** Id in `gitops.repositories`. */
  repository: z.string(),
  branch: z.string(),
  number: z.number(),
  url: z.string(),
  entityRefs: z.array(z.string()),
  /** Unified diff; present after a dry run. */
  diff: z.string().optional(),
  /** False when the same request was there already. */
  created: z.boolean(),
});

/**
 * Output of the scaffolder action `gitops:pull-request`.
 *
 * @public
 */
export type ChangeRequestOutput = z.infer<typeof changeRequestOutputSchema>;
