import { z } from 'zod';

/**
 * Signal channel that says which VirtualMachines changed. It is broadcast, so it carries ids and no data.
 *
 * @public
 */
export const KUBEVIRT_SIGNAL_CHANNEL = 'kubevirt:vms';

/**
 * Message of {@link KUBEVIRT_SIGNAL_CHANNEL}.
 *
 * @public
 */
export const kubevirtSignalSchema = z.object({
  /** VirtualMachines that came, changed or went. */
  entityRefs: z.array(z.string()).optional(),
  /** The state of a cluster changed, or so many machines did that they are not listed: ask again. */
  clusters: z.literal(true).optional(),
});

/**
 * Message of {@link KUBEVIRT_SIGNAL_CHANNEL}.
 *
 * @public
 */
export type KubevirtSignal = z.infer<typeof kubevirtSignalSchema>;
