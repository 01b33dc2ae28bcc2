import type { Account, Accounts, Viewer } from '../Accounts';
import { EMPTY_TREE } from '../git/gitNames';
import type { FileChange, GitCommit, GitEntry } from '../git/GitRepository';
import type { Repositories, Repository } from '../Repositories';
import type { HookRecord, ProtectionRecord } from '../store/records';
import type { ForgeStore } from '../store/ForgeStore';

const UNVERIFIED = {
  verified: false,
  reason: 'gpg.error.not_signed_commit',
  signature: '',
  signer: null,
  payload: '',
};
const NEVER = '0001-01-01T00:00:00Z';

/** Writes things in the JSON of Gitea's API: the fields that clients read, with Gitea's names and nulls. */
export class Shapes {
  readonly #accounts: Accounts;
  readonly #repositories: Repositories;
  readonly #store: ForgeStore;
  /** Address of the forge, no slash at the end; known once it listens. */
  base = '';

  constructor(options: {
    accounts: Accounts;
    repositories: Repositories;
    store: ForgeStore;
  }) {
    this.#accounts = options.accounts;
    this.#repositories = options.repositories;
    this.#store = options.store;
  }

  user(account: Account, viewer: Viewer) {
    const own = viewer?.admin || viewer?.id === account.id;
    return {
      id: account.id,
      login: account.login,
      login_name: '',
      source_id: 0,
      full_name: account.fullName,
      email: own
        ? account.email
        : `${account.id}+${account.login}@noreply.localhost`,
      avatar_url: '',
      html_url: `${this.base}/${account.login}`,
      language: '',
      is_admin: Boolean(own && account.admin),
      last_login: NEVER,
      created: account.created,
      restricted: false,
      active: Boolean(own),
      prohibit_login: false,
      location: '',
      website: '',
      description: '',
      visibility: 'public',
      followers_count: 0,
      following_count: 0,
      starred_repos_count: 0,
      username: account.login,
    };
  }

  /** A person or an organisation by name; somebody who is gone keeps the name. */
  named(login: string, viewer: Viewer) {
    const organization = this.#accounts.organization(login);
    const account = this.#accounts.find(login) ?? {
      id: this.#store.data.ids[login.toLowerCase()] ?? -1,
      login,
      fullName: organization?.fullName ?? '',
      email: '',
      admin: false,
      created: organization?.created ?? NEVER,
    };
    return this.user(account, viewer);
  }

  organization(name: string) {
    const organization = this.#accounts.organization(name)!;
    return {
      id: this.#store.idOf(organization.name),
      name: organization.name,
      full_name: organization.fullName,
      email: '',
      avatar_url: '',
      description: organization.description,
      website: '',
      location: '',
      visibility: 'public',
      repo_admin_change_team_access: false,
      username: organization.name,
    };
  }

  async repository(repository: Repository, viewer: Viewer) {
    const { record, git } = repository;
    const branches = await git.branches();
    const html = `${this.base}/${repository.fullName}`;
    return {
      id: record.id,
      owner: this.named(record.owner, viewer),
      name: record.name,
      full_name: repository.fullName,
      description: record.description,
      empty: branches.length === 0,
      private: record.private,
      fork: false,
      template: false,
      mirror: false,
      html_url: html,
      url: `${this.base}/api/v1/repos/${repository.fullName}`,
      clone_url: `${html}.git`,
      ssh_url: '',
      branch_count: branches.length,
      open_pr_counter: record.pulls.filter(pull => pull.state === 'open')
        .length,
      default_branch: record.defaultBranch,
      archived: false,
      created_at: record.created,
      updated_at: record.updated,
      permissions: {
        admin: this.#repositories.may(viewer, 'admin', repository),
        push: this.#repositories.may(viewer, 'write', repository),
        pull: this.#repositories.may(viewer, 'read', repository),
      },
      has_code: true,
      has_issues: false,
      has_pull_requests: true,
      allow_merge_commits: true,
      allow_rebase: true,
      allow_rebase_explicit: true,
      allow_squash_merge: true,
      allow_fast_forward_only_merge: true,
      default_merge_style: 'merge',
      object_format_name: 'sha1',
    };
  }

  async branch(
    repository: Repository,
    branch: { name: string; sha: string },
    viewer: Viewer,
  ) {
    const rule = repository.protection(branch.name);
    return {
      name: branch.name,
      commit: this.payloadCommit(
        repository,
        await repository.git.commit(branch.sha),
      ),
      protected: rule !== undefined,
      required_approvals: 0,
      enable_status_check: false,
      status_check_contexts: [],
      user_can_push:
        viewer !== undefined &&
        this.#repositories.mayPush(viewer, repository, branch.name),
      user_can_merge:
        viewer !== undefined &&
        this.#repositories.mayMerge(viewer, repository, branch.name),
      effective_branch_protection_name: this.#repositories.may(
        viewer,
        'admin',
        repository,
      )
        ? rule?.rule ?? ''
        : '',
    };
  }

  /** A commit as branches and webhooks show it. */
  payloadCommit(
    repository: Repository,
    commit: GitCommit,
    files?: FileChange[],
  ) {
    const person = ({ name, email }: GitCommit['author']) => ({
      name,
      email,
      username: this.#accounts.findByEmail(email)?.login ?? '',
    });
    const names = (status: FileChange['status'][]) =>
      files?.filter(file => status.includes(file.status)).map(f => f.path) ??
      null;
    return {
      id: commit.sha,
      message: commit.message,
      url: `${this.base}/${repository.fullName}/commit/${commit.sha}`,
      author: person(commit.author),
      committer: person(commit.committer),
      verification: files ? null : UNVERIFIED,
      timestamp: commit.committer.date,
      added: names(['added']),
      removed: names(['deleted']),
      modified: names(['changed', 'renamed']),
    };
  }

  async commit(
    repository: Repository,
    commit: GitCommit,
    viewer: Viewer,
    include: { files: boolean; stat: boolean; verification: boolean },
  ) {
    const api = this.api(repository);
    const user = (email: string) => {
      const account = this.#accounts.findByEmail(email);
      return account ? this.user(account, viewer) : null;
    };
    const files =
      include.files || include.stat
        ? await repository.git.changes(
            commit.parents[0] ?? EMPTY_TREE,
            commit.sha,
          )
        : [];
    const sum = (field: 'additions' | 'deletions') =>
      files.reduce((total, file) => total + file[field], 0);
    return {
      url: `${api}/git/commits/${commit.sha}`,
      sha: commit.sha,
      created: commit.committer.date,
      html_url: `${this.base}/${repository.fullName}/commit/${commit.sha}`,
      commit: {
        url: `${api}/git/commits/${commit.sha}`,
        author: commit.author,
        committer: commit.committer,
        message: commit.message,
        tree: {
          url: `${api}/git/trees/${commit.tree}`,
          sha: commit.tree,
          created: commit.committer.date,
        },
        verification: include.verification ? UNVERIFIED : null,
      },
      author: user(commit.author.email),
      committer: user(commit.committer.email),
      parents: commit.parents.map(sha => this.#reference(api, sha)),
      files: include.files
        ? files.map(file => ({
            filename: file.path,
            status:
              ({ added: 'added', deleted: 'removed' } as const)[
                file.status as 'added' | 'deleted'
              ] ?? 'modified',
          }))
        : null,
      stats: include.stat
        ? {
            total: sum('additions') + sum('deletions'),
            additions: sum('additions'),
            deletions: sum('deletions'),
          }
        : null,
    };
  }

  /** The commit of an answer to a change of files. */
  fileCommit(repository: Repository, commit: GitCommit) {
    const api = this.api(repository);
    return {
      url: `${api}/git/commits/${commit.sha}`,
      sha: commit.sha,
      created: NEVER,
      html_url: `${this.base}/${repository.fullName}/commit/${commit.sha}`,
      author: commit.author,
      committer: commit.committer,
      parents: commit.parents.map(sha => this.#reference(api, sha)),
      message: commit.message,
      tree: {
        url: `${api}/git/trees/${commit.tree}`,
        sha: commit.tree,
        created: NEVER,
      },
    };
  }

  get verification() {
    return UNVERIFIED;
  }

  /** An entry of a folder, or a file with its content. */
  contents(
    repository: Repository,
    entry: GitEntry,
    at: { ref: string; kind: 'branch' | 'commit'; last: GitCommit },
    content?: Buffer,
  ) {
    const api = this.api(repository);
    const html = `${this.base}/${repository.fullName}`;
    const path = entry.path.split('/').map(encodeURIComponent).join('/');
    const self = `${api}/contents/${path}?ref=${encodeURIComponent(at.ref)}`;
    const tree = entry.type === 'tree';
    const git = `${api}/git/${tree ? 'trees' : 'blobs'}/${entry.sha}`;
    const page = `${html}/src/${at.kind}/${at.ref}/${path}`;
    return {
      name: entry.path.split('/').at(-1),
      path: entry.path,
      sha: entry.sha,
      last_commit_sha: at.last.sha,
      last_committer_date: at.last.committer.date,
      last_author_date: at.last.author.date,
      type: tree ? 'dir' : 'file',
      size: entry.size,
      encoding: content ? 'base64' : null,
      content: content ? content.toString('base64') : null,
      target: null,
      url: self,
      html_url: page,
      git_url: git,
      download_url: tree ? null : `${html}/raw/${at.kind}/${at.ref}/${path}`,
      submodule_git_url: null,
      _links: { self, git, html: page },
    };
  }

  protection(rule: ProtectionRecord) {
    return {
      branch_name: rule.rule,
      rule_name: rule.rule,
      priority: 1,
      enable_push: rule.enablePush,
      enable_push_whitelist: rule.pushWhitelist !== undefined,
      push_whitelist_usernames: rule.pushWhitelist ?? [],
      enable_merge_whitelist: rule.mergeWhitelist !== undefined,
      merge_whitelist_usernames: rule.mergeWhitelist ?? [],
      enable_status_check: false,
      required_approvals: 0,
      created_at: rule.created,
      updated_at: rule.created,
    };
  }

  hook(hook: HookRecord) {
    return {
      id: hook.id,
      name: '',
      type: 'gitea',
      branch_filter: '',
      config: { content_type: 'json', url: hook.url },
      events: hook.events,
      authorization_header: '',
      active: hook.active,
      updated_at: hook.created,
      created_at: hook.created,
    };
  }

  /** Address of a repository in the API. */
  api(repository: Repository): string {
    return `${this.base}/api/v1/repos/${repository.fullName}`;
  }

  #reference(api: string, sha: string) {
    return { url: `${api}/git/commits/${sha}`, sha, created: NEVER };
  }
}
