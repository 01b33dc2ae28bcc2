import { z } from 'zod';

/**
 * Signal channel that says which change requests and Applications changed. It is broadcast, so it carries ids and no data.
 *
 * @public
 */
export const GITOPS_SIGNAL_CHANNEL = 'gitops:changes';

/**
 * Message of {@link GITOPS_SIGNAL_CHANNEL}.
 *
 * @public
 */
export const gitopsSignalSchema = z.object({
  /** `<repository id>:<branch>` each. */
  changeRequests: z.array(z.string()),
  /** `<namespace>/<name>` each. */
  applications: z.array(z.string()),
});

/**
 * Message of {@link GITOPS_SIGNAL_CHANNEL}.
 *
 * @public
 */
export type GitopsSignal = z.infer<typeof gitopsSignalSchema>;
