import { posix } from 'node:path';
import type { TreeEntry } from '../git/GitMirror';
import type { Checkout, Repositories } from '../git/Repositories';
import { RepositoryError } from '../git/RepositoryError';
import type { ApplicationSource } from '../model/Application';
import type { JsonObject } from '../model/JsonValue';
import { matchesFilePattern } from './matchesFilePattern';
import { readManifests } from './readManifests';
import { RenderError } from './RenderError';

/** What the sources of an Application hold. */
export type Rendering =
  | {
      ok: true;
      /** Commit of each source. */
      revisions: string[];
      sourceTypes: string[];
      manifests: JsonObject[];
    }
  | { ok: false; message: string };

const MANIFEST_FILE = /\.(yaml|yml|json)$/;
const KUSTOMIZATION = [
  'kustomization.yaml',
  'kustomization.yml',
  'Kustomization',
];

/** Manifests of commits that were read before. */
const KEPT_RENDERINGS = 256;

/** Turns sources into manifests. What one commit renders to is remembered. */
export class Renderer {
  readonly #repositories: Repositories;
  readonly #known = new Map<string, JsonObject[]>();

  constructor(options: { repositories: Repositories }) {
    this.#repositories = options.repositories;
  }

  /**
   * @param options - `maxAgeSeconds`: how old the knowledge of the remote's refs may be; `forget`: read the commit
   *   again even when it is known (a hard refresh)
   */
  async render(
    sources: ApplicationSource[],
    options: { maxAgeSeconds: number; forget?: boolean },
  ): Promise<Rendering> {
    const revisions: string[] = [];
    const sourceTypes: string[] = [];
    const manifests: JsonObject[] = [];
    for (const [index, source] of sources.entries()) {
      try {
        const checkout = await this.#repositories.checkout(
          source.repoURL,
          source.targetRevision ?? 'HEAD',
          options.maxAgeSeconds,
        );
        const isReference = source.ref !== undefined && !source.path;
        revisions.push(checkout.commit);
        sourceTypes.push('Directory');
        if (isReference) continue;
        manifests.push(...(await this.#directory(source, checkout, options)));
      } catch (error) {
        return {
          ok: false,
          message: `Failed to load target state: failed to generate manifest for source ${
            index + 1
          } of ${sources.length}: rpc error: code = ${codeOf(error)} desc = ${
            (error as Error).message
          }`,
        };
      }
    }
    return { ok: true, revisions, sourceTypes, manifests };
  }

  async #directory(
    source: ApplicationSource,
    checkout: Checkout,
    options: { forget?: boolean },
  ): Promise<JsonObject[]> {
    const key = JSON.stringify([
      source.repoURL,
      checkout.commit,
      source.path,
      source.directory,
      source.helm,
      source.kustomize,
      source.plugin,
      source.chart,
    ]);
    const known = options.forget ? undefined : this.#known.get(key);
    const manifests = known ?? (await readDirectory(source, checkout));
    this.#known.delete(key);
    this.#known.set(key, manifests);
    for (const old of [...this.#known.keys()].slice(0, -KEPT_RENDERINGS)) {
      this.#known.delete(old);
    }
    return manifests;
  }
}

async function readDirectory(
  source: ApplicationSource,
  checkout: Checkout,
): Promise<JsonObject[]> {
  if (source.chart !== undefined) throw missingProgram('helm');
  const path = source.path ?? '';
  if (posix.isAbsolute(path)) {
    throw new RenderError(`${path}: app path is absolute`);
  }
  const folder = posix.normalize(path || '.');
  if (folder === '..' || folder.startsWith('../')) {
    throw new RenderError(`${path}: app path outside root`);
  }
  const tree = await checkout.mirror.tree(checkout.commit);
  if (tree.some(entry => entry.path === folder)) {
    throw new RenderError(`${path}: app path is not a directory`);
  }
  const prefix = folder === '.' ? '' : `${folder.replace(/\/$/, '')}/`;
  const inside = tree
    .filter(entry => entry.path.startsWith(prefix))
    .map(entry => ({ ...entry, path: entry.path.slice(prefix.length) }));
  if (inside.length === 0 && prefix !== '') {
    throw new RenderError(`${path}: app path does not exist`);
  }
  refuseOtherTools(source, inside);
  const files = inside.filter(entry => belongs(entry.path, source));
  const contents = await checkout.mirror.read(files.map(({ blob }) => blob));
  return files.flatMap(({ path: file }, index) =>
    readManifests(file, contents[index]),
  );
}

function belongs(file: string, source: ApplicationSource): boolean {
  const { recurse = false, include, exclude } = source.directory ?? {};
  return (
    MANIFEST_FILE.test(file) &&
    (recurse || !file.includes('/')) &&
    (!exclude || !matchesFilePattern(file, exclude)) &&
    (!include || matchesFilePattern(file, include))
  );
}

// The programs are what a repo-server without them lacks; the lab has neither.
function refuseOtherTools(
  source: ApplicationSource,
  inside: TreeEntry[],
): void {
  const has = (name: string) => inside.some(entry => entry.path === name);
  if (source.plugin) throw missingProgram('argocd-cmp-server');
  if (source.helm || (!source.directory && has('Chart.yaml'))) {
    throw missingProgram('helm');
  }
  if (source.kustomize || (!source.directory && KUSTOMIZATION.some(has))) {
    throw missingProgram('kustomize');
  }
}

function missingProgram(name: string): RenderError {
  return new RenderError(`exec: "${name}": executable file not found in $PATH`);
}

function codeOf(error: unknown): string {
  if (error instanceof RenderError) return error.code;
  return error instanceof RepositoryError ? 'Unknown' : 'Internal';
}
