import { ClusterClient } from '../client/ClusterClient';
import { isClusterError } from '../client/ClusterError';

/**
 * Options of {@link SilenceGuard}.
 */
export interface SilenceGuardOptions {
  client: ClusterClient;
  /** After so many milliseconds without a word it is asked whether the cluster can be reached at all. */
  probeMs: number;
  /** After so many milliseconds without a word the stream is given up. */
  silenceMs: number;
}

const PROBE_TIMEOUT_MS = 5_000;

/**
 * Notices a stream whose connection is dead without a sign.
 *
 * @remarks
 *
 * The probe is any small call; it shows a lost cluster within seconds. It does not prove that the stream lives, because a load balancer may answer
 * it from elsewhere: that is why a long silence ends the stream in any case.
 */
export class SilenceGuard {
  readonly #options: SilenceGuardOptions;
  readonly #controller = new AbortController();
  #timer: NodeJS.Timeout | undefined;
  #heardAt = Date.now();
  #probing = false;

  constructor(options: SilenceGuardOptions) {
    this.#options = options;
  }

  /** Is aborted when the stream is to be given up. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  start(): void {
    const { probeMs, silenceMs } = this.#options;
    this.#heardAt = Date.now();
    this.#timer = setInterval(
      () => this.#check(),
      Math.max(1, Math.min(probeMs, silenceMs) / 2),
    );
  }

  /** Says that the stream gave a sign of life. */
  heard(): void {
    this.#heardAt = Date.now();
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#controller.abort();
  }

  #check(): void {
    const { probeMs, silenceMs } = this.#options;
    const silentMs = Date.now() - this.#heardAt;
    if (silentMs >= silenceMs) {
      this.#giveUp();
    } else if (silentMs >= probeMs && !this.#probing) {
      this.#probing = true;
      void this.#probe().finally(() => {
        this.#probing = false;
      });
    }
  }

  async #probe(): Promise<void> {
    try {
      await this.#options.client.request({
        method: 'GET',
        path: '/version',
        timeoutMs: PROBE_TIMEOUT_MS,
        signal: this.signal,
      });
    } catch (error) {
      if (isClusterError(error) && error.unreachable) {
        this.#giveUp();
      }
    }
  }

  #giveUp(): void {
    this.#controller.abort(
      new DOMException('the connection is silent', 'TimeoutError'),
    );
  }
}
