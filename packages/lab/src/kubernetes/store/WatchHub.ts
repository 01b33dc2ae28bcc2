import type { StoredChange } from './StoredChange';

/**
 * Tells listeners of changes: every listener hears all of them in the order in which they were kept, also when a
 * listener's own work causes more. The outermost `publish` returns when all have been heard.
 */
export class WatchHub {
  readonly #listeners = new Set<(change: StoredChange) => void>();
  readonly #queue: StoredChange[] = [];
  #busy = false;

  subscribe(listener: (change: StoredChange) => void): () => void {
    // A wrapper, so that one function subscribed twice stays two listeners.
    const own = (change: StoredChange) => listener(change);
    this.#listeners.add(own);
    return () => {
      this.#listeners.delete(own);
    };
  }

  publish(change: StoredChange): void {
    this.#queue.push(change);
    if (this.#busy) return;
    this.#busy = true;
    try {
      for (
        let next = this.#queue.shift();
        next !== undefined;
        next = this.#queue.shift()
      ) {
        for (const listener of [...this.#listeners]) {
          if (this.#listeners.has(listener)) listener(next);
        }
      }
    } finally {
      this.#busy = false;
    }
  }
}
