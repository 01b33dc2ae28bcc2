import type { LabClock } from '../../clock/LabClock';
import { StepTimers } from '../../kubevirt/StepTimers';
import { conditionOf } from '../conditions';
import { isReady } from '../podFacts';
import type { Pod } from '../types';

/** Which pods have been ready for as long as their owner wants (`minReadySeconds`). */
export class Availability {
  readonly #timers: StepTimers;
  readonly #seasoned = new Map<string, string>();

  constructor(clock: LabClock) {
    this.#timers = new StepTimers(clock);
  }

  /** Whether the pod counts as available; `recheck` is called when it comes to be. */
  isAvailable(pod: Pod, minReadySeconds: number, recheck: () => void): boolean {
    const { uid = '' } = pod.metadata;
    if (!isReady(pod)) {
      this.forget(uid);
      return false;
    }
    if (minReadySeconds === 0) return true;
    const since = String(
      conditionOf(pod.status?.conditions, 'Ready')?.lastTransitionTime,
    );
    if (this.#seasoned.get(uid) === since) return true;
    this.#timers.after(uid, since, minReadySeconds, () => {
      this.#seasoned.set(uid, since);
      recheck();
    });
    return false;
  }

  /** The pod is gone or not ready any more. */
  forget(uid: string): void {
    this.#timers.clear(uid);
    this.#seasoned.delete(uid);
  }

  stop(): void {
    this.#timers.stop();
  }
}
