import { LoggerService } from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import {
  BRANCH_PREFIX,
  ChangeRequest,
  requestId,
} from '@naru/plugin-gitops-common';
import {
  ChangeRequestHost,
  ChangeRequestHosts,
} from '@naru/plugin-gitops-node';
import { ManifestObject, manifestObjectsIn } from '../progress/ManifestObject';
import { LimitedMap } from './LimitedMap';

/** Newest change requests that are kept for the list. */
const KEPT = 300;
/** A list is not older than so many milliseconds when the forge answers. */
const FRESH_MS = 2_000;

/**
 * The change requests of all repositories, as last asked from the forge. Nothing is stored: after a restart the forge is asked again.
 */
export class ChangeRequests {
  readonly #hosts: ChangeRequestHosts;
  readonly #logger: LoggerService;
  readonly #known = new Map<string, ChangeRequest>();
  readonly #complete = new Set<string>();
  readonly #loading = new Map<string, Promise<void>>();
  readonly #objects = new LimitedMap<string, ManifestObject[]>(1_000);
  readonly #files = new LimitedMap<string, ChangeRequest['files']>(1_000);
  readonly #listeners = new Set<(changed: ChangeRequest) => void>();
  readonly #now: () => number;
  #refreshedAt = 0;

  constructor(options: {
    hosts: ChangeRequestHosts;
    logger: LoggerService;
    now?: () => number;
  }) {
    this.#hosts = options.hosts;
    this.#logger = options.logger;
    this.#now = options.now ?? Date.now;
  }

  /** Those that are known, newest first. */
  known(): ChangeRequest[] {
    return [...this.#known.values()].sort(
      (one, other) => Date.parse(other.createdAt) - Date.parse(one.createdAt),
    );
  }

  /**
   * All change requests that the portal made, newest first.
   *
   * @throws ForgeError when a forge that was never listed does not answer
   */
  async list(): Promise<ChangeRequest[]> {
    await Promise.all(this.#hosts.list().map(host => this.#load(host)));
    if (this.#now() - this.#refreshedAt > FRESH_MS) {
      await this.refresh();
    }
    return this.known();
  }

  /**
   * One by its branch.
   *
   * @throws NotFoundError when there never was one
   */
  async find(repository: string, branch: string): Promise<ChangeRequest> {
    const known = this.#known.get(requestId(repository, branch));
    if (known) {
      return known;
    }
    const host = this.#hosts.get(repository);
    const found = await host.findChangeRequest(branch);
    if (!found) {
      throw new NotFoundError(
        `There is no pull request from branch "${branch}" in ${host.repository.title}. It may be in the making, or the link is wrong.`,
      );
    }
    return this.#keep(await this.#withFiles(host, found));
  }

  /**
   * Asks the forges what changed. A forge that does not answer changes nothing.
   *
   * @returns whether all forges answered
   */
  async refresh(): Promise<boolean> {
    this.#refreshedAt = this.#now();
    const answered = await Promise.all(
      this.#hosts.list().map(async host => {
        try {
          await this.#load(host);
          await this.#refreshOpen(host);
          return true;
        } catch (error) {
          this.#logger.warn(
            `Change requests of ${host.repository.id} are as old as the last answer: ${error}`,
          );
          return false;
        }
      }),
    );
    return answered.every(Boolean);
  }

  /**
   * The objects that a file of a change request holds.
   *
   * @throws ForgeError when the file is not known and the forge does not answer
   */
  async objectsIn(
    { repository, headSha }: ChangeRequest,
    path: string,
  ): Promise<ManifestObject[]> {
    const key = `${repository}:${headSha}:${path}`;
    const cached = this.#objects.get(key);
    if (cached) {
      return cached;
    }
    const file = await this.#hosts.get(repository).readFile(path, headSha);
    const objects = manifestObjectsIn(file?.content ?? '');
    this.#objects.set(key, objects);
    return objects;
  }

  /** Tells of change requests that are new or changed. */
  subscribe(listener: (changed: ChangeRequest) => void): void {
    this.#listeners.add(listener);
  }

  #load(host: ChangeRequestHost): Promise<void> {
    const { id } = host.repository;
    if (this.#complete.has(id)) {
      return Promise.resolve();
    }
    const loading =
      this.#loading.get(id) ??
      this.#loadAll(host).finally(() => this.#loading.delete(id));
    this.#loading.set(id, loading);
    return loading;
  }

  async #loadAll(host: ChangeRequestHost): Promise<void> {
    const all = await host.listChangeRequests({
      branchPrefix: BRANCH_PREFIX,
      limit: KEPT,
    });
    // Newest first: of several on one branch the first counts.
    const newest = new Map(
      all.map(one => [one.branch, one]).reverse() as [string, ChangeRequest][],
    );
    for (const one of newest.values()) {
      this.#keep(await this.#withFiles(host, one));
    }
    this.#complete.add(host.repository.id);
  }

  async #refreshOpen(host: ChangeRequestHost): Promise<void> {
    const open = await host.listChangeRequests({
      branchPrefix: BRANCH_PREFIX,
      state: 'open',
    });
    for (const one of open) {
      this.#keep(await this.#withFiles(host, one));
    }
    const stillOpen = new Set(open.map(({ number }) => number));
    const over = this.known().filter(
      one =>
        one.repository === host.repository.id &&
        one.state === 'open' &&
        !stillOpen.has(one.number),
    );
    for (const { branch } of over) {
      const now = await host.findChangeRequest(branch);
      if (now) {
        this.#keep(await this.#withFiles(host, now));
      }
    }
  }

  async #withFiles(
    host: ChangeRequestHost,
    one: ChangeRequest,
  ): Promise<ChangeRequest> {
    const key = `${one.repository}:${one.number}:${one.headSha}`;
    const files = this.#files.get(key) ?? (await host.filesOf(one.number));
    this.#files.set(key, files);
    return { ...one, files };
  }

  #keep(one: ChangeRequest): ChangeRequest {
    const id = requestId(one.repository, one.branch);
    const before = this.#known.get(id);
    this.#known.set(id, one);
    if (JSON.stringify(before) !== JSON.stringify(one)) {
      this.#listeners.forEach(listener => listener(one));
    }
    return one;
  }
}
