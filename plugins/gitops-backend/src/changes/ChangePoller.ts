import { LoggerService } from '@backstage/backend-plugin-api';
import { setTimeout as wait } from 'node:timers/promises';
import { ChangeRequests } from './ChangeRequests';
import { MergeFollower } from './MergeFollower';

/** Milliseconds between two looks at the forge. */
export interface PollPace {
  /** While something is under way or looked at. Default 3,000. */
  busyMs: number;
  /** Default 30,000. */
  idleMs: number;
}

/** Somebody who looked so recently is taken to be looking still. */
const VIEWED_MS = 60_000;

/**
 * Looks at the forges for merges, and sees to it that Argo CD learns of them. One in the process.
 */
export class ChangePoller {
  readonly #changeRequests: ChangeRequests;
  readonly #follower: MergeFollower;
  readonly #logger: LoggerService;
  readonly #pace: PollPace;
  #woken = new AbortController();
  #viewedAt = 0;

  constructor(options: {
    changeRequests: ChangeRequests;
    follower: MergeFollower;
    logger: LoggerService;
    pace?: PollPace;
  }) {
    this.#changeRequests = options.changeRequests;
    this.#follower = options.follower;
    this.#logger = options.logger;
    this.#pace = options.pace ?? { busyMs: 3_000, idleMs: 30_000 };
  }

  /** Says that somebody looks at change requests now. */
  viewed(): void {
    const idle = Date.now() - this.#viewedAt > VIEWED_MS;
    this.#viewedAt = Date.now();
    if (idle) {
      this.wake();
    }
  }

  /** Looks now instead of at the next round. */
  wake(): void {
    this.#woken.abort();
  }

  /** Looks until the signal is aborted; never rejects. */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      this.#woken = new AbortController();
      const woken = this.#woken.signal;
      const busy = await this.#round();
      const { busyMs, idleMs } = this.#pace;
      const whole = busy ? busyMs : idleMs;
      await wait(whole * (0.8 + Math.random() * 0.4), undefined, {
        signal: AbortSignal.any([signal, woken]),
      }).catch(() => undefined);
    }
  }

  async #round(): Promise<boolean> {
    try {
      await this.#changeRequests.refresh();
      let following = false;
      for (const one of this.#changeRequests.known()) {
        following = (await this.#follower.follow(one)) || following;
      }
      const open = this.#changeRequests
        .known()
        .some(({ state }) => state === 'open');
      return following || open || Date.now() - this.#viewedAt < VIEWED_MS;
    } catch (error) {
      this.#logger.warn(
        `Looking for merges failed and is tried again: ${error}`,
      );
      return true;
    }
  }
}
