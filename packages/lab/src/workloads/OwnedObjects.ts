import type {
  KubernetesApi,
  KubernetesObject,
  ResourceId,
  WatchEvent,
} from '../kubernetes/KubernetesApi';

type Listener<T> = (type: WatchEvent['type'], object: T) => void;

/**
 * All objects of a kind by the controller that owns them, kept up by one watch: nobody has to search for what belongs to
 * an owner. The objects are shared and must not be changed.
 */
export class OwnedObjects<T extends KubernetesObject> {
  readonly #api: KubernetesApi;
  readonly #resource: ResourceId;
  readonly #keep: (object: T) => boolean;
  readonly #owned = new Map<string, Map<string, T>>();
  readonly #listeners = new Set<Listener<T>>();

  /** Objects that `keep` refuses are told to listeners, but not found by their owner. */
  constructor(options: {
    api: KubernetesApi;
    resource: ResourceId;
    keep?(object: T): boolean;
  }) {
    this.#api = options.api;
    this.#resource = options.resource;
    this.#keep = options.keep ?? (() => true);
  }

  start(): () => void {
    return this.#api.watch(this.#resource, ({ type, object }) => {
      const known = object as T;
      this.#note(type, known);
      for (const listener of this.#listeners) listener(type, known);
    });
  }

  /** What `ownerUid` controls, by name. */
  of(ownerUid: string | undefined): T[] {
    const owned = this.#owned.get(ownerUid ?? '');
    if (!owned) return [];
    return [...owned.values()].sort((a, b) =>
      a.metadata.name < b.metadata.name ? -1 : 1,
    );
  }

  /** Hears every change after it is noted, and what is there once it is started. */
  subscribe(listener: Listener<T>): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  #note(type: WatchEvent['type'], object: T): void {
    const uid = object.metadata.uid ?? '';
    const owner = object.metadata.ownerReferences?.find(
      reference => reference.controller === true,
    )?.uid;
    if (!owner || !this.#keep(object)) return;
    const owned = this.#owned.get(owner) ?? new Map<string, T>();
    if (type === 'DELETED') owned.delete(uid);
    else owned.set(uid, object);
    if (owned.size > 0) this.#owned.set(owner, owned);
    else this.#owned.delete(owner);
  }
}
