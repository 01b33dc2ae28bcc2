import { Manifest, ManifestFault } from '@naru/plugin-gitops-node';
import { z } from 'zod';
import { listOf } from '../listOf';

/** A chart of the GitOps repository that an Application renders. */
export interface Release {
  /** The Application. */
  manifest: Manifest;
  /** Name of what it deploys. */
  app: string;
  /** `staging` or `production`. */
  environment: string;
  namespace: string;
  /** Folder of the chart in the repository. */
  chart: string;
  /** Paths in the repository; later ones win. */
  valueFiles: string[];
  syncOptions: string[];
  ignoreDifferences: {
    group?: string;
    kind: string;
    jsonPointers: string[];
    jqPathExpressions: string[];
  }[];
}

const LABEL = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;
const PATH = /^argocd\/applications\/([a-z0-9-]+)-(staging|production)\.yaml$/;
const VALUES = /^\$[a-z0-9-]+\/(apps\/[a-z0-9-]+\/values[a-z-]*\.yaml)$/;

const specSchema = z.object({
  destination: z.object({ namespace: z.string().regex(LABEL) }),
  sources: z.array(
    z.object({
      path: z.string().optional(),
      helm: z
        .object({ valueFiles: z.array(z.string().regex(VALUES)) })
        .optional(),
    }),
  ),
  syncPolicy: z.object({ syncOptions: listOf(z.string()) }).catch({
    syncOptions: [],
  }),
  ignoreDifferences: listOf(
    z.object({
      group: z.string().optional(),
      kind: z.string(),
      jsonPointers: listOf(z.string()),
      jqPathExpressions: listOf(z.string()),
    }),
  ),
});

/**
 * Reads what an Application renders.
 *
 * @returns `undefined` for what is no such Application; what is wrong with it, other rules say
 */
export function releaseOf(manifest: Manifest): Release | undefined {
  const place = PATH.exec(manifest.path);
  if (manifest.kind !== 'Application' || !place) {
    return undefined;
  }
  const parsed = specSchema.safeParse(manifest.object.spec);
  const source = parsed.data?.sources.find(
    ({ path }) => path && /^charts\/[\w.+-]+\/[\w.+-]+$/.test(path),
  );
  if (!parsed.success || !source?.path || source.path.includes('..')) {
    return undefined;
  }
  const [, app, environment] = place;
  const { destination, syncPolicy, ignoreDifferences } = parsed.data;
  return {
    manifest,
    app,
    environment,
    namespace: destination.namespace,
    chart: source.path,
    valueFiles: (source.helm?.valueFiles ?? []).flatMap(file =>
      [VALUES.exec(file)?.[1]].filter(path => path !== undefined),
    ),
    syncOptions: syncPolicy.syncOptions,
    ignoreDifferences,
  };
}

/** A rule that a release breaks. */
export interface ReleaseFault
  extends Pick<ManifestFault, 'rule' | 'severity' | 'message' | 'messageKo'> {
  /** Key of the values that it is about, e.g. `image.tag`; absent: the Application itself. */
  values?: string;
  /** Place in the Application, when it is about that. */
  field?: string;
}
