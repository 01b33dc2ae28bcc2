import { LoggerService } from '@backstage/backend-plugin-api';
import { ChangeRequest, requestId } from '@naru/plugin-gitops-common';
import {
  ArgoCdApplications,
  ChangeRequestHosts,
} from '@naru/plugin-gitops-node';
import { describeSync } from '../progress/describeSync';
import { ProgressReader } from '../progress/ProgressReader';

/** A merge that is older is left to Argo CD's own pace. */
const FOLLOWED_MS = 60 * 60_000;
const FIRST_WAIT_MS = 5_000;
const LONGEST_WAIT_MS = 60_000;

/**
 * Asks Argo CD to look at Git after a merge, until it has seen it. By itself it looks every few minutes.
 *
 * @remarks
 *
 * It asks again with growing waits, because an Application that an ApplicationSet makes for a new folder appears only later, and reads an old commit
 * from its cache at first.
 */
export class MergeFollower {
  readonly #applications: ArgoCdApplications;
  readonly #hosts: ChangeRequestHosts;
  readonly #progress: ProgressReader;
  readonly #logger: LoggerService;
  readonly #now: () => number;
  readonly #asked = new Map<string, { times: number; at: number }>();

  constructor(options: {
    applications: ArgoCdApplications;
    hosts: ChangeRequestHosts;
    progress: ProgressReader;
    logger: LoggerService;
    now?: () => number;
  }) {
    this.#applications = options.applications;
    this.#hosts = options.hosts;
    this.#progress = options.progress;
    this.#logger = options.logger;
    this.#now = options.now ?? Date.now;
  }

  /**
   * Does for a change what is due now.
   *
   * @returns whether it is to be looked at again
   */
  async follow(changeRequest: ChangeRequest): Promise<boolean> {
    const { state, mergedAt, repository, branch } = changeRequest;
    const age = this.#now() - Date.parse(mergedAt ?? '');
    if (state !== 'merged' || !(age < FOLLOWED_MS)) {
      return false;
    }
    if (!this.#applications.configured) {
      return false;
    }
    const files = await this.#progress.coverage(changeRequest);
    const unseen = describeSync(
      changeRequest,
      files,
      this.#progress.laterCommits(changeRequest),
    ).filter(finding => finding.unseen);
    if (unseen.length === 0) {
      this.#forget(requestId(repository, branch));
      return false;
    }
    const { cloneUrls } = this.#hosts.get(repository).repository;
    const id = requestId(repository, branch);
    const isUncovered = files.some(
      ({ objects, applications }) =>
        objects.length > 0 && applications.length === 0,
    );
    if (isUncovered) {
      await this.#ask(`${id} sets`, 'ApplicationSets', () =>
        this.#applications.refreshApplicationSets(cloneUrls),
      );
    }
    // What makes Applications is asked first: files of new ones have no reader before.
    const applications = new Set(
      unseen.flatMap(({ application }) => application ?? []),
    );
    for (const application of applications) {
      const { namespace, name } = application.state;
      await this.#ask(`${id} ${namespace}/${name}`, `Application ${name}`, () =>
        this.#applications.refresh(application),
      );
    }
    return true;
  }

  async #ask(
    key: string,
    what: string,
    ask: () => Promise<unknown>,
  ): Promise<void> {
    const before = this.#asked.get(key);
    const wait = Math.min(
      FIRST_WAIT_MS * 2 ** ((before?.times ?? 1) - 1),
      LONGEST_WAIT_MS,
    );
    if (before && this.#now() - before.at < wait) {
      return;
    }
    this.#asked.set(key, {
      times: (before?.times ?? 0) + 1,
      at: this.#now(),
    });
    try {
      await ask();
    } catch (error) {
      this.#logger.warn(
        `${what} was not refreshed after a merge; Argo CD looks at Git at its own pace: ${error}`,
      );
    }
  }

  #forget(id: string): void {
    for (const key of this.#asked.keys()) {
      if (key.startsWith(`${id} `)) {
        this.#asked.delete(key);
      }
    }
  }
}
