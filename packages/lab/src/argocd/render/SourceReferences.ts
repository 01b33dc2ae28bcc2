import type { Checkout } from '../git/Repositories';
import type { ApplicationSource } from '../model/Application';
import { RenderError } from './RenderError';

/** Sources that others name as `$ref`, by their `ref`. */
export class SourceReferences {
  readonly #sources = new Map<string, ApplicationSource>();
  readonly #checkouts: (source: ApplicationSource) => Promise<Checkout>;

  /**
   * @param checkouts - finds the commit of a source
   * @throws RenderError when a `ref` is there twice
   */
  constructor(
    sources: ApplicationSource[],
    checkouts: (source: ApplicationSource) => Promise<Checkout>,
  ) {
    this.#checkouts = checkouts;
    // A single source refers to nobody.
    for (const source of sources.length > 1 ? sources : []) {
      if (!source.ref) continue;
      if (this.#sources.has(source.ref)) {
        throw new RenderError(
          'invalid sources: multiple sources had the same `ref` key',
        );
      }
      this.#sources.set(source.ref, source);
    }
  }

  /**
   * Commit that `$name` stands for.
   *
   * @param from - the source that names it, and its commit
   * @throws RenderError when nothing has that name, or when it is another commit of the same repository
   */
  async resolve(
    name: string,
    from: { source: ApplicationSource; commit: string },
  ): Promise<Checkout> {
    const referenced = this.#sources.get(name);
    if (!referenced) {
      throw new RenderError(
        this.#sources.size === 0
          ? `source referenced "$${name}", but no source has a 'ref' field defined`
          : `source referenced "$${name}", which is not one of the available sources (${[
              ...this.#sources.keys(),
            ]
              .map(key => `$${key}`)
              .sort()
              .join(', ')})`,
      );
    }
    const checkout = await this.#checkouts(referenced);
    const { source, commit } = from;
    const isSame = sameRepository(referenced.repoURL, source.repoURL);
    if (isSame && checkout.commit !== commit) {
      throw new RenderError(
        `cannot reference a different revision of the same repository ($${name} references "${
          referenced.targetRevision ?? ''
        }" which resolves to "${
          checkout.commit
        }" while the application references "${
          source.targetRevision ?? ''
        }" which resolves to "${commit}")`,
      );
    }
    return checkout;
  }
}

function sameRepository(a: string, b: string): boolean {
  const plain = (url: string) =>
    url.toLocaleLowerCase('en-US').replace(/(\.git)?\/*$/, '');
  return plain(a) === plain(b);
}
