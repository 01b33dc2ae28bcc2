interface Entry<T> {
  value: Promise<T>;
  size: number;
}

/**
 * Keeps what a key names for good, such as an object of git by its sha, as far as there is room; what was not used for longest goes first.
 */
export class ContentCache<T> {
  readonly #entries = new Map<string, Entry<T>>();
  readonly #limits: { entries: number; size: number };
  readonly #sizeOf: (value: T) => number;
  #size = 0;

  constructor(options: {
    entries: number;
    /** Sum of what `sizeOf` says; default: no limit. */
    size?: number;
    sizeOf?: (value: T) => number;
  }) {
    this.#limits = {
      entries: options.entries,
      size: options.size ?? Number.POSITIVE_INFINITY,
    };
    this.#sizeOf = options.sizeOf ?? (() => 0);
  }

  /** What is kept under the key, else what `read` says; those who ask at the same moment share one answer. */
  async get(key: string, read: () => Promise<T>): Promise<T> {
    const kept = this.#entries.get(key);
    if (kept) {
      this.#entries.delete(key);
      this.#entries.set(key, kept);
      return kept.value;
    }
    const entry: Entry<T> = { value: read(), size: 0 };
    this.#entries.set(key, entry);
    try {
      const value = await entry.value;
      if (this.#entries.get(key) === entry) {
        entry.size = this.#sizeOf(value);
        this.#size += entry.size;
        this.#makeRoom();
      }
      return value;
    } catch (error) {
      if (this.#entries.get(key) === entry) {
        this.#entries.delete(key);
      }
      throw error;
    }
  }

  #makeRoom(): void {
    for (const [key, entry] of this.#entries) {
      if (
        this.#entries.size <= this.#limits.entries &&
        this.#size <= this.#limits.size
      ) {
        return;
      }
      this.#entries.delete(key);
      this.#size -= entry.size;
    }
  }
}
