import type { KubernetesObject } from '../KubernetesApi';
import { Journal, type JournalEntry } from './Journal';
import type { StoredChange } from './StoredChange';
import { WatchHub } from './WatchHub';

/** Where an object is in the store. */
export interface ObjectLocation {
  key: string;
  namespace: string | undefined;
  name: string;
}

interface Bucket {
  objects: Map<string, KubernetesObject>;
  /** Names in order; undefined when an addition or removal has spoilt it. */
  order: string[] | undefined;
}

const HISTORY_LIMIT = 20_000;
const JOURNAL_LIMIT = 64 * 1024 * 1024;

/**
 * The objects and their recent history. Objects in it are never changed, only replaced: whoever wants to change one
 * makes a copy. With a directory every change is journalled first.
 */
export class ObjectStore {
  readonly #kinds = new Map<string, Map<string, Bucket>>();
  readonly #locations = new Map<string, ObjectLocation>();
  readonly #dependents = new Map<string, Set<string>>();
  readonly #hub = new WatchHub();
  #history: StoredChange[] = [];
  #historyStart = 0;
  readonly #beginnings = new Map<string, number>();
  #revision = 0;
  #journal: Journal | undefined;
  #journalFloor = 0;

  /** A store in memory, or one kept in `directory`. */
  static open(directory?: string): ObjectStore {
    const store = new ObjectStore();
    if (directory !== undefined) {
      store.#journal = Journal.open(directory, item => store.#replay(item));
      store.compact();
    }
    return store;
  }

  /** Revision of the last change; what `resourceVersion` of a list says. */
  get revision(): number {
    return this.#revision;
  }

  /** The oldest revision from which a watch can go on. */
  get oldestRevision(): number {
    return this.#historyStart;
  }

  get(
    key: string,
    namespace: string | undefined,
    name: string,
  ): KubernetesObject | undefined {
    return this.#kinds
      .get(key)
      ?.get(namespace ?? '')
      ?.objects.get(name);
  }

  /** All objects of a kind in the order of etcd's keys. */
  list(key: string, namespace?: string): KubernetesObject[] {
    const buckets = this.#kinds.get(key);
    if (!buckets) return [];
    const result: KubernetesObject[] = [];
    const spaces =
      namespace === undefined
        ? [...buckets.keys()].sort((a, b) => compare(`${a}/`, `${b}/`))
        : [namespace];
    for (const space of spaces) {
      const bucket = buckets.get(space);
      if (!bucket) continue;
      bucket.order ??= [...bucket.objects.keys()].sort(compare);
      for (const name of bucket.order) {
        const object = bucket.objects.get(name);
        if (object) result.push(object);
      }
    }
    return result;
  }

  /** Keys of the kinds that have objects in a namespace. */
  keysIn(namespace: string): string[] {
    return [...this.#kinds]
      .filter(([, buckets]) => buckets.get(namespace)?.objects.size)
      .map(([key]) => key);
  }

  locate(uid: string): ObjectLocation | undefined {
    return this.#locations.get(uid);
  }

  /** Objects that name this uid as an owner. */
  dependentsOf(uid: string): KubernetesObject[] {
    return [...(this.#dependents.get(uid) ?? [])].flatMap(dependent => {
      const at = this.#locations.get(dependent);
      const object = at && this.get(at.key, at.namespace, at.name);
      return object ? [object] : [];
    });
  }

  /** Keeps the object under the next revision, which becomes its resourceVersion. The store owns it from here on. */
  put(key: string, object: KubernetesObject): KubernetesObject {
    const revision = this.#revision + 1;
    const kept = {
      ...object,
      metadata: { ...object.metadata, resourceVersion: String(revision) },
    };
    this.#journal?.append({ revision, key, object: kept });
    this.#record(this.#apply(key, kept, revision));
    return kept;
  }

  /** Removes the object and returns its last state. */
  remove(key: string, object: KubernetesObject): KubernetesObject {
    const revision = this.#revision + 1;
    const { namespace, name } = object.metadata;
    this.#journal?.append({ revision, key, removed: [namespace ?? '', name] });
    const change = this.#drop(key, namespace ?? '', name, revision);
    if (!change) return object;
    this.#record(change);
    return change.object;
  }

  /** Says that a kind came to be at a revision: nobody can watch it from before. */
  beginHistory(key: string, revision: number): void {
    this.#beginnings.set(key, revision);
  }

  /** Changes after a revision, undefined when they are forgotten already. */
  changesSince(revision: number, key: string): StoredChange[] | undefined {
    const start = this.#beginnings.get(key) ?? 0;
    if (revision < Math.max(start, this.#historyStart)) return undefined;
    return this.#history.filter(
      change => change.revision > revision && change.key === key,
    );
  }

  subscribe(listener: (change: StoredChange) => void): () => void {
    return this.#hub.subscribe(listener);
  }

  /** Forgets the history before this moment, as etcd's compaction does. */
  forgetHistory(): void {
    this.#history = [];
    this.#historyStart = this.#revision;
  }

  /** Rewrites the journal with the present objects only. */
  compact(): void {
    if (!this.#journal) return;
    this.#journal.rewrite(this.#entries());
    this.#journalFloor = this.#journal.bytes;
  }

  close(): void {
    this.#journal?.close();
    this.#journal = undefined;
  }

  *#entries(): Generator<JournalEntry> {
    for (const [key, buckets] of this.#kinds) {
      for (const bucket of buckets.values()) {
        for (const object of bucket.objects.values()) {
          yield {
            revision: Number(object.metadata.resourceVersion),
            key,
            object,
          };
        }
      }
    }
    yield { revision: this.#revision };
  }

  #replay(item: JournalEntry): void {
    if ('object' in item) {
      const inOrder = item.revision > this.#revision;
      const change = this.#apply(item.key, item.object, item.revision);
      if (inOrder) this.#remember(change);
    } else if ('removed' in item) {
      const change = this.#drop(item.key, ...item.removed, item.revision);
      if (change) this.#remember(change);
    } else {
      // The end of a compacted part: what stands before it is a state, not a history.
      this.#revision = Math.max(this.#revision, item.revision);
      this.forgetHistory();
    }
  }

  #apply(
    key: string,
    object: KubernetesObject,
    revision: number,
  ): StoredChange {
    const { namespace = '', name, uid = '' } = object.metadata;
    const buckets = this.#kinds.get(key) ?? new Map<string, Bucket>();
    this.#kinds.set(key, buckets);
    const bucket = buckets.get(namespace) ?? {
      objects: new Map(),
      order: undefined,
    };
    buckets.set(namespace, bucket);
    const previous = bucket.objects.get(name);
    if (previous) this.#unlinkOwners(previous);
    else bucket.order = undefined;
    bucket.objects.set(name, object);
    this.#locations.set(uid, {
      key,
      namespace: object.metadata.namespace,
      name,
    });
    for (const owner of object.metadata.ownerReferences ?? []) {
      const known = this.#dependents.get(owner.uid) ?? new Set();
      this.#dependents.set(owner.uid, known.add(uid));
    }
    this.#revision = Math.max(this.#revision, revision);
    return {
      revision,
      key,
      type: previous ? 'MODIFIED' : 'ADDED',
      object,
      previous,
    };
  }

  #drop(
    key: string,
    namespace: string,
    name: string,
    revision: number,
  ): StoredChange | undefined {
    const bucket = this.#kinds.get(key)?.get(namespace);
    const previous = bucket?.objects.get(name);
    this.#revision = Math.max(this.#revision, revision);
    if (!bucket || !previous) return undefined;
    bucket.objects.delete(name);
    bucket.order = undefined;
    this.#unlinkOwners(previous);
    this.#locations.delete(previous.metadata.uid ?? '');
    const object = {
      ...previous,
      metadata: { ...previous.metadata, resourceVersion: String(revision) },
    };
    return { revision, key, type: 'DELETED', object, previous };
  }

  #unlinkOwners(object: KubernetesObject): void {
    for (const owner of object.metadata.ownerReferences ?? []) {
      const known = this.#dependents.get(owner.uid);
      known?.delete(object.metadata.uid ?? '');
      if (known?.size === 0) this.#dependents.delete(owner.uid);
    }
  }

  #record(change: StoredChange): void {
    this.#remember(change);
    const bytes = this.#journal?.bytes ?? 0;
    if (bytes > JOURNAL_LIMIT && bytes > 4 * this.#journalFloor) this.compact();
    this.#hub.publish(change);
  }

  #remember(change: StoredChange): void {
    this.#history.push(change);
    if (this.#history.length > HISTORY_LIMIT * 1.5) {
      const forgotten = this.#history.splice(
        0,
        this.#history.length - HISTORY_LIMIT,
      );
      this.#historyStart = forgotten[forgotten.length - 1].revision;
    }
  }
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
