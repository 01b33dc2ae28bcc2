import { ConflictError, InputError } from '@backstage/errors';
import { ChangeRequest } from '@naru/plugin-gitops-common';
import { setTimeout as wait } from 'node:timers/promises';
import {
  ChangeRequestHost,
  CommitAuthor,
  FileChange,
} from '../hosts/ChangeRequestHost';
import { ForgeError, isForgeError } from '../hosts/ForgeError';
import { withRequestFacts } from './requestFacts';

/**
 * A change that somebody asks for.
 *
 * @public
 */
export interface ChangeRequestDraft {
  /** The same for the same request, so that asking twice makes one change request. */
  branch: string;
  title: string;
  /** Markdown. */
  body: string;
  /** User ref of the person who asks. */
  requestedBy: string;
  author: CommitAuthor;
  /** Entities that the change makes. */
  entityRefs: string[];
  /** Files that are not in the base yet. */
  files: { path: string; content: string }[];
}

/**
 * Options of {@link ensureChangeRequest}.
 *
 * @public
 */
export interface EnsureChangeRequestOptions {
  host: ChangeRequestHost;
  draft: ChangeRequestDraft;
  signal?: AbortSignal;
  /** Milliseconds before the second look at the forge; default 400. */
  retryDelayMs?: number;
}

/**
 * Result of {@link ensureChangeRequest}.
 *
 * @public
 */
export interface EnsuredChangeRequest {
  changeRequest: ChangeRequest;
  /** `unchanged`: it was there with the same content. `updated`: a further commit was made on it. */
  outcome: 'created' | 'updated' | 'unchanged';
}

function asNew(files: ChangeRequestDraft['files']): FileChange[] {
  return files.map(({ path, content }) => ({ path, content }));
}

/** One look at the forge and what follows from it. */
class Ensuring {
  readonly #host: ChangeRequestHost;
  readonly #draft: ChangeRequestDraft;

  constructor(host: ChangeRequestHost, draft: ChangeRequestDraft) {
    this.#host = host;
    this.#draft = draft;
  }

  async next(): Promise<EnsuredChangeRequest> {
    await this.#checkBase();
    const { branch } = this.#draft;
    const [existing, head] = await Promise.all([
      this.#host.findChangeRequest(branch),
      this.#host.findBranch(branch),
    ]);
    if (existing?.state === 'open') {
      return this.#bringUpToDate(existing, head);
    }
    const missing = head && (await this.#missingOn(head.sha));
    if (head && (existing || missing?.length !== 0)) {
      // The rest of a change request that is over, or of one that was never opened and says something else.
      await this.#host.deleteBranch(branch);
    }
    if (!head || existing || missing?.length !== 0) {
      await this.#commit(asNew(this.#draft.files), this.#host.repository.base);
    }
    return this.#open();
  }

  async #checkBase(): Promise<void> {
    const { base, id } = this.#host.repository;
    const head = await this.#host.findBranch(base);
    if (!head) {
      throw new ForgeError({
        kind: 'not-found',
        repository: id,
        action: `find branch ${base}`,
      });
    }
    const taken = (
      await Promise.all(
        this.#draft.files.map(({ path }) =>
          this.#host.readFile(path, head.sha),
        ),
      )
    ).find(file => file !== undefined);
    if (taken) {
      const existing = await this.#host.findChangeRequest(this.#draft.branch);
      throw new ConflictError(
        `The name is taken in Git: ${taken.path} is already on ${base}. ${
          existing?.state === 'merged'
            ? `It came with ${existing.url}`
            : `See ${this.#host.fileUrl(taken.path, base)}`
        }. Choose another name.`,
      );
    }
  }

  async #bringUpToDate(
    existing: ChangeRequest,
    head: { sha: string } | undefined,
  ): Promise<EnsuredChangeRequest> {
    if (existing.requestedBy !== this.#draft.requestedBy) {
      throw new ConflictError(
        `${
          existing.requestedBy ?? existing.author
        } already asks for the same name: ${
          existing.url
        }. Choose another name, or wait until that request is merged or closed.`,
      );
    }
    if (!head) {
      // Its branch was deleted; the forge closes it in a moment.
      throw new ForgeError({
        kind: 'conflict',
        repository: this.#host.repository.id,
        action: `find branch ${this.#draft.branch}`,
      });
    }
    const missing = await this.#missingOn(head.sha);
    const changeRequest = this.#complete(existing);
    if (missing.length === 0) {
      return { changeRequest, outcome: 'unchanged' };
    }
    const { sha } = await this.#commit(missing);
    await this.#host.editChangeRequest(existing.number, this.#texts());
    return {
      changeRequest: {
        ...changeRequest,
        title: this.#draft.title,
        headSha: sha,
      },
      outcome: 'updated',
    };
  }

  /** What has to be written so that a commit has all files of the draft. */
  async #missingOn(sha: string): Promise<FileChange[]> {
    const changes = await Promise.all(
      this.#draft.files.map(async ({ path, content }) => {
        const present = await this.#host.readFile(path, sha);
        return present?.content === content
          ? []
          : [{ path, content, replaces: present?.version }];
      }),
    );
    return changes.flat();
  }

  #commit(files: FileChange[], from?: string): Promise<{ sha: string }> {
    const { branch, title, author, requestedBy } = this.#draft;
    return this.#host.commit({
      branch,
      from,
      message: `${title}\n\nRequested-by: ${requestedBy}\n`,
      author,
      files,
    });
  }

  async #open(): Promise<EnsuredChangeRequest> {
    const opened = await this.#host.openChangeRequest({
      branch: this.#draft.branch,
      ...this.#texts(),
    });
    return { changeRequest: this.#complete(opened), outcome: 'created' };
  }

  #texts(): { title: string; body: string } {
    const { title, body, requestedBy, author, entityRefs } = this.#draft;
    return {
      title,
      body: withRequestFacts(body, {
        requestedBy,
        author: author.name,
        entityRefs,
      }),
    };
  }

  #complete(changeRequest: ChangeRequest): ChangeRequest {
    return {
      ...changeRequest,
      files: this.#draft.files.map(({ path }) => ({ path, status: 'added' })),
      entityRefs: this.#draft.entityRefs,
    };
  }
}

const ATTEMPTS = 6;

/**
 * Makes that there is one open change request with the content of a draft.
 *
 * @remarks
 *
 * It looks at the forge, does the next thing that is missing, and looks again whenever somebody else was faster or an answer was lost. So it may be
 * killed at any moment and called again, and two of it may run at once: in the end there is one change request.
 *
 * @throws ConflictError with a link, when a file is in the base already or somebody else asks for the same
 * @throws ForgeError when the forge refuses or stays away
 * @public
 */
export async function ensureChangeRequest(
  options: EnsureChangeRequestOptions,
): Promise<EnsuredChangeRequest> {
  const { draft, signal, retryDelayMs = 400 } = options;
  if (draft.files.length === 0) {
    throw new InputError('A change request needs at least one file');
  }
  for (let attempt = 1; ; attempt += 1) {
    signal?.throwIfAborted();
    try {
      return await new Ensuring(options.host, draft).next();
    } catch (error) {
      const again =
        isForgeError(error) &&
        (error.kind === 'conflict' || error.outcomeUnknown);
      if (!again || attempt === ATTEMPTS) {
        throw error;
      }
      const whole = retryDelayMs * attempt;
      const delay = whole / 2 + Math.random() * (whole / 2);
      await wait(delay, undefined, { signal });
    }
  }
}
