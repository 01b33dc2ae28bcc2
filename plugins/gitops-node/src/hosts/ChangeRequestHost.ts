import { ChangedFile, ChangeRequest } from '@naru/plugin-gitops-common';

/**
 * A file in a repository.
 *
 * @public
 */
export interface RepositoryFile {
  path: string;
  /** Text in UTF-8. */
  content: string;
  /** Changes when the content does; the lock of an update. */
  version: string;
}

/**
 * A file below a folder, as {@link ChangeRequestHost.listTree} tells it.
 *
 * @public
 */
export interface TreeFile {
  /** From the root of the repository. */
  path: string;
  /** Changes when the content does, and never means another content; see {@link ChangeRequestHost.readBlob}. */
  version: string;
  /** Bytes, as far as the forge tells. */
  size?: number;
}

/**
 * A change of one file within a commit.
 *
 * @public
 */
export interface FileChange {
  path: string;
  /** Whole new text. */
  content: string;
  /** Version that is replaced; absent for a file that must not exist yet. */
  replaces?: string;
}

/**
 * Who wrote a commit. The committer is the account of the portal.
 *
 * @public
 */
export interface CommitAuthor {
  name: string;
  email: string;
}

/**
 * What somebody else says about a commit, e.g. a check of a pipeline.
 *
 * @public
 */
export interface CommitStatus {
  context: string;
  state: 'pending' | 'success' | 'failure';
  description?: string;
  url?: string;
}

/**
 * Options of {@link ChangeRequestHost.commit}.
 *
 * @public
 */
export interface CommitOptions {
  branch: string;
  /** Makes `branch` anew from the head of this branch. Without it `branch` has to exist. */
  from?: string;
  message: string;
  author: CommitAuthor;
  /** At least one. All are written, or none. */
  files: FileChange[];
}

/**
 * Options of {@link ChangeRequestHost.openChangeRequest}.
 *
 * @public
 */
export interface OpenChangeRequestOptions {
  branch: string;
  title: string;
  /** Markdown. */
  body: string;
}

/**
 * The repository of a {@link ChangeRequestHost}.
 *
 * @public
 */
export interface HostedRepository {
  /** Id in `gitops.repositories`. */
  id: string;
  /** e.g. `platform/gitops`. */
  title: string;
  /** Page of the repository. */
  url: string;
  /** Branch that change requests go to. */
  base: string;
  /** URL by which Argo CD clones it: what Applications name. */
  cloneUrl: string;
  /** All URLs by which Argo CD may know it, that one included. */
  cloneUrls: string[];
}

/**
 * One repository in a forge: files, branches and change requests (pull requests, merge requests).
 *
 * @remarks
 *
 * All methods throw `ForgeError`. `ensureChangeRequest` makes a change request out of them.
 *
 * @public
 */
export interface ChangeRequestHost {
  readonly repository: HostedRepository;

  /** Page of a file. */
  fileUrl(path: string, ref: string): string;

  /**
   * Reads a file.
   *
   * @param ref - branch or commit
   * @returns `undefined` when there is none
   */
  readFile(path: string, ref: string): Promise<RepositoryFile | undefined>;

  /** The files right in a folder, without those below; empty when there is no such folder. */
  listFiles(
    folder: string,
    ref: string,
  ): Promise<{ path: string; version: string }[]>;

  /**
   * All files below a folder, those of its folders included, without submodules and symbolic links.
   *
   * @param path - without slashes at its ends; empty for the whole repository
   * @param ref - branch or commit; what a commit says is kept, so that it costs nothing the next time
   * @returns empty when there is no such folder
   * @throws ForgeError of kind `bad-answer` when the folder is too large to be told whole
   */
  listTree(path: string, ref: string): Promise<TreeFile[]>;

  /**
   * The text of a file by the version that {@link ChangeRequestHost.listTree} or `listFiles` told. Kept in memory as far as there is room.
   */
  readBlob(version: string): Promise<string>;

  /** The last commit of a branch; `undefined` when there is no such branch. */
  findBranch(branch: string): Promise<{ sha: string } | undefined>;

  /**
   * The change request of a branch to the base: the open one, else the newest.
   *
   * @returns without its files; `undefined` when there never was one
   */
  findChangeRequest(branch: string): Promise<ChangeRequest | undefined>;

  /**
   * Change requests to the base whose branch begins with a prefix, newest first, without their files.
   *
   * @param options - `limit`: of change requests looked at, whatever their branch; default 300
   */
  listChangeRequests(options: {
    branchPrefix: string;
    state?: 'open' | 'all';
    limit?: number;
  }): Promise<ChangeRequest[]>;

  /** The files that a change request changes. */
  filesOf(number: number): Promise<ChangedFile[]>;

  /** What checks say about a commit. */
  commitStatuses(sha: string): Promise<CommitStatus[]>;

  /**
   * Makes one commit.
   *
   * @throws ForgeError of kind `conflict` when the branch exists (with `from`) or does not (without), when a file exists that should not, or has
   *   another version than it should
   */
  commit(options: CommitOptions): Promise<{ sha: string }>;

  /**
   * Opens a change request from a branch to the base.
   *
   * @throws ForgeError of kind `conflict` when there is an open one, or the branch is gone
   */
  openChangeRequest(options: OpenChangeRequestOptions): Promise<ChangeRequest>;

  /** Changes title and body. */
  editChangeRequest(
    number: number,
    options: { title: string; body: string },
  ): Promise<void>;

  /** Deletes a branch; nothing happens when it is gone. */
  deleteBranch(branch: string): Promise<void>;
}
