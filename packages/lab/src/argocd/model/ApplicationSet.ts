import { z } from 'zod';
import type {
  KubernetesObject,
  ResourceId,
} from '../../kubernetes/KubernetesApi';

/** Endpoint of ApplicationSets. */
export const APPLICATION_SETS: ResourceId = {
  group: 'argoproj.io',
  version: 'v1alpha1',
  plural: 'applicationsets',
};

/** Annotation that asks an ApplicationSet to generate now; taken away when done. */
export const SET_REFRESH_ANNOTATION =
  'argocd.argoproj.io/application-set-refresh';

const patterns = z
  .array(z.object({ path: z.string(), exclude: z.boolean().optional() }))
  .optional();

const generatorSchema = z.looseObject({
  git: z
    .object({
      repoURL: z.string(),
      revision: z.string(),
      requeueAfterSeconds: z.number().optional(),
      pathParamPrefix: z.string().optional(),
      directories: patterns,
      files: patterns,
      values: z.record(z.string(), z.string()).optional(),
    })
    .optional(),
  list: z
    .object({
      elements: z.array(z.unknown()).optional(),
      elementsYaml: z.string().optional(),
    })
    .optional(),
});

const applicationSetSchema = z.object({
  spec: z.object({
    goTemplate: z.boolean().optional(),
    goTemplateOptions: z.array(z.string()).optional(),
    generators: z.array(generatorSchema),
    template: z.object({
      metadata: z.object({
        name: z.string().optional(),
        namespace: z.string().optional(),
        labels: z.record(z.string(), z.string()).optional(),
        annotations: z.record(z.string(), z.string()).optional(),
        finalizers: z.array(z.string()).optional(),
      }),
      spec: z.looseObject({}),
    }),
    templatePatch: z.string().optional(),
    syncPolicy: z
      .object({
        applicationsSync: z
          .enum(['create-only', 'create-update', 'create-delete', 'sync'])
          .optional(),
        preserveResourcesOnDeletion: z.boolean().optional(),
      })
      .optional(),
    preservedFields: z
      .object({
        annotations: z.array(z.string()).optional(),
        labels: z.array(z.string()).optional(),
      })
      .optional(),
  }),
  status: z
    .looseObject({
      conditions: z
        .array(
          z.object({
            lastTransitionTime: z.string().optional(),
            message: z.string(),
            reason: z.string(),
            status: z.string(),
            type: z.string(),
          }),
        )
        .optional(),
    })
    .optional(),
});

/** One generator of an ApplicationSet. */
export type Generator = z.infer<typeof generatorSchema>;

/** Generators and the template of the Applications that they make. */
export interface ApplicationSet extends z.infer<typeof applicationSetSchema> {
  namespace: string;
  name: string;
  uid: string;
  object: KubernetesObject;
}

/** Reads an ApplicationSet from the API. */
export function parseApplicationSet(object: KubernetesObject): ApplicationSet {
  return {
    ...applicationSetSchema.parse(object),
    namespace: object.metadata.namespace ?? '',
    name: object.metadata.name,
    uid: object.metadata.uid ?? '',
    object,
  };
}
