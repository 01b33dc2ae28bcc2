import type {
  KubernetesApi,
  KubernetesObject,
  ResourceId,
} from '../kubernetes/KubernetesApi';
import { identityKey, identityOf, trackedBy } from './compare/trackingId';

/**
 * Watches the kinds that Applications have to do with, knows which live objects track which Application, and tells
 * when one that matters to an Application changed.
 */
export class LiveObjects {
  readonly #api: KubernetesApi;
  readonly #watches = new Map<string, () => void>();
  readonly #tracked = new Map<string, Map<string, KubernetesObject>>();
  readonly #trackers = new Map<string, string>();
  readonly #interested = new Map<string, Set<string>>();
  readonly #interests = new Map<string, string[]>();
  #onChange: (application: string) => void = () => {};
  #isFilling = false;

  constructor(options: { api: KubernetesApi }) {
    this.#api = options.api;
  }

  /**
   * @param onChange - called with the name of an Application within the write that changed one of its objects: it must
   *   only take note
   */
  subscribe(onChange: (application: string) => void): void {
    this.#onChange = onChange;
  }

  /** Watches a kind from now on; nothing happens while the server does not know it. */
  watch(apiVersion: string, kind: string): ResourceId | undefined {
    const resource = this.#api.resourceOf(apiVersion, kind);
    if (!resource) return undefined;
    const key = `${resource.group}/${resource.plural}`;
    if (!this.#watches.has(key)) {
      this.#isFilling = true;
      const end = this.#api.watch(resource, event =>
        this.#handle(event.object, event.type === 'DELETED'),
      );
      this.#watches.set(key, end);
      this.#isFilling = false;
    }
    return resource;
  }

  /** Live objects that say they belong to an Application. */
  trackedBy(application: string): KubernetesObject[] {
    return [...(this.#tracked.get(application)?.values() ?? [])];
  }

  /** The live object of that key if it tracks the Application; the same object as long as nothing changed. */
  tracked(application: string, key: string): KubernetesObject | undefined {
    return this.#tracked.get(application)?.get(key);
  }

  /** From now on changes of these objects concern the Application, even when they do not track it. */
  setInterest(application: string, keys: string[]): void {
    for (const key of this.#interests.get(application) ?? []) {
      this.#interested.get(key)?.delete(application);
      if (this.#interested.get(key)?.size === 0) this.#interested.delete(key);
    }
    this.#interests.set(application, keys);
    for (const key of keys) {
      const applications = this.#interested.get(key) ?? new Set();
      this.#interested.set(key, applications.add(application));
    }
    if (keys.length === 0) this.#interests.delete(application);
  }

  stop(): void {
    for (const end of this.#watches.values()) end();
    this.#watches.clear();
  }

  #handle(object: KubernetesObject, isDeleted: boolean): void {
    const key = identityKey(identityOf(object));
    const before = this.#trackers.get(key);
    const tracker = isDeleted ? undefined : trackedBy(object);
    if (before !== undefined && before !== tracker) {
      this.#tracked.get(before)?.delete(key);
      this.#trackers.delete(key);
    }
    if (tracker !== undefined) {
      const objects = this.#tracked.get(tracker) ?? new Map();
      this.#tracked.set(tracker, objects.set(key, object));
      this.#trackers.set(key, tracker);
    }
    if (this.#isFilling) return;
    const concerned = new Set(this.#interested.get(key));
    if (before !== undefined) concerned.add(before);
    if (tracker !== undefined) concerned.add(tracker);
    for (const application of concerned) this.#onChange(application);
  }
}
