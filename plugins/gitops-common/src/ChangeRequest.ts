import { z } from 'zod';

/**
 * A file of a change request.
 *
 * @public
 */
export const changedFileSchema = z.object({
  /** Path in the repository. */
  path: z.string(),
  status: z.enum(['added', 'modified', 'deleted']),
});

/**
 * A file of a change request.
 *
 * @public
 */
export type ChangedFile = z.infer<typeof changedFileSchema>;

/**
 * A pull request (merge request) in a GitOps repository.
 *
 * @public
 */
export const changeRequestSchema = z.object({
  /** Id in `gitops.repositories`. */
  repository: z.string(),
  /** Branch that holds the change. */
  branch: z.string(),
  number: z.number(),
  /** Page of the pull request in the forge. */
  url: z.string(),
  title: z.string(),
  state: z.enum(['open', 'merged', 'closed']),
  /** Name of the person who made it; the account of the portal when the forge knows no other. */
  author: z.string(),
  /** ISO 8601. */
  createdAt: z.string(),
  /** ISO 8601. */
  mergedAt: z.string().optional(),
  /** Commit that the merge made on the base branch. */
  mergeSha: z.string().optional(),
  /** Last commit of the branch. */
  headSha: z.string(),
  /** Branch that it goes to. */
  base: z.string(),
  /** Absent when the forge has not worked it out. */
  mergeable: z.boolean().optional(),
  files: z.array(changedFileSchema),
  /** User ref of the person who asked for it. */
  requestedBy: z.string().optional(),
  /** Entities that it makes or changes. */
  entityRefs: z.array(z.string()),
});

/**
 * A pull request (merge request) in a GitOps repository.
 *
 * @public
 */
export type ChangeRequest = z.infer<typeof changeRequestSchema>;
