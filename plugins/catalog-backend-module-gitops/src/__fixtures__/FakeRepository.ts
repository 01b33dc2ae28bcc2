import { RepositoryFile } from '@naru/plugin-gitops-node';
import { FakeChangeRequestHost } from '@naru/plugin-gitops-node/testUtils';
import { createHash } from 'node:crypto';

/** A repository whose base branch a test changes as merges do. */
export class FakeRepository extends FakeChangeRequestHost {
  readonly #files: Map<string, string>;
  /** Makes every call fail while set. */
  fault: Error | undefined;

  constructor(files: Record<string, string> = {}) {
    super({});
    this.#files = new Map(Object.entries(files));
  }

  /** Sets the text of a file; `undefined` removes it. */
  put(path: string, content: string | undefined): void {
    if (content === undefined) {
      this.#files.delete(path);
    } else {
      this.#files.set(path, content);
    }
  }

  async findBranch(): Promise<{ sha: string } | undefined> {
    this.#check();
    return { sha: hash(JSON.stringify([...this.#files])) };
  }

  async listTree(folder: string): Promise<{ path: string; version: string }[]> {
    this.#check();
    return [...this.#files]
      .filter(([path]) => path.startsWith(`${folder}/`))
      .map(([path, content]) => ({ path, version: hash(content) }));
  }

  async readFile(path: string): Promise<RepositoryFile | undefined> {
    this.#check();
    const content = this.#files.get(path);
    return content === undefined
      ? undefined
      : { path, content, version: hash(content) };
  }

  #check(): void {
    if (this.fault) {
      throw this.fault;
    }
  }
}

function hash(text: string): string {
  return createHash('sha1').update(text).digest('hex');
}
