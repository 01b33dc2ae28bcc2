import { z } from 'zod';

/**
 * The power actions.
 *
 * @public
 */
export const powerActions = ['start', 'stop', 'restart'] as const;

/**
 * A power action.
 *
 * @public
 */
export type PowerAction = (typeof powerActions)[number];

/**
 * Why a power action is not offered.
 *
 * - `already-running`, `not-running`: the machine is there already.
 * - `reverted-by-gitops`: Argo CD would undo it, because the run strategy in Git says otherwise; a pull request is the way.
 * - `forbidden`: the person may not.
 * - `busy`: the machine is on its way between two states.
 * - `not-supported`: KubeVirt does not do this with the run strategy of the machine.
 *
 * @public
 */
export const powerRefusals = [
  'already-running',
  'not-running',
  'reverted-by-gitops',
  'forbidden',
  'busy',
  'not-supported',
] as const;

/**
 * Why a power action is not offered.
 *
 * @public
 */
export type PowerRefusal = (typeof powerRefusals)[number];

/**
 * Whether a power action makes sense now and may be done by the person who asks.
 *
 * @public
 */
export const powerOfferSchema = z.object({
  /** The state of the machine admits the action. */
  possible: z.boolean(),
  /** The person who asks has the permission. */
  allowed: z.boolean(),
  /** The guest is interrupted: ask before doing it. */
  interrupts: z.boolean(),
  /** Why not; absent when possible and allowed. */
  reason: z.enum(powerRefusals).optional().catch(undefined),
});

/**
 * Whether a power action makes sense now and may be done by the person who asks.
 *
 * @public
 */
export type PowerOffer = z.infer<typeof powerOfferSchema>;
