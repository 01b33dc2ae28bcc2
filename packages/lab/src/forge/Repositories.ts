import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { type LabClock, timestamp } from '../clock/LabClock';
import type { Account, Accounts, Viewer } from './Accounts';
import { ForgeError } from './ForgeError';
import { GitRepository } from './git/GitRepository';
import { writeCommit, writeTree } from './git/writeCommit';
import type { ForgeStore } from './store/ForgeStore';
import type { ProtectionRecord, RepositoryRecord } from './store/records';

/** What somebody may do in a repository; each includes the ones before it. */
export type Role = 'none' | 'read' | 'write' | 'admin';

const RANK: Record<Role, number> = { none: 0, read: 1, write: 2, admin: 3 };

/** A repository: what is kept about it, and its git side. */
export class Repository {
  readonly record: RepositoryRecord;
  readonly git: GitRepository;
  #last: Promise<unknown> = Promise.resolve();

  constructor(record: RepositoryRecord, git: GitRepository) {
    this.record = record;
    this.git = git;
  }

  get fullName(): string {
    return `${this.record.owner}/${this.record.name}`;
  }

  /** Runs `work` when no other change of this repository is under way. */
  exclusive<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#last.then(work, work);
    this.#last = result.catch(() => undefined);
    return result;
  }

  /** The rule that protects a branch, if one does. */
  protection(branch: string): ProtectionRecord | undefined {
    return this.record.protections.find(({ rule }) => matches(rule, branch));
  }
}

/** The repositories of the forge, and who may do what in them. */
export class Repositories {
  readonly #store: ForgeStore;
  readonly #clock: LabClock;
  readonly #accounts: Accounts;
  readonly #folder: string;
  readonly #open = new Map<number, Repository>();

  constructor(options: {
    store: ForgeStore;
    clock: LabClock;
    accounts: Accounts;
    folder: string;
  }) {
    this.#store = options.store;
    this.#clock = options.clock;
    this.#accounts = options.accounts;
    this.#folder = options.folder;
  }

  /** All of them, by name. */
  all(): Repository[] {
    return this.#store.data.repositories
      .map(record => this.#opened(record))
      .sort((a, b) => a.fullName.localeCompare(b.fullName));
  }

  find(owner: string, name: string): Repository | undefined {
    const record = this.#store.data.repositories.find(
      each =>
        each.owner.toLowerCase() === owner.toLowerCase() &&
        each.name.toLowerCase() === name.toLowerCase(),
    );
    return record && this.#opened(record);
  }

  /**
   * A repository that the viewer may see.
   *
   * @throws ForgeError 404 in Gitea's words
   */
  visible(owner: string, name: string, viewer: Viewer): Repository {
    const repository = this.find(owner, name);
    if (repository && this.may(viewer, 'read', repository)) return repository;
    if (!this.#accounts.find(owner) && !this.#accounts.organization(owner))
      throw ForgeError.notFound('GetUserByName', [
        `user redirect does not exist [name: ${owner}]`,
      ]);
    throw ForgeError.notFound();
  }

  /** What the viewer may do here. */
  role(viewer: Viewer, repository: Repository): Role {
    const { record } = repository;
    const anyone: Role = record.private ? 'none' : 'read';
    if (!viewer) return anyone;
    if (viewer.admin || viewer.login === record.owner) return 'admin';
    if (
      this.#accounts.organization(record.owner)?.owners.includes(viewer.login)
    )
      return 'admin';
    const person = this.#accounts.people.find(
      each => each.login === viewer.login,
    );
    const granted = [...(person?.mayWrite ?? []), ...(person?.mayMerge ?? [])];
    const roles: Role[] = [
      anyone,
      record.collaborators[viewer.login] ?? 'none',
      granted.includes(repository.fullName) ? 'write' : 'none',
    ];
    return roles.reduce((best, role) =>
      RANK[role] > RANK[best] ? role : best,
    );
  }

  /** Whether the viewer has at least this role. */
  may(viewer: Viewer, role: Role, repository: Repository): boolean {
    return RANK[this.role(viewer, repository)] >= RANK[role];
  }

  /** Whether somebody may change a branch directly. */
  mayPush(account: Account, repository: Repository, branch: string): boolean {
    if (!this.may(account, 'write', repository)) return false;
    const rule = repository.protection(branch);
    if (!rule) return true;
    return (
      rule.enablePush && (rule.pushWhitelist?.includes(account.login) ?? true)
    );
  }

  /** Whether somebody may merge into a branch. */
  mayMerge(account: Account, repository: Repository, branch: string): boolean {
    if (!this.may(account, 'write', repository)) return false;
    const whitelist = repository.protection(branch)?.mergeWhitelist;
    if (!whitelist) return true;
    const person = this.#accounts.people.find(
      each => each.login === account.login,
    );
    return (
      whitelist.includes(account.login) ||
      (person?.mayMerge?.includes(repository.fullName) ?? false)
    );
  }

  /** Makes an organisation, owned by `owner`. */
  createOrganization(
    owner: Account,
    organization: { name: string; fullName: string; description: string },
  ): void {
    requireName('UserName', organization.name);
    if (
      this.#accounts.find(organization.name) ||
      this.#accounts.organization(organization.name)
    )
      throw new ForgeError(
        422,
        `user already exists [name: ${organization.name}]`,
      );
    this.#store.data.organizations.push({
      ...organization,
      owners: [owner.login],
      created: timestamp(this.#clock),
    });
    this.#store.idOf(organization.name);
    this.#store.save();
  }

  /**
   * Makes a repository. With files it gets a first commit by `author`.
   *
   * @throws ForgeError 409 when there is one of this name, 422 when the name cannot be
   */
  async create(options: {
    owner: string;
    name: string;
    description?: string;
    private?: boolean;
    defaultBranch?: string;
    author: Account;
    files?: Record<string, string>;
    message?: string;
  }): Promise<Repository> {
    const { owner, name, author, files } = options;
    requireName('Name', name);
    if (this.find(owner, name))
      throw new ForgeError(
        409,
        'The repository with the same name already exists.',
      );
    const now = timestamp(this.#clock);
    const record: RepositoryRecord = {
      id: this.#store.nextId('repository'),
      owner,
      name,
      description: options.description ?? '',
      private: options.private ?? false,
      defaultBranch: options.defaultBranch || 'main',
      created: now,
      updated: now,
      collaborators: {},
      protections: [],
      hooks: [],
      pulls: [],
      statuses: [],
    };
    const path = this.#pathOf(record);
    // A folder without a record is left over from a start that was cut short.
    rmSync(path, { recursive: true, force: true });
    const git = await GitRepository.init(path, record.defaultBranch);
    if (files) {
      const identity = {
        name: author.fullName || author.login,
        email: author.email,
        date: now,
      };
      const changes = [];
      for (const [file, content] of Object.entries(files))
        changes.push({
          path: file,
          blob: await git.writeBlob(Buffer.from(content, 'utf8')),
        });
      const sha = await writeCommit(git, {
        tree: await writeTree(git, undefined, changes),
        parents: [],
        message: options.message ?? 'Initial commit',
        author: identity,
        committer: identity,
      });
      await git.setReference(
        `refs/heads/${record.defaultBranch}`,
        sha,
        undefined,
      );
    }
    this.#store.data.repositories.push(record);
    this.#store.save();
    return this.#opened(record);
  }

  /** Removes a repository and its history. */
  remove(repository: Repository): void {
    const { data } = this.#store;
    data.repositories = data.repositories.filter(
      each => each.id !== repository.record.id,
    );
    this.#open.delete(repository.record.id);
    this.#store.save();
    rmSync(repository.git.path, { recursive: true, force: true });
  }

  #opened(record: RepositoryRecord): Repository {
    let repository = this.#open.get(record.id);
    if (!repository) {
      const git = new GitRepository(this.#pathOf(record));
      repository = new Repository(record, git);
      this.#open.set(record.id, repository);
    }
    return repository;
  }

  #pathOf(record: RepositoryRecord): string {
    return join(
      this.#folder,
      record.owner.toLowerCase(),
      `${record.name.toLowerCase()}.git`,
    );
  }
}

/** Names become folders: nothing but letters, digits, dash, dot and underscore, and no dots alone. */
function requireName(field: string, name: string): void {
  if (!name) throw new ForgeError(422, `[${field}]: Required`);
  if (!/^[\w.-]{1,100}$/.test(name) || /^\.+$/.test(name))
    throw new ForgeError(422, `[${field}]: AlphaDashDot`);
  if (/\.(git|wiki)$/i.test(name))
    throw new ForgeError(422, `name is reserved [name: ${name}]`);
}

function matches(rule: string, branch: string): boolean {
  const pattern = rule
    .split('*')
    .map(part => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
    .join('[^/]*');
  return new RegExp(`^${pattern}$`).test(branch);
}
