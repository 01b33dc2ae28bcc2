import { z } from 'zod';

/**
 * The part of `metadata` that is used. Values that are not texts are dropped rather than losing the object.
 */
export const metadataSchema = z.object({
  name: z.string().min(1),
  namespace: z.string().optional(),
  uid: z.string().optional(),
  creationTimestamp: z.string().optional().catch(undefined),
  deletionTimestamp: z.string().optional().catch(undefined),
  labels: z.record(z.string(), z.string()).nullish().catch(undefined),
  annotations: z.record(z.string(), z.string()).nullish().catch(undefined),
});

/** `metadata` of an object in a namespace. */
export const namespacedMetadataSchema = metadataSchema.extend({
  namespace: z.string().min(1),
});

/** An entry of `status.conditions`. */
export const conditionSchema = z.object({
  type: z.string(),
  status: z.string(),
  reason: z.string().optional().catch(undefined),
  message: z.string().optional().catch(undefined),
  lastTransitionTime: z.string().nullish().catch(undefined),
});

/** An entry of `status.conditions`. */
export type ObjectCondition = z.infer<typeof conditionSchema>;

/** `status.conditions`; conditions that cannot be read are dropped. */
export const conditionsSchema = z
  .array(conditionSchema.optional().catch(undefined))
  .nullish()
  .catch(undefined)
  .transform(conditions =>
    (conditions ?? []).filter(condition => condition !== undefined),
  );

/** A Kubernetes quantity as JSON has it. */
export const quantitySchema = z
  .union([z.string(), z.number()])
  .optional()
  .catch(undefined);
