import { z } from 'zod';
import type {
  KubernetesObject,
  ResourceId,
} from '../../kubernetes/KubernetesApi';

/** Endpoint of Applications. */
export const APPLICATIONS: ResourceId = {
  group: 'argoproj.io',
  version: 'v1alpha1',
  plural: 'applications',
};

/** Annotation that asks for a comparison now: `normal` or `hard`; taken away when done. */
export const REFRESH_ANNOTATION = 'argocd.argoproj.io/refresh';

/** Finalizers that make the deletion of an Application delete its objects first. */
export const CASCADE_FINALIZER = 'resources-finalizer.argocd.argoproj.io';

const sourceSchema = z.looseObject({
  repoURL: z.string(),
  path: z.string().optional(),
  targetRevision: z.string().optional(),
  chart: z.string().optional(),
  ref: z.string().optional(),
  helm: z.looseObject({}).optional(),
  kustomize: z.looseObject({}).optional(),
  plugin: z.looseObject({}).optional(),
  directory: z
    .looseObject({
      recurse: z.boolean().optional(),
      include: z.string().optional(),
      exclude: z.string().optional(),
    })
    .optional(),
});

const retrySchema = z.object({
  limit: z.number().optional(),
  refresh: z.boolean().optional(),
  backoff: z
    .object({
      duration: z.string().optional(),
      factor: z.number().optional(),
      maxDuration: z.string().optional(),
    })
    .optional(),
});

const operationSchema = z.looseObject({
  initiatedBy: z
    .object({
      automated: z.boolean().optional(),
      username: z.string().optional(),
    })
    .optional(),
  retry: retrySchema.optional(),
  sync: z
    .looseObject({
      autoHealAttemptsCount: z.number().optional(),
      dryRun: z.boolean().optional(),
      prune: z.boolean().optional(),
      resources: z
        .array(
          z.object({
            group: z.string().optional(),
            kind: z.string(),
            name: z.string(),
            namespace: z.string().optional(),
          }),
        )
        .optional(),
      revision: z.string().optional(),
      revisions: z.array(z.string()).optional(),
      source: sourceSchema.optional(),
      sources: z.array(sourceSchema).optional(),
      syncOptions: z.array(z.string()).optional(),
    })
    .optional(),
});

const ignoreDifferencesSchema = z.object({
  group: z.string().optional(),
  kind: z.string(),
  name: z.string().optional(),
  namespace: z.string().optional(),
  jsonPointers: z.array(z.string()).optional(),
  jqPathExpressions: z.array(z.string()).optional(),
  managedFieldsManagers: z.array(z.string()).optional(),
});

const specSchema = z.object({
  project: z.string(),
  destination: z.object({
    name: z.string().optional(),
    namespace: z.string().optional(),
    server: z.string().optional(),
  }),
  source: sourceSchema.optional(),
  sources: z.array(sourceSchema).optional(),
  syncPolicy: z
    .object({
      automated: z
        .object({
          allowEmpty: z.boolean().optional(),
          enabled: z.boolean().optional(),
          prune: z.boolean().optional(),
          selfHeal: z.boolean().optional(),
        })
        .optional(),
      syncOptions: z.array(z.string()).optional(),
      managedNamespaceMetadata: z
        .object({
          annotations: z.record(z.string(), z.string()).optional(),
          labels: z.record(z.string(), z.string()).optional(),
        })
        .optional(),
      retry: retrySchema.optional(),
    })
    .optional(),
  ignoreDifferences: z.array(ignoreDifferencesSchema).optional(),
  revisionHistoryLimit: z.number().optional(),
});

const operationStateSchema = z.looseObject({
  finishedAt: z.string().optional(),
  message: z.string().optional(),
  operation: operationSchema,
  phase: z.string(),
  retryCount: z.number().optional(),
  startedAt: z.string(),
  syncResult: z
    .looseObject({
      revision: z.string(),
      revisions: z.array(z.string()).optional(),
      source: sourceSchema.optional(),
      sources: z.array(sourceSchema).optional(),
    })
    .optional(),
});

const statusSchema = z.looseObject({
  conditions: z
    .array(
      z.object({
        lastTransitionTime: z.string().optional(),
        message: z.string(),
        type: z.string(),
      }),
    )
    .optional(),
  health: z
    .looseObject({
      status: z.string().optional(),
      lastTransitionTime: z.string().optional(),
    })
    .optional(),
  history: z.array(z.looseObject({ id: z.number() })).optional(),
  operationState: operationStateSchema.optional(),
  resources: z
    .array(
      z.looseObject({
        group: z.string().optional(),
        kind: z.string().optional(),
        version: z.string().optional(),
      }),
    )
    .optional(),
});

const applicationSchema = z.object({
  spec: specSchema,
  operation: operationSchema.optional(),
  status: statusSchema.optional(),
});

/** Where manifests come from. */
export type ApplicationSource = z.infer<typeof sourceSchema>;
/** What an Application asks for. */
export type ApplicationSpec = z.infer<typeof specSchema>;
/** A sync that somebody asked for. */
export type Operation = z.infer<typeof operationSchema>;
/** How the last or present sync goes. */
export type OperationState = z.infer<typeof operationStateSchema>;
/** How often and how patiently a failed sync is tried again. */
export type Retry = z.infer<typeof retrySchema>;
/** Differences that do not count. */
export type IgnoredDifferences = z.infer<typeof ignoreDifferencesSchema>;
/** Entry of `status.conditions`. */
export type ApplicationCondition = { type: string; message: string };

/** An Application as the controller works with it. */
export interface Application extends z.infer<typeof applicationSchema> {
  namespace: string;
  name: string;
  object: KubernetesObject;
}

/** Reads an Application from the API; the CRD's schema has been checked before. */
export function parseApplication(object: KubernetesObject): Application {
  return {
    ...applicationSchema.parse(object),
    namespace: object.metadata.namespace ?? '',
    name: object.metadata.name,
    object,
  };
}

/** All sources of the spec; empty when it has none. */
export function sourcesOf(spec: {
  source?: ApplicationSource;
  sources?: ApplicationSource[];
}): ApplicationSource[] {
  if (spec.sources && spec.sources.length > 0) return spec.sources;
  return spec.source ? [spec.source] : [];
}

/** `source` or `sources`, as the spec has it, for the places in status that repeat it. */
export function sourceFields(spec: {
  source?: ApplicationSource;
  sources?: ApplicationSource[];
}): { source?: ApplicationSource; sources?: ApplicationSource[] } {
  return spec.sources && spec.sources.length > 0
    ? { sources: spec.sources }
    : { source: spec.source };
}

/** Like {@link sourceFields} where Argo CD also writes the empty `source` that its programs leave beside `sources`. */
export function shownSources(spec: {
  source?: ApplicationSource;
  sources?: ApplicationSource[];
}): { source?: ApplicationSource; sources?: ApplicationSource[] } {
  const fields = sourceFields(spec);
  return fields.sources ? { source: { repoURL: '' }, ...fields } : fields;
}

/** What a chart sees of the Application. */
export function placeOf(application: Application): {
  name: string;
  namespace: string;
} {
  return {
    name: application.name,
    namespace: application.spec.destination.namespace ?? '',
  };
}

/** Whether a list of sync options has `option`, e.g. `ServerSideApply=true`. */
export function hasOption(
  options: string[] | undefined,
  option: string,
): boolean {
  return (options ?? []).includes(option);
}
