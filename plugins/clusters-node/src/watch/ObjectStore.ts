import { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import { ObjectIdentity } from './watchEvent';

/**
 * What a watch tells its subscribers.
 *
 * - `added`, `modified`: the object as it is now. `deleted`: as it was last.
 * - `relisted`: a complete listing was taken over; its single changes were told before.
 * - `state`: the state of the watch changed.
 *
 * @public
 */
export type WatchChange<T> =
  | { type: 'added' | 'modified' | 'deleted'; object: T }
  | { type: 'relisted' | 'state'; object?: undefined };

/** An object with its identity, not read yet. */
export interface FoundObject {
  identity: ObjectIdentity;
  object: unknown;
}

interface StoredObject<T> {
  resourceVersion: string;
  /** Absent when it could never be read. */
  value?: T;
  /** It was reported, so the next failure to read it is no news. */
  unreadable: boolean;
}

/**
 * The objects of a watch by namespace and name, and those who want to know of their changes.
 */
export class ObjectStore<T> {
  readonly #parse: (object: unknown) => T;
  readonly #logger: LoggerService;
  readonly #name: string;
  readonly #listeners = new Set<(change: WatchChange<T>) => void>();
  #objects = new Map<string, StoredObject<T>>();

  constructor(options: {
    parse: (object: unknown) => T;
    logger: LoggerService;
    /** For log lines. */
    name: string;
  }) {
    this.#parse = options.parse;
    this.#logger = options.logger;
    this.#name = options.name;
  }

  get(namespace: string | undefined, name: string): T | undefined {
    return this.#objects.get(keyOf({ namespace, name }))?.value;
  }

  values(): T[] {
    const values: T[] = [];
    for (const { value } of this.#objects.values()) {
      if (value !== undefined) {
        values.push(value);
      }
    }
    return values;
  }

  subscribe(listener: (change: WatchChange<T>) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  tell(change: WatchChange<T>): void {
    for (const listener of this.#listeners) {
      try {
        listener(change);
      } catch (error) {
        this.#logger.error(
          `A subscriber of ${this.#name} failed at a change ${change.type}`,
          toError(error),
        );
      }
    }
  }

  /** Takes over a complete listing and tells what it changed. */
  replace(found: FoundObject[]): void {
    const before = this.#objects;
    const changes: WatchChange<T>[] = [];
    const after = new Map<string, StoredObject<T>>();
    for (const { identity, object } of found) {
      const key = keyOf(identity);
      const known = before.get(key);
      const stored =
        known?.resourceVersion === identity.resourceVersion
          ? known
          : this.#read(key, identity, object, known);
      after.set(key, stored);
      if (stored !== known && stored.value !== undefined) {
        changes.push({
          type: known?.value === undefined ? 'added' : 'modified',
          object: stored.value,
        });
      }
    }
    for (const [key, { value }] of before) {
      if (!after.has(key) && value !== undefined) {
        changes.push({ type: 'deleted', object: value });
      }
    }
    this.#objects = after;
    for (const change of changes) {
      this.tell(change);
    }
  }

  /** Takes over a new object or a new state of one. */
  set({ identity, object }: FoundObject): void {
    const key = keyOf(identity);
    const known = this.#objects.get(key);
    const stored = this.#read(key, identity, object, known);
    this.#objects.set(key, stored);
    if (stored.value !== undefined && stored.value !== known?.value) {
      this.tell({
        type: known?.value === undefined ? 'added' : 'modified',
        object: stored.value,
      });
    }
  }

  delete(identity: ObjectIdentity): void {
    const key = keyOf(identity);
    const known = this.#objects.get(key);
    this.#objects.delete(key);
    if (known?.value !== undefined) {
      this.tell({ type: 'deleted', object: known.value });
    }
  }

  #read(
    key: string,
    identity: ObjectIdentity,
    object: unknown,
    known: StoredObject<T> | undefined,
  ): StoredObject<T> {
    const { resourceVersion } = identity;
    try {
      return { resourceVersion, value: this.#parse(object), unreadable: false };
    } catch (error) {
      if (!known?.unreadable) {
        this.#logger.warn(
          `${this.#name}: ${key} cannot be read and ${
            known?.value === undefined ? 'is left out' : 'stays as it was'
          }: ${toError(error).message}`,
        );
      }
      return { resourceVersion, value: known?.value, unreadable: true };
    }
  }
}

function keyOf(identity: { namespace?: string; name: string }): string {
  return `${identity.namespace ?? ''}/${identity.name}`;
}
