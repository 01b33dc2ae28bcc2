import { z } from 'zod';
import { listOf } from '../listOf';
import { RenderedObject } from '../release/RenderedObject';

const optional = <T extends z.ZodType>(schema: T) =>
  schema.optional().catch(undefined);
const quantities = optional(
  z.record(z.string(), z.union([z.string(), z.number()])),
);
const labels = optional(z.record(z.string(), z.string()));
const probe = optional(
  z.looseObject({
    httpGet: optional(z.looseObject({ path: optional(z.string()) })),
  }),
);

const containerSchema = z.looseObject({
  name: z.string(),
  image: z.string().catch(''),
  ports: listOf(z.looseObject({ name: optional(z.string()) })),
  resources: optional(
    z.looseObject({ requests: quantities, limits: quantities }),
  ),
  readinessProbe: probe,
  livenessProbe: probe,
});

const templateSchema = z.looseObject({
  metadata: optional(z.looseObject({ labels })),
  spec: z.looseObject({
    containers: listOf(containerSchema),
    initContainers: listOf(containerSchema),
    topologySpreadConstraints: listOf(z.unknown()),
    affinity: z.unknown().optional(),
  }),
});

const workloadSchema = z.looseObject({
  spec: z.looseObject({
    replicas: optional(z.number()),
    selector: optional(z.looseObject({ matchLabels: labels })),
    strategy: optional(
      z.looseObject({
        type: optional(z.string()),
        rollingUpdate: optional(
          z.looseObject({
            maxUnavailable: z.unknown().optional(),
            maxSurge: z.unknown().optional(),
          }),
        ),
      }),
    ),
    template: templateSchema,
  }),
});

/** A container of a workload. */
export type Container = z.infer<typeof containerSchema>;

/** An object that makes pods for as long as it lives. */
export interface Workload {
  rendered: RenderedObject;
  spec: z.infer<typeof workloadSchema>['spec'];
}

const KINDS = ['Deployment', 'StatefulSet'];

/** The Deployments and StatefulSets among objects. */
export function workloadsOf(objects: RenderedObject[]): Workload[] {
  return objects
    .filter(({ group, kind }) => group === 'apps' && KINDS.includes(kind))
    .flatMap(rendered => {
      const parsed = workloadSchema.safeParse(rendered.object);
      return parsed.success ? [{ rendered, spec: parsed.data.spec }] : [];
    });
}

/** All containers of a workload. */
export function containersOf({ spec }: Workload): Container[] {
  const { containers, initContainers } = spec.template.spec;
  return [...initContainers, ...containers];
}
