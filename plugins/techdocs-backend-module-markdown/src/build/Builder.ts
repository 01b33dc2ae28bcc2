import type { MarkdownConfig } from '../readMarkdownConfig';
import type { MkdocsProgram } from './MkdocsProgram';

/** Changes whenever the built-in renderer writes other pages than before. */
const rendererVersion = 1;

/** Which of the two ways documentation is built now. */
export class Builder {
  readonly #use: MarkdownConfig['use'];
  readonly #mkdocs: MkdocsProgram;

  constructor(use: MarkdownConfig['use'], mkdocs: MkdocsProgram) {
    this.#use = use;
    this.#mkdocs = mkdocs;
  }

  /** True when MkDocs builds; with `use: mkdocs` also when it is missing, so that the build fails with its words. */
  async usesMkdocs(): Promise<boolean> {
    if (this.#use !== 'auto') return this.#use === 'mkdocs';
    return (await this.#mkdocs.version()) !== undefined;
  }

  /** Name that changes when the same sources would be built to other pages; without spaces and slashes. */
  async name(): Promise<string> {
    if (!(await this.usesMkdocs())) return `built-in-${rendererVersion}`;
    return `mkdocs-${(await this.#mkdocs.version()) ?? 'missing'}`;
  }

  /** True when a better way may turn up later. */
  async mayImprove(): Promise<boolean> {
    return this.#use === 'auto' && !(await this.usesMkdocs());
  }
}
