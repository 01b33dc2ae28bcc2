import type { MarkdownConfig } from '../readMarkdownConfig';
import type { MkdocsProgram } from './MkdocsProgram';

/** Changes whenever the built-in renderer writes other pages than before. */
const builtIn = 'built-in-1';

const mostFailed = 1_000;

/** What an etag says of an earlier build. */
export interface EarlierBuild {
  /** Name of the way it was built. */
  name: string;
  /** State of the sources. */
  state: string;
}

/** Which of the two ways documentation is built. */
export class Builder {
  readonly #use: MarkdownConfig['use'];
  readonly #mkdocs: MkdocsProgram;
  readonly #improvable = new Set<string>();
  readonly #improving = new Set<string>();
  /** Etags of builds of MkDocs that failed; these sources fail again. */
  readonly #failed = new Set<string>();

  constructor(use: MarkdownConfig['use'], mkdocs: MkdocsProgram) {
    this.#use = use;
    this.#mkdocs = mkdocs;
  }

  /** True when MkDocs builds from now on; with `use: mkdocs` also when it is missing, so that a build fails with its words. */
  async usesMkdocs(): Promise<boolean> {
    if (this.#use !== 'auto') return this.#use === 'mkdocs';
    return (await this.#mkdocs.version()) !== undefined;
  }

  /**
   * How an entity is built now: its name becomes part of the etag. With `use: auto` the first build is the built-in
   * renderer's, which takes a second where MkDocs takes many and somebody waits; {@link improvable} tells of it.
   *
   * @returns `keeps`: whether an unchanged earlier build stays
   */
  async plan(
    ref: string,
    earlier: EarlierBuild | undefined,
  ): Promise<{ name: string; keeps: boolean }> {
    const best = (await this.usesMkdocs())
      ? `mkdocs-${(await this.#mkdocs.version()) ?? 'missing'}`
      : builtIn;
    if (this.#use !== 'auto')
      return { name: best, keeps: earlier?.name === best };
    if (!earlier) {
      this.#improvable.add(ref);
      return { name: builtIn, keeps: false };
    }
    if (earlier.name === best) {
      if (best === builtIn) this.#improvable.add(ref);
      else this.#improvable.delete(ref);
      return { name: best, keeps: true };
    }
    // Pages of MkDocs are not made worse because it is gone.
    if (best === builtIn) {
      return { name: best, keeps: earlier.name.startsWith('mkdocs-') };
    }
    if (earlier.name !== builtIn) return { name: best, keeps: false };
    // A reader does not wait for the better build; it is made in the background.
    const improving = this.#improving.delete(ref);
    if (improving) this.#improvable.delete(ref);
    else if (this.#failed.has(`${best}:${earlier.state}`)) {
      this.#improvable.delete(ref);
    } else this.#improvable.add(ref);
    return { name: best, keeps: !improving };
  }

  /** Entities that MkDocs would build better than they are; none while there is no MkDocs. */
  async improvable(): Promise<string[]> {
    return (await this.usesMkdocs()) ? [...this.#improvable] : [];
  }

  /** Lets the next plan of an entity replace the built-in renderer's pages. */
  improve(ref: string): void {
    this.#improving.add(ref);
  }

  /** Tells that a build of MkDocs failed: until the sources or MkDocs change, the built-in renderer's pages are the best. */
  fails(etag: string): void {
    if (this.#failed.size >= mostFailed) this.#failed.clear();
    this.#failed.add(etag);
  }

  /** Which way an etag of {@link plan} names. */
  isMkdocs(etag: string): boolean {
    return etag.startsWith('mkdocs-');
  }
}

/** Takes an etag apart. */
export function readEtag(etag: string | undefined): EarlierBuild | undefined {
  const match = /^((?:mkdocs|built-in)-[^:]*):(.*)$/s.exec(etag ?? '');
  return match ? { name: match[1]!, state: match[2]! } : undefined;
}
