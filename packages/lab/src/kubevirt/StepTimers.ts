import { warnOfFailure, type LabClock } from '../clock/LabClock';

/** Seconds, at least, before a step that failed is tried again. */
const RETRY_SECONDS = 5;

/**
 * Time that the steps of a life take. An object waits for one step at a time: asking for the step it waits for already
 * changes nothing, so a controller may ask each time it sees the object. A step that throws is tried again later.
 */
export class StepTimers {
  readonly #clock: LabClock;
  readonly #waiting = new Map<string, { step: string; cancel: () => void }>();

  constructor(clock: LabClock) {
    this.#clock = clock;
  }

  /** Runs `task` `seconds` after the key first asked for this step. */
  after(key: string, step: string, seconds: number, task: () => void): void {
    const waiting = this.#waiting.get(key);
    if (waiting?.step === step) return;
    waiting?.cancel();
    const cancel = this.#clock.after(seconds, () => {
      this.#waiting.delete(key);
      try {
        task();
      } catch (error) {
        warnOfFailure(error);
        if (this.#waiting.has(key)) return;
        this.after(key, step, Math.max(seconds, RETRY_SECONDS), task);
      }
    });
    this.#waiting.set(key, { step, cancel });
  }

  /** The object waits for nothing any more. */
  clear(key: string): void {
    this.#waiting.get(key)?.cancel();
    this.#waiting.delete(key);
  }

  stop(): void {
    for (const { cancel } of this.#waiting.values()) cancel();
    this.#waiting.clear();
  }
}
