import { warnOfFailure, type LabClock } from '../clock/LabClock';
import { ApiError } from '../kubernetes/KubernetesApi';

/** Objects handled in one turn of the event loop, so that thousands of new ones do not stop the lab's servers. */
const BATCH = 50;
const LONGEST_RETRY_SECONDS = 30;

/**
 * Keys of objects to look at again. A key that is added many times is handled once; a failed one is tried again, later
 * each time.
 */
export class ReconcileQueue {
  readonly #clock: LabClock;
  readonly #reconcile: (key: string) => void;
  readonly #waiting = new Set<string>();
  readonly #delayed = new Map<string, () => void>();
  readonly #failures = new Map<string, number>();
  #scheduled: (() => void) | undefined;

  constructor(options: { clock: LabClock; reconcile(key: string): void }) {
    this.#clock = options.clock;
    this.#reconcile = options.reconcile;
  }

  /** Soon. */
  add(key: string): void {
    this.#waiting.add(key);
    this.#schedule();
  }

  /** Once, after `seconds`; a delay that is already running for the key is replaced. */
  addAfter(key: string, seconds: number): void {
    this.#delayed.get(key)?.();
    this.#delayed.set(
      key,
      this.#clock.after(seconds, () => {
        this.#delayed.delete(key);
        this.add(key);
      }),
    );
  }

  /** The object is gone: nothing of it is remembered. */
  forget(key: string): void {
    this.#delayed.get(key)?.();
    this.#delayed.delete(key);
    this.#failures.delete(key);
  }

  /** Tries a key again, later each time it is asked for. */
  retry(key: string): void {
    const failures = (this.#failures.get(key) ?? 0) + 1;
    this.#failures.set(key, failures);
    this.addAfter(key, Math.min(LONGEST_RETRY_SECONDS, 0.25 * 2 ** failures));
  }

  /** The key's work is done: its next failure counts as the first. */
  succeeded(key: string): void {
    this.#failures.delete(key);
  }

  stop(): void {
    this.#scheduled?.();
    this.#waiting.clear();
    for (const cancel of this.#delayed.values()) cancel();
    this.#delayed.clear();
  }

  #schedule(): void {
    if (this.#scheduled || this.#waiting.size === 0) return;
    this.#scheduled = this.#clock.after(0, () => {
      this.#scheduled = undefined;
      this.#drain();
      this.#schedule();
    });
  }

  #drain(): void {
    let left = BATCH;
    for (const key of this.#waiting) {
      if (left-- === 0) return;
      this.#waiting.delete(key);
      this.#run(key);
    }
  }

  #run(key: string): void {
    try {
      this.#reconcile(key);
    } catch (error) {
      const raced =
        error instanceof ApiError && [404, 409].includes(error.code);
      if (!raced) warnOfFailure(error);
      this.retry(key);
    }
  }
}
