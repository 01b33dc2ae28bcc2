import type { Viewer } from '../Accounts';
import type { FileChange } from '../git/GitRepository';
import type { PullRequests } from '../PullRequests';
import type { Repository } from '../Repositories';
import type { CommentRecord, PullRecord, StatusRecord } from '../store/records';
import type { Shapes } from './Shapes';

/** Writes pull requests, and what is said of them, in the JSON of Gitea's API. */
export class PullShapes {
  readonly #shapes: Shapes;
  readonly #pulls: PullRequests;

  constructor(options: { shapes: Shapes; pulls: PullRequests }) {
    this.#shapes = options.shapes;
    this.#pulls = options.pulls;
  }

  /** A pull request; `short` as in a list. */
  async pull(
    repository: Repository,
    pull: PullRecord,
    viewer: Viewer,
    short = false,
    repositoryShape?: Awaited<ReturnType<Shapes['repository']>>,
  ) {
    const { git } = repository;
    const html = `${this.#shapes.base}/${repository.fullName}/pulls/${
      pull.number
    }`;
    const shape =
      repositoryShape ?? (await this.#shapes.repository(repository, viewer));
    const tip = await git.branchTip(pull.head);
    const head = await this.#pulls.headSha(repository, pull);
    const { from, to } = await this.#pulls.range(repository, pull);
    const files = short ? [] : await git.changes(from, to);
    const side = (label: string, ref: string, sha: string) => ({
      label,
      ref,
      sha,
      repo_id: repository.record.id,
      repo: shape,
    });
    const sum = (field: 'additions' | 'deletions') =>
      files.reduce((total, file) => total + file[field], 0);
    return {
      id: pull.id,
      url: html,
      number: pull.number,
      user: this.#shapes.named(pull.author, viewer),
      title: pull.title,
      body: pull.body,
      labels: [],
      milestone: null,
      assignee: null,
      assignees: short ? null : [],
      requested_reviewers: short ? null : [],
      requested_reviewers_teams: short ? null : [],
      state: pull.state,
      draft: false,
      is_locked: false,
      comments: pull.comments.length,
      ...(short
        ? {}
        : {
            additions: sum('additions'),
            deletions: sum('deletions'),
            changed_files: files.length,
          }),
      html_url: html,
      diff_url: `${html}.diff`,
      patch_url: `${html}.patch`,
      mergeable: await this.#pulls.mergeable(repository, pull),
      merged: pull.merged !== undefined,
      merged_at: pull.merged?.at ?? null,
      merge_commit_sha: pull.merged?.sha ?? null,
      merged_by: pull.merged
        ? this.#shapes.named(pull.merged.by, viewer)
        : null,
      allow_maintainer_edit: true,
      base: side(pull.base, pull.base, (await git.branchTip(pull.base)) ?? ''),
      head: side(
        pull.head,
        tip ? pull.head : `refs/pull/${pull.number}/head`,
        // Asked for alone, Gitea shows where the branch is now, even when it was made anew after the end of the pull request.
        short ? head : tip ?? head,
      ),
      merge_base: from,
      due_date: null,
      created_at: pull.created,
      updated_at: pull.updated,
      closed_at: pull.closed ?? null,
      pin_order: 0,
    };
  }

  pullFile(repository: Repository, file: FileChange, head: string) {
    const html = `${this.#shapes.base}/${repository.fullName}`;
    const path = file.path.split('/').map(encodeURIComponent).join('/');
    return {
      filename: file.path,
      ...(file.previousPath ? { previous_filename: file.previousPath } : {}),
      status: file.status,
      additions: file.additions,
      deletions: file.deletions,
      changes: file.additions + file.deletions,
      html_url: `${html}/src/commit/${head}/${path}`,
      contents_url: `${this.#shapes.api(
        repository,
      )}/contents/${path}?ref=${head}`,
      raw_url: `${html}/raw/commit/${head}/${path}`,
    };
  }

  status(repository: Repository, status: StatusRecord, viewer: Viewer) {
    return {
      id: status.id,
      status: status.state,
      target_url: status.targetUrl,
      description: status.description,
      url: `${this.#shapes.api(repository)}/statuses/${status.sha}`,
      context: status.context,
      creator: this.#shapes.named(status.creator, viewer),
      created_at: status.created,
      updated_at: status.created,
    };
  }

  comment(
    repository: Repository,
    pull: PullRecord,
    comment: CommentRecord,
    viewer: Viewer,
  ) {
    const page = `${this.#shapes.base}/${repository.fullName}/pulls/${
      pull.number
    }`;
    return {
      id: comment.id,
      html_url: `${page}#issuecomment-${comment.id}`,
      pull_request_url: page,
      issue_url: '',
      user: this.#shapes.named(comment.author, viewer),
      original_author: '',
      original_author_id: 0,
      body: comment.body,
      assets: [],
      created_at: comment.created,
      updated_at: comment.created,
    };
  }
}
