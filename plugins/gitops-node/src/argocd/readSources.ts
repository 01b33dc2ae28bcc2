import { posix } from 'node:path';
import { z } from 'zod';
import { ApplicationSource } from './Application';

/** Argo CD's shape changes between versions: what is not as known is as if it were not there. */
const text = z.string().optional().catch(undefined);

/** An entry of `spec.sources`. */
export const sourceSchema = z.object({
  repoURL: z.string(),
  path: text,
  targetRevision: text,
  chart: text,
  ref: text,
  helm: z
    .object({
      valueFiles: z.array(z.string()).optional().catch(undefined),
    })
    .optional()
    .catch({}),
  kustomize: z.unknown().optional(),
  plugin: z.unknown().optional(),
  directory: z
    .object({
      recurse: z.boolean().optional().catch(undefined),
      include: text,
      exclude: text,
    })
    .optional()
    .catch(undefined),
});

type Source = z.output<typeof sourceSchema>;

/**
 * Reads which files the sources of an Application are made of.
 *
 * @param sources - those of a multi-source Application in their order, or the single one
 * @param types - what Argo CD found each of them to be, where it has
 */
export function readSources(
  sources: (Source | undefined)[],
  types: (string | undefined)[],
): ApplicationSource[] {
  const borrowed = filesByRef(sources);
  return sources.flatMap((source, index) => {
    // A chart of a registry has no files in Git, but may well be where a `ref` is.
    if (!source || source.chart) {
      return [];
    }
    const type = types.at(index);
    const path = tidyPath(source.path);
    const tool =
      source.helm !== undefined ||
      source.kustomize !== undefined ||
      source.plugin !== undefined ||
      (type !== undefined && type !== '' && type !== 'Directory');
    const folder =
      tool || source.directory?.recurse ? ('tree' as const) : 'directory';
    const files = [
      ...(source.ref ? borrowed.get(source.ref) ?? [] : []),
      ...ownValueFiles(source, path),
    ];
    return [
      {
        repoUrl: source.repoURL,
        path,
        targetRevision: source.targetRevision || 'HEAD',
        reads: source.ref && source.path === undefined ? 'files' : folder,
        ...(files.length > 0 && { files }),
        ...(!tool && {
          include: source.directory?.include || undefined,
          exclude: source.directory?.exclude || undefined,
        }),
      },
    ];
  });
}

/** Value files like `$values/apps/shop/values.yaml`, by the `ref` of the source that has them. */
function filesByRef(sources: (Source | undefined)[]): Map<string, string[]> {
  const files = new Map<string, string[]>();
  for (const file of sources.flatMap(one => one?.helm?.valueFiles ?? [])) {
    const [, ref, path] = /^\$([^/]+)\/(.+)$/.exec(file) ?? [];
    const inside = path === undefined ? undefined : insideRepository(path);
    if (ref !== undefined && inside !== undefined) {
      files.set(ref, [...(files.get(ref) ?? []), inside]);
    }
  }
  return files;
}

/** Value files of the chart's own repository: from its folder, or from the root with a slash. */
function ownValueFiles({ helm }: Source, folder: string): string[] {
  return (helm?.valueFiles ?? []).flatMap(file => {
    if (file.startsWith('$') || /^[a-z][a-z0-9+.-]*:\/\//i.test(file)) {
      return [];
    }
    return (
      insideRepository(file.startsWith('/') ? file : `${folder}/${file}`) ?? []
    );
  });
}

function insideRepository(path: string): string | undefined {
  const normal = posix.normalize(path).replace(/^\/+/, '');
  return normal.startsWith('..') ? undefined : normal;
}

function tidyPath(path: string | undefined): string {
  return (path ?? '').replace(/^(\.?\/)+|\/+$/g, '').replace(/^\.$/, '');
}
