import { type LabClock, timestamp } from '../clock/LabClock';
import type { Account } from './Accounts';
import { ForgeError } from './ForgeError';
import { mergeTrees } from './git/mergeTrees';
import { writeCommit } from './git/writeCommit';
import type { Repositories, Repository } from './Repositories';
import type { ForgeStore } from './store/ForgeStore';
import type { PullRecord } from './store/records';

/** What happened to a pull request, as webhooks name it. */
export interface PullEvent {
  action: 'opened' | 'edited' | 'synchronized' | 'closed' | 'reopened';
  changes?: Record<string, { from: string }>;
}

/** Ways to merge, as the API names them. */
export const MERGE_STYLES = [
  'merge',
  'rebase',
  'rebase-merge',
  'squash',
  'fast-forward-only',
  'manually-merged',
] as const;
export type MergeStyle = (typeof MERGE_STYLES)[number];

/** Opens, changes and merges pull requests. */
export class PullRequests {
  readonly #store: ForgeStore;
  readonly #clock: LabClock;
  readonly #repositories: Repositories;
  readonly #onEvent: (
    repository: Repository,
    pull: PullRecord,
    sender: Account,
    event: PullEvent,
  ) => void;
  readonly #mergeable = new Map<string, boolean>();

  constructor(options: {
    store: ForgeStore;
    clock: LabClock;
    repositories: Repositories;
    onEvent: (
      repository: Repository,
      pull: PullRecord,
      sender: Account,
      event: PullEvent,
    ) => void;
  }) {
    this.#store = options.store;
    this.#clock = options.clock;
    this.#repositories = options.repositories;
    this.#onEvent = options.onEvent;
  }

  /** One by its number. */
  find(repository: Repository, number: number): PullRecord | undefined {
    return repository.record.pulls.find(pull => pull.number === number);
  }

  /**
   * Opens one.
   *
   * @throws ForgeError 404 without such branches, 409 when there is an open one already, 422 when there is nothing to merge
   */
  async create(
    repository: Repository,
    author: Account,
    wish: { head: string; base: string; title: string; body: string },
  ): Promise<PullRecord> {
    const { git, record } = repository;
    // `owner:branch` names a branch of a fork; here there is only the repository itself.
    const head = wish.head.replace(`${record.owner}:`, '');
    const headSha = await git.branchTip(head);
    const baseSha = await git.branchTip(wish.base);
    if (!headSha || !baseSha) throw ForgeError.notFound();
    if (head === wish.base)
      throw new ForgeError(
        422,
        'Invalid PullRequest: There are no changes between the head and the base',
      );
    const same = record.pulls.find(
      pull =>
        pull.state === 'open' && pull.head === head && pull.base === wish.base,
    );
    if (same)
      throw new ForgeError(
        409,
        `pull request already exists for these targets [id: ${same.id}, issue_id: ${same.number}, head_repo_id: ${record.id}, base_repo_id: ${record.id}, head_branch: ${head}, base_branch: ${wish.base}]`,
      );
    const now = timestamp(this.#clock);
    const number = this.#store.nextId(`pull:${record.id}`);
    await git.forceReference(`refs/pull/${number}/head`, headSha);
    const pull: PullRecord = {
      id: this.#store.nextId('pull'),
      number,
      author: author.login,
      title: wish.title,
      body: wish.body,
      base: wish.base,
      head,
      state: 'open',
      mergeBase: (await git.mergeBase(baseSha, headSha)) ?? baseSha,
      created: now,
      updated: now,
      comments: [],
    };
    record.pulls.push(pull);
    this.#store.save();
    this.#onEvent(repository, pull, author, { action: 'opened' });
    return pull;
  }

  /** Changes title, text or state. */
  edit(
    repository: Repository,
    pull: PullRecord,
    editor: Account,
    change: { title?: string; body?: string; state?: 'open' | 'closed' },
  ): void {
    if (change.state && pull.merged)
      throw new ForgeError(
        412,
        'cannot change state of this pull request, it was already merged',
      );
    const events: PullEvent[] = [];
    for (const field of ['title', 'body'] as const) {
      const value = change[field];
      if (value !== undefined && value !== pull[field]) {
        events.push({
          action: 'edited',
          changes: { [field]: { from: pull[field] } },
        });
        pull[field] = value;
      }
    }
    if (change.state && change.state !== pull.state) {
      const now = timestamp(this.#clock);
      pull.state = change.state;
      pull.closed = change.state === 'closed' ? now : undefined;
      events.push({
        action: change.state === 'closed' ? 'closed' : 'reopened',
      });
    }
    if (events.length === 0) return;
    pull.updated = timestamp(this.#clock);
    this.#store.save();
    for (const event of events) this.#onEvent(repository, pull, editor, event);
  }

  /** Tip of the head, also when its branch is gone. */
  async headSha(repository: Repository, pull: PullRecord): Promise<string> {
    return (await repository.git.commitId(`refs/pull/${pull.number}/head`))!;
  }

  /** Where the differences of a pull request start and end. */
  async range(
    repository: Repository,
    pull: PullRecord,
  ): Promise<{ from: string; to: string }> {
    const to = await this.headSha(repository, pull);
    if (pull.merged) return { from: pull.mergeBase, to };
    const base = await repository.git.branchTip(pull.base);
    const from = base && (await repository.git.mergeBase(base, to));
    return { from: from ?? pull.mergeBase, to };
  }

  /** Whether it could be merged without conflicts. */
  async mergeable(repository: Repository, pull: PullRecord): Promise<boolean> {
    if (pull.merged) return true;
    const { git, record } = repository;
    const head = await git.branchTip(pull.head);
    const base = await git.branchTip(pull.base);
    if (!head || !base) return false;
    return (
      this.#mergeable.get(`${record.id}:${base}:${head}`) ??
      (await this.#mergedTree(repository, pull)) !== undefined
    );
  }

  /**
   * Merges.
   *
   * @throws ForgeError 405 when it cannot be, 404 when it is closed, 409 when the head moved
   */
  async merge(
    repository: Repository,
    pull: PullRecord,
    account: Account,
    options: {
      style: MergeStyle;
      title?: string;
      message?: string;
      head?: string;
      deleteBranch?: boolean;
    },
  ): Promise<{ before: string; after: string }> {
    const { git } = repository;
    if (pull.merged) throw new ForgeError(405, 'The PR is already merged');
    if (pull.state === 'closed') throw ForgeError.notFound();
    if (!this.#repositories.mayMerge(account, repository, pull.base))
      throw new ForgeError(405, 'User not allowed to merge PR');
    const head = await this.headSha(repository, pull);
    if (options.head && options.head !== head)
      throw new ForgeError(409, 'head out of date');
    const base = await git.branchTip(pull.base);
    const tree = base && (await this.#mergedTree(repository, pull));
    if (!base || !tree || !(await this.mergeable(repository, pull)))
      throw new ForgeError(405, 'Please try again later');
    const after = await this.#commitOf(repository, pull, account, {
      ...options,
      base,
      head,
      tree,
    });
    pull.mergeBase = (await git.mergeBase(base, head)) ?? pull.mergeBase;
    // Kept first: when the lab is killed between the two, `finishMerges` knows what was meant.
    pull.merging = { sha: after, by: account.login };
    this.#store.save();
    await git.setReference(`refs/heads/${pull.base}`, after, base);
    this.#markMerged(pull);
    this.#onEvent(repository, pull, account, { action: 'closed' });
    return { before: base, after };
  }

  /** Brings merges to an end that a kill interrupted. */
  async finishMerges(): Promise<void> {
    for (const repository of this.#repositories.all()) {
      for (const pull of repository.record.pulls) {
        if (!pull.merging) continue;
        const tip = await repository.git.branchTip(pull.base);
        const base =
          tip && (await repository.git.mergeBase(pull.merging.sha, tip));
        if (base === pull.merging.sha) this.#markMerged(pull);
        else delete pull.merging;
        this.#store.save();
      }
    }
  }

  /** Follows the move of a branch: open pull requests get the new head, or are closed when it is gone. */
  async branchMoved(
    repository: Repository,
    branch: string,
    after: string | undefined,
    account: Account,
  ): Promise<void> {
    for (const pull of repository.record.pulls) {
      if (pull.head !== branch || pull.state !== 'open') continue;
      if (!after) {
        this.edit(repository, pull, account, { state: 'closed' });
        continue;
      }
      if ((await this.headSha(repository, pull)) === after) continue;
      await repository.git.forceReference(
        `refs/pull/${pull.number}/head`,
        after,
      );
      const base = await repository.git.branchTip(pull.base);
      pull.mergeBase =
        (base && (await repository.git.mergeBase(base, after))) ??
        pull.mergeBase;
      pull.updated = timestamp(this.#clock);
      this.#store.save();
      this.#onEvent(repository, pull, account, { action: 'synchronized' });
    }
  }

  #markMerged(pull: PullRecord): void {
    const { sha, by } = pull.merging!;
    const now = timestamp(this.#clock);
    pull.state = 'closed';
    pull.closed = now;
    pull.updated = now;
    pull.merged = { sha, by, at: now };
    delete pull.merging;
    this.#store.save();
  }

  async #mergedTree(
    repository: Repository,
    pull: PullRecord,
  ): Promise<string | undefined> {
    const { git } = repository;
    const head = await this.headSha(repository, pull);
    const base = await git.branchTip(pull.base);
    if (!base) return undefined;
    const key = `${repository.record.id}:${base}:${head}`;
    if (this.#mergeable.get(key) === false) return undefined;
    const from = await git.mergeBase(base, head);
    const tree = from && (await mergeTrees(git, from, base, head));
    if (this.#mergeable.size > 1000) this.#mergeable.clear();
    this.#mergeable.set(key, tree !== undefined);
    return tree;
  }

  async #commitOf(
    repository: Repository,
    pull: PullRecord,
    account: Account,
    options: {
      style: MergeStyle;
      title?: string;
      message?: string;
      base: string;
      head: string;
      tree: string;
    },
  ): Promise<string> {
    const { git } = repository;
    const { style, base, head, tree } = options;
    const committer = {
      name: account.fullName || account.login,
      email: account.email,
      date: timestamp(this.#clock),
    };
    const title = (standard: string) =>
      [options.title || standard, options.message].filter(Boolean).join('\n\n');
    const ahead = (await git.mergeBase(base, head)) === base;
    switch (style) {
      case 'merge':
      case 'rebase-merge':
        return writeCommit(git, {
          tree,
          parents: [base, head],
          message: title(
            `Merge pull request '${pull.title}' (#${pull.number}) from ${pull.head} into ${pull.base}`,
          ),
          author: committer,
          committer,
        });
      case 'squash': {
        const { author } = await git.commit(head);
        return writeCommit(git, {
          tree,
          parents: [base],
          message: title(`${pull.title} (#${pull.number})`),
          author,
          committer,
        });
      }
      case 'rebase': {
        if (ahead) return head;
        return this.#rebase(repository, base, head, committer);
      }
      case 'fast-forward-only': {
        if (ahead) return head;
        throw new ForgeError(405, 'Please try again later');
      }
      case 'manually-merged':
        throw new ForgeError(405, 'manual merge is not allowed');
      default:
        throw new ForgeError(422, `[Do]: In ${style satisfies never}`);
    }
  }

  async #rebase(
    repository: Repository,
    base: string,
    head: string,
    committer: { name: string; email: string; date: string },
  ): Promise<string> {
    const { git } = repository;
    const commits = await git.commits(head, { without: base, limit: 1000 });
    let tip = base;
    for (const commit of commits.reverse()) {
      if (commit.parents.length !== 1) continue;
      const tree = await mergeTrees(git, commit.parents[0], tip, commit.sha);
      if (!tree) throw new ForgeError(409, 'merge conflict while rebasing');
      tip = await writeCommit(git, {
        tree,
        parents: [tip],
        message: commit.message,
        author: commit.author,
        committer,
      });
    }
    return tip;
  }
}
