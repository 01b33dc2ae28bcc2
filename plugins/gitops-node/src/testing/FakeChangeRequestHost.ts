import { ChangedFile, ChangeRequest } from '@naru/plugin-gitops-common';
import { createHash } from 'node:crypto';
import {
  ChangeRequestHost,
  CommitAuthor,
  CommitOptions,
  CommitStatus,
  HostedRepository,
  OpenChangeRequestOptions,
  RepositoryFile,
  TreeFile,
} from '../hosts/ChangeRequestHost';
import { ForgeError, ForgeErrorKind } from '../hosts/ForgeError';
import { readRequestFacts } from '../requests/requestFacts';

interface Commit {
  sha: string;
  files: Map<string, string>;
  message: string;
  author?: CommitAuthor;
}

type Call = Exclude<keyof ChangeRequestHost, 'repository' | 'fileUrl'>;

/**
 * A repository in memory with the rules of a forge, for tests.
 *
 * @public
 */
export class FakeChangeRequestHost implements ChangeRequestHost {
  readonly repository: HostedRepository;
  /** Commits made through the interface, oldest first. */
  readonly commits: (CommitOptions & { sha: string })[] = [];
  /** Checks by commit. */
  readonly checks = new Map<string, CommitStatus[]>();
  /** Called before a call takes effect; may throw, or act as somebody else who is faster. */
  beforeCall?: (call: Call) => void | Promise<void>;
  /** Called after a call took effect; throws to lose the answer. */
  afterCall?: (call: Call) => void;
  readonly #branches = new Map<string, Commit>();
  readonly #commits = new Map<string, Commit>();
  readonly #changeRequests: (ChangeRequest & { body: string })[] = [];
  #clock = Date.now();

  constructor(options: {
    id?: string;
    url?: string;
    files?: Record<string, string>;
  }) {
    const url = options.url ?? 'http://git.test/platform/gitops';
    this.repository = {
      id: options.id ?? 'platform',
      title: 'platform/gitops',
      url,
      base: 'main',
      cloneUrl: `${url}.git`,
      cloneUrls: [`${url}.git`],
    };
    this.#advance('main', new Map(Object.entries(options.files ?? {})), 'Seed');
  }

  /** Names of the branches there are. */
  get branches(): string[] {
    return [...this.#branches.keys()];
  }

  /** All change requests, oldest first, with their bodies. */
  get changeRequests(): (ChangeRequest & { body: string })[] {
    return this.#changeRequests.map(one => ({ ...one }));
  }

  /** Writes a file as somebody else does, without a change request. */
  write(branch: string, path: string, content: string): void {
    const files = new Map(this.#branches.get(branch)?.files);
    this.#advance(branch, files.set(path, content), `Write ${path}`);
  }

  /** Merges or closes a change request, as a person in the forge does. */
  end(number: number, state: 'merged' | 'closed'): void {
    const one = this.#changeRequests[number - 1];
    const head = this.#branches.get(one.branch);
    one.headSha = head?.sha ?? one.headSha;
    one.state = state;
    if (state === 'merged' && head) {
      const files = new Map([
        ...(this.#branches.get('main')?.files ?? []),
        ...head.files,
      ]);
      one.mergeSha = this.#advance('main', files, `Merge ${number}`).sha;
      one.mergedAt = this.#now();
    }
  }

  fileUrl(path: string, ref: string): string {
    return `${this.repository.url}/src/branch/${ref}/${path}`;
  }

  async readFile(
    path: string,
    ref: string,
  ): Promise<RepositoryFile | undefined> {
    await this.beforeCall?.('readFile');
    const content = this.#at(ref)?.files.get(path);
    return content === undefined
      ? undefined
      : { path, content, version: hash(content) };
  }

  async listFiles(
    folder: string,
    ref: string,
  ): Promise<{ path: string; version: string }[]> {
    await this.beforeCall?.('listFiles');
    return [...(this.#at(ref)?.files ?? [])]
      .filter(([path]) => path.slice(0, path.lastIndexOf('/')) === folder)
      .map(([path, content]) => ({ path, version: hash(content) }));
  }

  async listTree(path: string, ref: string): Promise<TreeFile[]> {
    await this.beforeCall?.('listTree');
    return [...(this.#at(ref)?.files ?? [])]
      .filter(([file]) => path === '' || file.startsWith(`${path}/`))
      .map(([file, content]) => ({
        path: file,
        version: hash(content),
        size: Buffer.byteLength(content),
      }));
  }

  async readBlob(version: string): Promise<string> {
    await this.beforeCall?.('readBlob');
    for (const { files } of this.#commits.values()) {
      for (const content of files.values()) {
        if (hash(content) === version) {
          return content;
        }
      }
    }
    throw this.#error('not-found', `read blob ${version}`);
  }

  async findBranch(branch: string): Promise<{ sha: string } | undefined> {
    await this.beforeCall?.('findBranch');
    const head = this.#branches.get(branch);
    return head && { sha: head.sha };
  }

  async findChangeRequest(branch: string): Promise<ChangeRequest | undefined> {
    await this.beforeCall?.('findChangeRequest');
    const found = this.#changeRequests.filter(one => one.branch === branch);
    const one = found.find(({ state }) => state === 'open') ?? found.at(-1);
    return one && this.#view(one);
  }

  async listChangeRequests(options: {
    branchPrefix: string;
    state?: 'open' | 'all';
  }): Promise<ChangeRequest[]> {
    await this.beforeCall?.('listChangeRequests');
    return this.#changeRequests
      .filter(
        ({ branch, state }) =>
          branch.startsWith(options.branchPrefix) &&
          (options.state !== 'open' || state === 'open'),
      )
      .map(one => this.#view(one))
      .reverse();
  }

  async filesOf(number: number): Promise<ChangedFile[]> {
    await this.beforeCall?.('filesOf');
    const one = this.#view(this.#changeRequests[number - 1]);
    const seed = [...this.#commits.values()][0];
    return [...(this.#commits.get(one.headSha)?.files.keys() ?? [])]
      .filter(path => !seed.files.has(path))
      .map(path => ({ path, status: 'added' }));
  }

  async commitStatuses(sha: string): Promise<CommitStatus[]> {
    await this.beforeCall?.('commitStatuses');
    return this.checks.get(sha) ?? [];
  }

  async commit(options: CommitOptions): Promise<{ sha: string }> {
    await this.beforeCall?.('commit');
    const { branch, from, files, message, author } = options;
    const start = this.#branches.get(from ?? branch);
    if (!start || (from !== undefined && this.#branches.has(branch))) {
      throw this.#error('conflict', `write to branch ${branch}`);
    }
    const next = new Map(start.files);
    for (const { path, content, replaces } of files) {
      const present = next.get(path);
      if ((present === undefined ? undefined : hash(present)) !== replaces) {
        throw this.#error('conflict', `write ${path}`);
      }
      next.set(path, content);
    }
    const { sha } = this.#advance(branch, next, message, author);
    this.commits.push({ ...options, sha });
    this.afterCall?.('commit');
    return { sha };
  }

  async openChangeRequest(
    options: OpenChangeRequestOptions,
  ): Promise<ChangeRequest> {
    await this.beforeCall?.('openChangeRequest');
    const { branch, title, body } = options;
    const open = this.#changeRequests.some(
      one => one.branch === branch && one.state === 'open',
    );
    const head = this.#branches.get(branch);
    if (open || !head) {
      throw this.#error('conflict', `open the pull request of ${branch}`);
    }
    const number = this.#changeRequests.length + 1;
    this.#changeRequests.push({
      repository: this.repository.id,
      branch,
      number,
      url: `${this.repository.url}/pulls/${number}`,
      title,
      body,
      state: 'open',
      author: 'naru',
      createdAt: this.#now(),
      headSha: head.sha,
      base: 'main',
      mergeable: true,
      files: [],
      entityRefs: [],
    });
    this.afterCall?.('openChangeRequest');
    return this.#view(this.#changeRequests[number - 1]);
  }

  async editChangeRequest(
    number: number,
    options: { title: string; body: string },
  ): Promise<void> {
    await this.beforeCall?.('editChangeRequest');
    Object.assign(this.#changeRequests[number - 1], options);
  }

  async deleteBranch(branch: string): Promise<void> {
    await this.beforeCall?.('deleteBranch');
    this.#branches.delete(branch);
  }

  #at(ref: string): Commit | undefined {
    return this.#branches.get(ref) ?? this.#commits.get(ref);
  }

  #advance(
    branch: string,
    files: Map<string, string>,
    message: string,
    author?: CommitAuthor,
  ): Commit {
    const sha = hash(`${this.#commits.size}`);
    const commit = { sha, files, message, author };
    this.#commits.set(sha, commit);
    this.#branches.set(branch, commit);
    return commit;
  }

  #view(one: ChangeRequest & { body: string }): ChangeRequest {
    const { body, ...changeRequest } = one;
    const head = this.#branches.get(one.branch);
    return {
      ...changeRequest,
      ...readRequestFacts(body),
      headSha: one.state === 'open' && head ? head.sha : one.headSha,
    };
  }

  #now(): string {
    this.#clock += 1_000;
    return new Date(this.#clock).toISOString();
  }

  #error(kind: ForgeErrorKind, action: string): ForgeError {
    return new ForgeError({ kind, repository: this.repository.id, action });
  }
}

function hash(text: string): string {
  return createHash('sha1').update(text).digest('hex');
}
