/**
 * Options of {@link Backoff}.
 */
export interface BackoffOptions {
  /** Milliseconds before the first new try. */
  initialMs: number;
  /** Milliseconds that no wait exceeds. */
  maximumMs: number;
  /** A number from 0 up to 1. */
  random?: () => number;
}

/**
 * Growing waits with jitter, so that many clients do not come back at the same moment.
 */
export class Backoff {
  readonly #options: Required<BackoffOptions>;
  #failures = 0;

  constructor(options: BackoffOptions) {
    this.#options = { random: Math.random, ...options };
  }

  /** How many waits were asked for since the last success. */
  get failures(): number {
    return this.#failures;
  }

  /** The wait before the next try in milliseconds: between half and the whole of a value that doubles each time. */
  next(): number {
    const { initialMs, maximumMs, random } = this.#options;
    const whole = Math.min(maximumMs, initialMs * 2 ** this.#failures);
    this.#failures += 1;
    return whole / 2 + random() * (whole / 2);
  }

  /** Says that a try succeeded. */
  reset(): void {
    this.#failures = 0;
  }
}
