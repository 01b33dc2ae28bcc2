import { mkdirSync } from 'node:fs';
import { type GitProgram, gitConfiguration } from './GitProgram';
import { listingError, RepositoryError } from './RepositoryError';

/** File of a tree. */
export interface TreeEntry {
  /** From the root of the repository, without a leading slash. */
  path: string;
  blob: string;
}

/** User and password (or token) of a repository. */
export interface GitCredentials {
  username: string;
  password: string;
}

/** Trees that one mirror remembers. */
const KEPT_TREES = 8;

/** Bare copy of one remote repository on disk, and what is known of its refs. */
export class GitMirror {
  readonly #url: string;
  readonly #directory: string;
  readonly #git: GitProgram;
  readonly #trees = new Map<string, Promise<TreeEntry[]>>();
  #refs = new Map<string, string>();
  #head: string | undefined;
  #ready = false;

  constructor(options: { url: string; directory: string; git: GitProgram }) {
    this.#url = options.url;
    this.#directory = options.directory;
    this.#git = options.git;
  }

  /**
   * Asks the remote for its refs and fetches what is new.
   *
   * @throws RepositoryError when it cannot be reached or refuses
   */
  async update(credentials: GitCredentials | undefined): Promise<void> {
    await this.#prepare();
    const environment = this.#authentication(credentials);
    let listing: Buffer;
    try {
      listing = await this.#run(
        ['ls-remote', '--symref', '--', this.#url],
        environment,
      );
    } catch (failure) {
      throw listingError(failure, this.#url);
    }
    const { refs, head } = parseRefs(listing.toString('utf8'));
    if (refs.size === 0) {
      throw new RepositoryError(
        'failed to list refs: remote repository is empty',
      );
    }
    const changed = [...refs].some(
      ([name, sha]) => this.#refs.get(name) !== sha,
    );
    if (changed || refs.size !== this.#refs.size) {
      try {
        await this.#run(
          [
            'fetch',
            '--quiet',
            '--force',
            '--prune',
            '--no-tags',
            '--',
            this.#url,
            '+refs/heads/*:refs/heads/*',
            '+refs/tags/*:refs/tags/*',
          ],
          environment,
        );
      } catch (failure) {
        throw listingError(failure, this.#url);
      }
    }
    this.#refs = refs;
    this.#head = head;
  }

  /**
   * Commit of a branch, a tag, `HEAD`, or a (shortened) commit id.
   *
   * @throws RepositoryError when there is none
   */
  async resolve(revision: string): Promise<string> {
    const named =
      revision === '' || revision === 'HEAD'
        ? this.#head
        : this.#refs.get(`refs/heads/${revision}`) ??
          this.#refs.get(`refs/tags/${revision}^{}`) ??
          this.#refs.get(`refs/tags/${revision}`) ??
          this.#refs.get(revision);
    if (named) return named;
    if (/^[0-9a-f]{7,40}$/.test(revision)) {
      try {
        const commit = await this.#run([
          'rev-parse',
          '--verify',
          '--quiet',
          `${revision}^{commit}`,
        ]);
        return commit.toString('utf8').trim();
      } catch {
        throw new RepositoryError(
          `failed to checkout revision ${revision}: unable to read tree (${revision})`,
        );
      }
    }
    throw new RepositoryError(
      `unable to resolve '${revision}' to a commit SHA`,
    );
  }

  /** All files of a commit. */
  tree(commit: string): Promise<TreeEntry[]> {
    const known = this.#trees.get(commit);
    if (known) return known;
    const listing = this.#run([
      'ls-tree',
      '-r',
      '-z',
      '--full-tree',
      commit,
    ]).then(output => parseTree(output.toString('utf8')));
    this.#trees.set(commit, listing);
    listing.catch(() => this.#trees.delete(commit));
    for (const old of [...this.#trees.keys()].slice(0, -KEPT_TREES)) {
      this.#trees.delete(old);
    }
    return listing;
  }

  /** Contents of blobs, in the order asked for. */
  async read(blobs: string[]): Promise<string[]> {
    if (blobs.length === 0) return [];
    const output = await this.#run(
      ['cat-file', '--batch'],
      undefined,
      `${blobs.join('\n')}\n`,
    );
    return parseBatch(output, blobs.length);
  }

  async #prepare(): Promise<void> {
    if (this.#ready) return;
    mkdirSync(this.#directory, { recursive: true });
    await this.#run(['init', '--quiet', '--bare', '.']);
    this.#ready = true;
  }

  #run(
    args: string[],
    environment?: Record<string, string>,
    input?: string,
  ): Promise<Buffer> {
    return this.#git.run(args, { cwd: this.#directory, environment, input });
  }

  #authentication(
    credentials: GitCredentials | undefined,
  ): Record<string, string> | undefined {
    if (!credentials) return undefined;
    const pair = Buffer.from(
      `${credentials.username}:${credentials.password}`,
    ).toString('base64');
    return gitConfiguration({
      [`http.${this.#url}.extraHeader`]: `Authorization: Basic ${pair}`,
    });
  }
}

function parseRefs(listing: string): {
  refs: Map<string, string>;
  head: string | undefined;
} {
  const refs = new Map<string, string>();
  for (const line of listing.split('\n')) {
    const match = /^([0-9a-f]{40})\t(.+)$/.exec(line);
    if (match) refs.set(match[2], match[1]);
  }
  const head = refs.get('HEAD');
  refs.delete('HEAD');
  return { refs, head };
}

function parseTree(listing: string): TreeEntry[] {
  return listing
    .split('\0')
    .map(entry => /^100(?:644|755) blob ([0-9a-f]+)\t([^]+)$/.exec(entry))
    .filter(match => match !== null)
    .map(match => ({ blob: match[1], path: match[2] }));
}

function parseBatch(output: Buffer, count: number): string[] {
  const contents: string[] = [];
  let offset = 0;
  for (let read = 0; read < count; read++) {
    const end = output.indexOf(0x0a, offset);
    const size = Number(output.toString('utf8', offset, end).split(' ')[2]);
    contents.push(output.toString('utf8', end + 1, end + 1 + size));
    offset = end + 1 + size + 1;
  }
  return contents;
}
