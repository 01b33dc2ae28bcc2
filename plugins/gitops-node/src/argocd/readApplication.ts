import {
  ApplicationResource,
  ApplicationState,
  OWNER_ANNOTATION,
} from '@naru/plugin-gitops-common';
import { z } from 'zod';
import { Application } from './Application';
import { readSources, sourceSchema } from './readSources';

/** Argo CD's shape changes between versions: what is not as known is as if it were not there. */
const text = z.string().optional().catch(undefined);
const texts = z.record(z.string(), z.string()).optional().catch(undefined);
const listOf = <T extends z.ZodType>(schema: T) =>
  z
    .array(schema.optional().catch(undefined))
    .catch([])
    .transform(list => list.filter(entry => entry !== undefined));

const resourceSchema = z.object({
  group: text,
  kind: z.string(),
  namespace: text,
  name: z.string(),
  status: text,
  message: text,
  requiresPruning: z.boolean().optional().catch(undefined),
});

/** What came of an object; a hook has `hookPhase` and no status. */
const resultSchema = resourceSchema.extend({ hookPhase: text });

const operationSchema = z.object({
  phase: z.string(),
  message: text,
  startedAt: text,
  finishedAt: text,
  retryCount: z.number().optional().catch(undefined),
  syncResult: z
    .object({
      revision: text,
      revisions: listOf(z.string()),
      resources: listOf(resultSchema),
    })
    .partial()
    .optional()
    .catch(undefined),
});

const applicationSchema = z.object({
  metadata: z.object({
    name: z.string(),
    namespace: z.string(),
    creationTimestamp: text,
    labels: texts,
    annotations: texts,
    ownerReferences: listOf(z.object({ kind: z.string(), name: z.string() })),
  }),
  spec: z
    .object({
      project: z.string().catch('default'),
      source: sourceSchema.optional().catch(undefined),
      sources: listOf(sourceSchema),
      destination: z
        .object({ server: text, name: text, namespace: text })
        .optional()
        .catch(undefined),
      syncPolicy: z
        .object({
          automated: z
            .object({ enabled: z.boolean().optional().catch(undefined) })
            .optional()
            .catch(undefined),
        })
        .optional()
        .catch(undefined),
    })
    .partial()
    .catch({}),
  status: z
    .object({
      sync: z
        .object({ status: text, revision: text, revisions: listOf(z.string()) })
        .partial()
        .catch({}),
      health: z.object({ status: text }).partial().catch({}),
      conditions: listOf(
        z.object({ type: z.string(), message: z.string().catch('') }),
      ),
      resources: listOf(resourceSchema),
      operationState: operationSchema.optional().catch(undefined),
      reconciledAt: text,
      sourceType: text,
      sourceTypes: listOf(z.string()),
    })
    .partial()
    .catch({}),
});

/**
 * Reads an Application object of Kubernetes.
 *
 * @throws when it has no name
 */
export function readApplication(cluster: string, object: unknown): Application {
  const { metadata, spec, status } = applicationSchema.parse(object);
  const operation = status.operationState;
  const syncStatus = z
    .enum(['Synced', 'OutOfSync', 'Unknown'])
    .catch('Unknown')
    .parse(status.sync?.status);
  const state: ApplicationState = {
    cluster,
    namespace: metadata.namespace,
    name: metadata.name,
    project: spec.project ?? 'default',
    sync: syncStatus,
    health: status.health?.status ?? 'Unknown',
    revision: status.sync?.revision || status.sync?.revisions?.at(0),
    automated:
      spec.syncPolicy?.automated !== undefined &&
      spec.syncPolicy.automated.enabled !== false,
    operation: operation && {
      phase: operation.phase,
      message: operation.message,
      startedAt: operation.startedAt,
      finishedAt: operation.finishedAt,
      retryCount: operation.retryCount,
    },
    conditions: status.conditions ?? [],
    resources: mergeResources(
      status.resources ?? [],
      operation?.syncResult?.resources ?? [],
    ),
  };
  return {
    state,
    sources: readSources(
      spec.sources?.length ? spec.sources : [spec.source],
      spec.sources?.length ? status.sourceTypes ?? [] : [status.sourceType],
    ),
    labels: metadata.labels,
    owner: metadata.annotations?.[OWNER_ANNOTATION],
    destination: spec.destination,
    createdAt: metadata.creationTimestamp,
    revisions: [
      status.sync?.revision,
      ...(status.sync?.revisions ?? []),
    ].filter(isCommit),
    applicationSet: metadata.ownerReferences.find(
      ({ kind }) => kind === 'ApplicationSet',
    )?.name,
    reconciledAt: status.reconciledAt,
    operationRevisions: [
      operation?.syncResult?.revision,
      ...(operation?.syncResult?.revisions ?? []),
    ].filter(isCommit),
  };
}

/** Argo CD leaves the one empty where it has several. */
function isCommit(revision: string | undefined): revision is string {
  return revision !== undefined && revision !== '';
}

type Resource = z.output<typeof resourceSchema>;

/**
 * Joins what Argo CD says about each object in two places: `status.resources` knows what should be there, the operation knows what came of it.
 */
function mergeResources(
  wanted: Resource[],
  results: z.output<typeof resultSchema>[],
): ApplicationResource[] {
  const byIdentity = new Map<string, ApplicationResource>();
  for (const resource of wanted) {
    byIdentity.set(identityOf(resource), tidy(resource));
  }
  for (const { hookPhase, ...result } of results) {
    const known = byIdentity.get(identityOf(result));
    const hasFailed =
      result.status === 'SyncFailed' ||
      hookPhase === 'Failed' ||
      hookPhase === 'Error';
    if (hasFailed && known?.status !== 'Synced') {
      byIdentity.set(
        identityOf(result),
        tidy({ ...result, status: 'SyncFailed' }),
      );
    } else if (known) {
      known.message = known.message ?? result.message;
    }
  }
  return [...byIdentity.values()];
}

function tidy(resource: Resource): ApplicationResource {
  return { ...resource, group: resource.group || undefined };
}

function identityOf({ group, kind, namespace, name }: Resource): string {
  return JSON.stringify([group ?? '', kind, namespace ?? '', name]);
}
