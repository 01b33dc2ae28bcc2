import { join } from 'node:path';
import type { LabClock } from '../clock/LabClock';
import { type Account, Accounts } from './Accounts';
import { PullShapes } from './api/PullShapes';
import { Shapes } from './api/Shapes';
import type { ForgePerson } from './ForgePerson';
import { EMPTY_TREE, NO_SHA } from './git/gitNames';
import { type PullEvent, PullRequests } from './PullRequests';
import { Repositories, type Repository } from './Repositories';
import { ForgeStore } from './store/ForgeStore';
import type { PullRecord } from './store/records';
import { Webhooks } from './Webhooks';

const COMMITS_IN_EVENT = 30;

/** The parts of the forge behind its wire, put together. */
export class Forge {
  readonly clock: LabClock;
  readonly stateDir: string;
  readonly store: ForgeStore;
  readonly accounts: Accounts;
  readonly repositories: Repositories;
  readonly pulls: PullRequests;
  readonly webhooks = new Webhooks();
  readonly shapes: Shapes;
  readonly pullShapes: PullShapes;

  constructor(options: {
    stateDir: string;
    clock: LabClock;
    people: ForgePerson[];
  }) {
    const { stateDir, clock, people } = options;
    this.stateDir = stateDir;
    this.clock = clock;
    const store = ForgeStore.open(stateDir);
    const accounts = new Accounts({ store, clock, people });
    const repositories = new Repositories({
      store,
      clock,
      accounts,
      folder: join(stateDir, 'repositories'),
    });
    const pulls = new PullRequests({
      store,
      clock,
      repositories,
      onEvent: (repository, pull, sender, event) =>
        this.#announcePull(repository, pull, sender, event),
    });
    this.store = store;
    this.accounts = accounts;
    this.repositories = repositories;
    this.pulls = pulls;
    this.shapes = new Shapes({ accounts, repositories, store });
    this.pullShapes = new PullShapes({ shapes: this.shapes, pulls });
  }

  /** Everything that follows the move of a branch: pull requests on it, and the push event. */
  async branchMoved(
    repository: Repository,
    branch: string,
    before: string | undefined,
    after: string | undefined,
    account: Account,
  ): Promise<void> {
    this.#announcePush(repository, branch, before, after, account);
    await this.pulls.branchMoved(repository, branch, after, account);
  }

  #announcePush(
    repository: Repository,
    branch: string,
    before: string | undefined,
    after: string | undefined,
    account: Account,
  ): void {
    if (!after) return;
    this.webhooks.send(repository, 'push', 'push', async () => {
      const { git } = repository;
      const base =
        before ??
        (await git.branchTip(repository.record.defaultBranch)) ??
        after;
      const commits = await git.commits(after, {
        without: base,
        limit: COMMITS_IN_EVENT,
      });
      const shapes = [];
      for (const commit of commits) {
        const from = commit.parents[0] ?? EMPTY_TREE;
        const files = await git.changes(from, commit.sha);
        shapes.push(this.shapes.payloadCommit(repository, commit, files));
      }
      const pusher = this.shapes.user(account, undefined);
      return {
        ref: `refs/heads/${branch}`,
        before: before ?? NO_SHA,
        after,
        compare_url: `${this.shapes.base}/${repository.fullName}/compare/${base}...${after}`,
        commits: shapes,
        total_commits: shapes.length,
        head_commit: shapes[0] ?? null,
        repository: await this.shapes.repository(repository, account),
        pusher,
        sender: pusher,
      };
    });
  }

  #announcePull(
    repository: Repository,
    pull: PullRecord,
    sender: Account,
    event: PullEvent,
  ): void {
    const type =
      event.action === 'synchronized' ? 'pull_request_sync' : 'pull_request';
    this.webhooks.send(repository, 'pull_request', type, async () => ({
      action: event.action,
      number: pull.number,
      ...(event.changes ? { changes: event.changes } : {}),
      pull_request: await this.pullShapes.pull(repository, pull, sender),
      requested_reviewer: null,
      repository: await this.shapes.repository(repository, sender),
      sender: this.shapes.user(sender, undefined),
      commit_id: '',
      review: null,
    }));
  }
}
