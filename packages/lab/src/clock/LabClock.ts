/**
 * The time of the lab. Everything in the lab that waits asks this clock, so that a test can move time by hand
 * and `--speed` makes a whole data centre run faster.
 */
export interface LabClock {
  /** The present moment. */
  now(): Date;
  /**
   * Runs `task` once, after `seconds` of lab time.
   *
   * @returns a function that calls it off
   */
  after(seconds: number, task: () => void): () => void;
}

/** Moment as Kubernetes writes it: UTC, whole seconds. */
export function formatTimestamp(moment: Date): string {
  return moment.toISOString().replace(/\.\d{3}Z$/, 'Z');
}

/** The present moment as Kubernetes writes it. */
export function timestamp(clock: LabClock): string {
  return formatTimestamp(clock.now());
}

/** Says on stderr what failed, with the place, and lets the lab go on. */
export function warnOfFailure(error: unknown): void {
  const failure = error instanceof Error ? error : new Error(String(error));
  process.emitWarning(`A step of the lab failed: ${failure.message}`, {
    type: 'LabWarning',
    detail: failure.stack,
  });
}

/** Wall-clock time, with waits divided by `speed`. */
export class RealClock implements LabClock {
  readonly #speed: number;

  constructor(options: { speed?: number } = {}) {
    this.#speed = options.speed ?? 1;
  }

  now(): Date {
    return new Date();
  }

  after(seconds: number, task: () => void): () => void {
    const timer = setTimeout(() => {
      // One step that fails must not end the whole data centre.
      try {
        task();
      } catch (error) {
        warnOfFailure(error);
      }
    }, (seconds * 1000) / this.#speed);
    timer.unref();
    return () => clearTimeout(timer);
  }
}

/** A clock that stands still until a test moves it. */
export class ManualClock implements LabClock {
  #milliseconds: number;
  #waiting: { due: number; order: number; task: () => void }[] = [];
  #order = 0;

  constructor(start: Date = new Date('2026-01-01T00:00:00Z')) {
    this.#milliseconds = start.getTime();
  }

  now(): Date {
    return new Date(this.#milliseconds);
  }

  after(seconds: number, task: () => void): () => void {
    const entry = {
      due: this.#milliseconds + seconds * 1000,
      order: this.#order++,
      task,
    };
    this.#waiting.push(entry);
    return () => {
      this.#waiting = this.#waiting.filter(other => other !== entry);
    };
  }

  /** Moves time on and runs, in order, what falls due on the way. */
  advance(seconds: number): void {
    const end = this.#milliseconds + seconds * 1000;
    for (;;) {
      const next = this.#waiting
        .filter(entry => entry.due <= end)
        .sort((a, b) => a.due - b.due || a.order - b.order)[0];
      if (!next) break;
      this.#waiting = this.#waiting.filter(entry => entry !== next);
      this.#milliseconds = Math.max(this.#milliseconds, next.due);
      next.task();
    }
    this.#milliseconds = end;
  }
}
