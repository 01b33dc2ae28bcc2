import { z } from 'zod';

/** Topic of the event that a change request was merged. */
export const MERGED_TOPIC = 'gitops.merged';

/** Payload of the event. */
export const mergeEventSchema = z.object({
  /** Id in `gitops.repositories`. */
  repository: z.string(),
  /** Branch that it was merged to. */
  branch: z.string(),
  /** Paths of the files that it changed; empty when they are not known. */
  files: z.array(z.string()).default([]),
});
