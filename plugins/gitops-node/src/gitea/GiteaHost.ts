import { ChangedFile, ChangeRequest } from '@naru/plugin-gitops-common';
import { z } from 'zod';
import { RepositoryConfig } from '../config/readRepositories';
import { ContentCache } from '../hosts/ContentCache';
import {
  ChangeRequestHost,
  CommitOptions,
  CommitStatus,
  HostedRepository,
  OpenChangeRequestOptions,
  RepositoryFile,
  TreeFile,
} from '../hosts/ChangeRequestHost';
import { ForgeClient, ForgeClientOptions } from '../hosts/ForgeClient';
import { ForgeError, isForgeError } from '../hosts/ForgeError';
import {
  blobSchema,
  branchSchema,
  changedFileSchema,
  combinedStatusSchema,
  committedSchema,
  entrySchema,
  fileSchema,
  GiteaPull,
  GiteaTree,
  listOf,
  pullSchema,
  treeSchema,
} from './giteaAnswers';
import { changeRequestOf } from './changeRequestOf';

/** Gitea gives at most so many entries a page. */
const PAGE_SIZE = 50;
/** Change requests that are looked through for the newest one of a branch. */
const MAX_LOOKED_THROUGH = 2_000;
const MAX_FILES = 500;
/** Files below a folder. */
const MAX_TREE_FILES = 5_000;
const TREE_PAGE_SIZE = 1_000;
const KEPT_TREES = 200;
const KEPT_BLOB_BYTES = 16 * 1024 * 1024;

const SHA = /^[0-9a-f]{40,64}$/;
const SYMBOLIC_LINK = '120000';

/** Words of a 422, and of the 403 that the slower one of two gets who make a branch at the same moment. */
const CONFLICT_WORDS =
  /already exists|sha does not match|does not exist|cannot lock ref/i;

/**
 * A repository in Gitea or Forgejo.
 *
 * @public
 */
export class GiteaHost implements ChangeRequestHost {
  readonly repository: HostedRepository;
  readonly #client: ForgeClient;
  readonly #path: string;
  /** By sha, so they never grow old. */
  readonly #trees = new ContentCache<GiteaTree['tree']>({
    entries: KEPT_TREES,
  });
  readonly #blobs = new ContentCache<string>({
    entries: 5_000,
    size: KEPT_BLOB_BYTES,
    sizeOf: text => text.length,
  });

  constructor(
    config: RepositoryConfig,
    limits: Pick<
      ForgeClientOptions,
      'timeoutMs' | 'attempts' | 'retryDelayMs' | 'concurrency' | 'maxBytes'
    > = {},
  ) {
    const url = `${config.url}/${config.owner}/${config.name}`;
    this.repository = {
      id: config.id,
      title: `${config.owner}/${config.name}`,
      url,
      base: config.branch,
      cloneUrl: config.cloneUrl ?? `${url}.git`,
      cloneUrls: [
        ...new Set([
          `${url}.git`,
          ...(config.cloneUrl ? [config.cloneUrl] : []),
          ...config.cloneUrls,
        ]),
      ],
    };
    this.#path = `/repos/${segments(config.owner)}/${segments(config.name)}`;
    this.#client = new ForgeClient({
      repository: config.id,
      baseUrl: `${config.url}/api/v1`,
      headers: { authorization: `token ${config.token}`, 'user-agent': 'naru' },
      secrets: [config.token],
      ...limits,
    });
  }

  fileUrl(path: string, ref: string): string {
    const kind = SHA.test(ref) ? 'commit' : 'branch';
    return `${this.repository.url}/src/${kind}/${segments(ref)}/${segments(
      path,
    )}`;
  }

  async readFile(
    path: string,
    ref: string,
  ): Promise<RepositoryFile | undefined> {
    const action = `read ${path} at ${ref}`;
    const file = await this.#found(() =>
      this.#client.call({
        method: 'GET',
        path: `${this.#path}/contents/${segments(path)}`,
        query: { ref },
        answer: fileSchema,
        action,
      }),
    );
    if (!file) {
      return undefined;
    }
    if (file.encoding !== 'base64' || file.content === undefined) {
      throw new ForgeError({
        kind: 'bad-answer',
        repository: this.repository.id,
        action,
        detail: 'the answer holds no content',
      });
    }
    return {
      path: file.path,
      content: Buffer.from(file.content, 'base64').toString('utf8'),
      version: file.sha,
    };
  }

  async listFiles(
    folder: string,
    ref: string,
  ): Promise<{ path: string; version: string }[]> {
    const entries = await this.#found(() =>
      this.#client.call({
        method: 'GET',
        path: `${this.#path}/contents/${segments(folder)}`,
        query: { ref },
        answer: z.array(entrySchema),
        action: `list ${folder} at ${ref}`,
      }),
    );
    return (entries ?? [])
      .filter(({ type }) => type === 'file')
      .map(({ path, sha }) => ({ path, version: sha }));
  }

  async listTree(path: string, ref: string): Promise<TreeFile[]> {
    const action = `list everything in ${path || 'the repository'} at ${ref}`;
    let sha = SHA.test(ref) ? ref : (await this.findBranch(ref))?.sha;
    for (const name of path.split('/').filter(part => part !== '')) {
      if (sha === undefined) {
        return [];
      }
      const entries = await this.#tree(sha, { action });
      sha = entries.find(
        entry => entry.type === 'tree' && entry.path === name,
      )?.sha;
    }
    if (sha === undefined) {
      return [];
    }
    const entries = await this.#tree(sha, { action, recursive: true });
    return entries
      .filter(({ type, mode }) => type === 'blob' && mode !== SYMBOLIC_LINK)
      .map(entry => ({
        path: path ? `${path}/${entry.path}` : entry.path,
        version: entry.sha,
        size: entry.size,
      }));
  }

  async readBlob(version: string): Promise<string> {
    return this.#blobs.get(version, async () => {
      const { content } = await this.#client.call({
        method: 'GET',
        path: `${this.#path}/git/blobs/${segments(version)}`,
        answer: blobSchema,
        action: `read blob ${version}`,
      });
      return Buffer.from(content, 'base64').toString('utf8');
    });
  }

  async findBranch(branch: string): Promise<{ sha: string } | undefined> {
    const found = await this.#found(() =>
      this.#client.call({
        method: 'GET',
        path: `${this.#path}/branches/${segments(branch)}`,
        answer: branchSchema,
        action: `find branch ${branch}`,
      }),
    );
    return found && { sha: found.commit.id };
  }

  async findChangeRequest(branch: string): Promise<ChangeRequest | undefined> {
    const { base } = this.repository;
    // It answers the oldest one, whatever its state: good to learn that there never was one.
    const oldest = await this.#found(() =>
      this.#client.call({
        method: 'GET',
        path: `${this.#path}/pulls/${segments(base)}/${segments(branch)}`,
        answer: pullSchema,
        action: `find the pull request of ${branch}`,
      }),
    );
    if (!oldest) {
      return undefined;
    }
    let newest: GiteaPull | undefined;
    for await (const pull of this.#pulls('all', MAX_LOOKED_THROUGH)) {
      if (pull.head.label !== branch) {
        continue;
      }
      if (pull.state === 'open') {
        return changeRequestOf(this.repository.id, pull);
      }
      newest = newest && newest.number > pull.number ? newest : pull;
      // There is at most one open, and it is the newest; one at the same number as the oldest cannot be followed by another.
      if (pull.number === oldest.number) {
        break;
      }
    }
    return changeRequestOf(this.repository.id, newest ?? oldest);
  }

  async listChangeRequests(options: {
    branchPrefix: string;
    state?: 'open' | 'all';
    limit?: number;
  }): Promise<ChangeRequest[]> {
    const { branchPrefix, state = 'all', limit = 300 } = options;
    const found: ChangeRequest[] = [];
    for await (const pull of this.#pulls(state, limit)) {
      if (pull.head.label.startsWith(branchPrefix)) {
        found.push(changeRequestOf(this.repository.id, pull));
      }
    }
    return found.sort((one, other) => other.number - one.number);
  }

  async filesOf(number: number): Promise<ChangedFile[]> {
    const files: ChangedFile[] = [];
    for (let page = 1; files.length < MAX_FILES; page += 1) {
      const part = await this.#client.call({
        method: 'GET',
        path: `${this.#path}/pulls/${number}/files`,
        query: { page, limit: PAGE_SIZE },
        answer: listOf(changedFileSchema),
        action: `list the files of pull request ${number}`,
      });
      files.push(
        ...part.map(({ filename, status }) => ({
          path: filename,
          status: fileStatusOf(status),
        })),
      );
      if (part.length < PAGE_SIZE) {
        break;
      }
    }
    return files;
  }

  async commitStatuses(sha: string): Promise<CommitStatus[]> {
    const { statuses } = await this.#client.call({
      method: 'GET',
      path: `${this.#path}/commits/${segments(sha)}/status`,
      answer: combinedStatusSchema,
      action: `read the checks of commit ${sha}`,
    });
    return statuses.map(({ context, status, description, target_url }) => ({
      context,
      state: checkStateOf(status),
      description,
      url: target_url,
    }));
  }

  async commit(options: CommitOptions): Promise<{ sha: string }> {
    const { branch, from, message, author, files } = options;
    const answer = await this.#orConflict(() =>
      this.#client.call({
        method: 'POST',
        path: `${this.#path}/contents`,
        body: {
          branch: from ?? branch,
          new_branch: from === undefined ? undefined : branch,
          message,
          author,
          files: files.map(({ path, content, replaces }) => ({
            operation: replaces === undefined ? 'create' : 'update',
            path,
            content: Buffer.from(content, 'utf8').toString('base64'),
            sha: replaces,
          })),
        },
        answer: committedSchema,
        action: `write ${files.length} file(s) to branch ${branch}`,
      }),
    );
    return { sha: answer.commit.sha };
  }

  async openChangeRequest(
    options: OpenChangeRequestOptions,
  ): Promise<ChangeRequest> {
    const { branch, title, body } = options;
    const pull = await this.#orConflict(() =>
      this.#client.call({
        method: 'POST',
        path: `${this.#path}/pulls`,
        body: { head: branch, base: this.repository.base, title, body },
        answer: pullSchema,
        action: `open the pull request of ${branch}`,
      }),
    );
    return changeRequestOf(this.repository.id, pull);
  }

  async editChangeRequest(
    number: number,
    options: { title: string; body: string },
  ): Promise<void> {
    await this.#client.call({
      method: 'PATCH',
      path: `${this.#path}/pulls/${number}`,
      body: options,
      answer: z.unknown(),
      action: `change title and text of pull request ${number}`,
    });
  }

  async deleteBranch(branch: string): Promise<void> {
    await this.#found(() =>
      this.#client.call({
        method: 'DELETE',
        path: `${this.#path}/branches/${segments(branch)}`,
        answer: z.unknown(),
        action: `delete branch ${branch}`,
      }),
    );
  }

  /** Pull requests of branches of this repository to the base, newest first. */
  async *#pulls(
    state: 'open' | 'all',
    limit: number,
  ): AsyncGenerator<GiteaPull> {
    for (let page = 1; (page - 1) * PAGE_SIZE < limit; page += 1) {
      const pulls = await this.#client.call({
        method: 'GET',
        path: `${this.#path}/pulls`,
        query: { state, page, limit: PAGE_SIZE },
        answer: listOf(pullSchema),
        action: 'list pull requests',
      });
      for (const pull of pulls) {
        // What comes from a fork was written by somebody who may not write here.
        if (
          pull.base.label === this.repository.base &&
          pull.head.repo_id === pull.base.repo_id
        ) {
          yield pull;
        }
      }
      if (pulls.length < PAGE_SIZE) {
        return;
      }
    }
  }

  async #tree(
    sha: string,
    options: { action: string; recursive?: boolean },
  ): Promise<GiteaTree['tree']> {
    const { action, recursive = false } = options;
    return this.#trees.get(`${sha}.${recursive}`, async () => {
      const entries: GiteaTree['tree'] = [];
      for (let page = 1; ; page += 1) {
        const { tree, truncated } = await this.#client.call({
          method: 'GET',
          path: `${this.#path}/git/trees/${segments(sha)}`,
          query: {
            recursive: String(recursive),
            page,
            per_page: TREE_PAGE_SIZE,
          },
          answer: treeSchema,
          action,
        });
        entries.push(...tree);
        if (entries.length > MAX_TREE_FILES) {
          throw new ForgeError({
            kind: 'bad-answer',
            repository: this.repository.id,
            action,
            detail: `there are more than ${MAX_TREE_FILES} files`,
          });
        }
        if (!truncated || tree.length === 0) {
          return entries;
        }
      }
    });
  }

  async #found<T>(call: () => Promise<T>): Promise<T | undefined> {
    try {
      return await call();
    } catch (error) {
      if (isForgeError(error) && error.kind === 'not-found') {
        return undefined;
      }
      throw error;
    }
  }

  /** Gitea says 403, 404, 409 or 422 when somebody else was there first. */
  async #orConflict<T>(call: () => Promise<T>): Promise<T> {
    try {
      return await call();
    } catch (error) {
      const lost =
        isForgeError(error) &&
        (error.kind === 'not-found' ||
          ((error.answerStatus === 422 || error.answerStatus === 403) &&
            CONFLICT_WORDS.test(error.detail ?? '')));
      throw lost ? error.as('conflict') : error;
    }
  }
}

function segments(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}

function fileStatusOf(status: string): ChangedFile['status'] {
  if (status === 'added' || status === 'copied') {
    return 'added';
  }
  return status === 'deleted' || status === 'removed' ? 'deleted' : 'modified';
}

function checkStateOf(status: string): CommitStatus['state'] {
  if (status === 'failure' || status === 'error') {
    return 'failure';
  }
  return status === 'pending' ? 'pending' : 'success';
}
