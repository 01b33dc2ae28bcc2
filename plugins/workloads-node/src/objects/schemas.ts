import { z } from 'zod';

const text = z.string().optional().catch(undefined);
const count = z.number().optional().catch(undefined);

/** A list of which entries that cannot be read are left out rather than losing the object. */
const listOf = <T extends z.ZodType>(schema: T) =>
  z
    .array(schema.optional().catch(undefined))
    .nullish()
    .catch(undefined)
    .transform(list => (list ?? []).filter(entry => entry !== undefined));

const metadata = z.object({
  name: z.string().min(1),
  namespace: z.string().min(1),
  labels: z.record(z.string(), z.string()),
  creationTimestamp: text,
  deletionTimestamp: text,
  ownerReferences: listOf(z.object({ kind: z.string(), name: z.string() })),
});

const condition = z.object({
  type: z.string(),
  status: z.string(),
  reason: text,
  message: text,
  lastTransitionTime: text,
});

/** An entry of `status.conditions`. */
export type Condition = z.output<typeof condition>;

/** What is kept of a Deployment. */
export const deploymentSchema = z.object({
  metadata: metadata.extend({ generation: count }),
  spec: z.object({
    replicas: z.number().catch(1),
    template: z.object({
      spec: z.object({ containers: listOf(z.object({ image: z.string() })) }),
    }),
  }),
  status: z
    .object({
      observedGeneration: count,
      replicas: count,
      readyReplicas: count,
      updatedReplicas: count,
      availableReplicas: count,
      conditions: listOf(condition),
    })
    .optional()
    .catch(undefined),
});

/** What is kept of a Deployment. */
export type DeploymentObject = z.output<typeof deploymentSchema>;

const terminated = z.object({
  exitCode: count,
  reason: text,
  message: text,
  finishedAt: text,
});

const containerStatus = z.object({
  name: z.string(),
  ready: z.boolean().catch(false),
  restartCount: z.number().catch(0),
  state: z
    .object({
      waiting: z.object({ reason: text, message: text }).optional(),
      running: z.object({ startedAt: text }).optional(),
      terminated: terminated.optional(),
    })
    .optional()
    .catch(undefined),
  lastState: z
    .object({ terminated: terminated.optional() })
    .optional()
    .catch(undefined),
});

/** An entry of `status.containerStatuses`. */
export type ContainerStatus = z.output<typeof containerStatus>;

/** What is kept of a Pod. */
export const podSchema = z.object({
  metadata,
  status: z
    .object({
      phase: text,
      reason: text,
      message: text,
      conditions: listOf(condition),
      containerStatuses: listOf(containerStatus),
      initContainerStatuses: listOf(containerStatus),
    })
    .optional()
    .catch(undefined),
});

/** What is kept of a Pod. */
export type PodObject = z.output<typeof podSchema>;

/** What is kept of a HorizontalPodAutoscaler. */
export const autoscalerSchema = z.object({
  metadata,
  spec: z.object({
    minReplicas: z.number().catch(1),
    maxReplicas: z.number(),
    scaleTargetRef: z.object({ kind: z.string(), name: z.string() }),
  }),
  status: z
    .object({ currentReplicas: count, conditions: listOf(condition) })
    .optional()
    .catch(undefined),
});

/** What is kept of a HorizontalPodAutoscaler. */
export type AutoscalerObject = z.output<typeof autoscalerSchema>;
