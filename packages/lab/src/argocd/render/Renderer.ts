import type { Checkout, Repositories } from '../git/Repositories';
import { RepositoryError } from '../git/RepositoryError';
import type { ApplicationSource } from '../model/Application';
import type { JsonObject } from '../model/JsonValue';
import type { HelmRenderer } from './HelmRenderer';
import { readDirectory } from './readDirectory';
import { RenderError } from './RenderError';
import { sourceFolder } from './sourceFolder';
import { SourceReferences } from './SourceReferences';
import { sourceType } from './sourceType';

/** What the sources of an Application hold. */
export type Rendering =
  | {
      ok: true;
      /** Commit of each source. */
      revisions: string[];
      /** With what each was rendered; empty for a source that is only referred to. */
      sourceTypes: string[];
      manifests: JsonObject[];
    }
  | { ok: false; message: string };

/** How a rendering is asked for. */
export interface RenderOptions {
  /** The Application's name and the namespace of its destination: charts see them. */
  application: { name: string; namespace: string };
  /** How old the knowledge of the remotes' refs may be. */
  maxAgeSeconds: number;
  /** Read the commit again even when it is known (a hard refresh). */
  forget?: boolean;
}

/** Manifests of commits that were read before. */
const KEPT_RENDERINGS = 256;

/** Turns sources into manifests. What one commit renders to is remembered. */
export class Renderer {
  readonly #repositories: Repositories;
  readonly #helm: HelmRenderer;
  readonly #known = new Map<string, JsonObject[]>();

  constructor(options: { repositories: Repositories; helm: HelmRenderer }) {
    this.#repositories = options.repositories;
    this.#helm = options.helm;
  }

  async render(
    sources: ApplicationSource[],
    options: RenderOptions,
  ): Promise<Rendering> {
    const revisions: string[] = [];
    const sourceTypes: string[] = [];
    const manifests: JsonObject[] = [];
    const checkout = (source: ApplicationSource) =>
      this.#repositories.checkout(
        source.repoURL,
        source.targetRevision ?? 'HEAD',
        options.maxAgeSeconds,
      );
    let references: SourceReferences;
    try {
      references = new SourceReferences(sources, checkout);
    } catch (error) {
      return failed(`failed to get ref sources: ${(error as Error).message}`);
    }
    for (const [index, source] of sources.entries()) {
      try {
        refusePackages(source);
        const at = await checkout(source);
        revisions.push(at.commit);
        if (source.ref !== undefined && !source.path) {
          sourceTypes.push('');
          continue;
        }
        const part = await this.#source(source, at, references, options);
        sourceTypes.push(part.type);
        manifests.push(...part.manifests);
      } catch (error) {
        return failed(
          `failed to generate manifest for source ${index + 1} of ${
            sources.length
          }: rpc error: code = ${codeOf(error)} desc = ${
            (error as Error).message
          }`,
        );
      }
    }
    return { ok: true, revisions, sourceTypes, manifests };
  }

  async #source(
    source: ApplicationSource,
    checkout: Checkout,
    references: SourceReferences,
    options: RenderOptions,
  ): Promise<{ type: string; manifests: JsonObject[] }> {
    const { commit, mirror } = checkout;
    const folder = sourceFolder(source, await mirror.tree(commit));
    const type = sourceType(source, folder);
    const place = [source.repoURL, commit, source.path];
    if (type === 'Directory') {
      const manifests = await this.#remembered(
        [type, ...place, source.directory],
        options,
        () => readDirectory(source, folder, checkout),
      );
      return { type, manifests };
    }
    const chart = {
      source,
      folder,
      checkout,
      application: options.application,
      reference: (name: string) => references.resolve(name, { source, commit }),
    };
    const input = await this.#helm.input(chart);
    const manifests = await this.#remembered(
      [type, ...place, input],
      options,
      () => this.#helm.render(chart, input),
    );
    return { type, manifests };
  }

  async #remembered(
    of: unknown[],
    options: RenderOptions,
    read: () => Promise<JsonObject[]>,
  ): Promise<JsonObject[]> {
    const key = JSON.stringify(of);
    const known = options.forget ? undefined : this.#known.get(key);
    const manifests = known ?? (await read());
    this.#known.delete(key);
    this.#known.set(key, manifests);
    for (const old of [...this.#known.keys()].slice(0, -KEPT_RENDERINGS)) {
      this.#known.delete(old);
    }
    return manifests;
  }
}

function failed(why: string): Rendering {
  return { ok: false, message: `Failed to load target state: ${why}` };
}

function refusePackages(source: ApplicationSource): void {
  if (source.chart !== undefined || source.repoURL.startsWith('oci://')) {
    throw new RenderError(
      `error fetching chart: the lab has no network for ${source.repoURL}: it renders charts that lie in folders of Git repositories`,
    );
  }
}

function codeOf(error: unknown): string {
  if (error instanceof RenderError) return error.code;
  return error instanceof RepositoryError ? 'Unknown' : 'Internal';
}
