import type {
  KubernetesApi,
  KubernetesObject,
  ResourceId,
} from '../../kubernetes/KubernetesApi';
import { addInto, NOTHING, type Amount, type Amounts } from './Amount';
import { COUNTED, hasEnded, usageOf } from './usageOf';

interface Entry {
  namespace: string;
  ended: boolean;
  usage: Amounts;
}

/** What all objects of each namespace use together, counted as they come, change and go. */
export class QuotaLedger {
  readonly #entries = new Map<string, Entry>();
  readonly #totals = new Map<string, Amounts>();
  readonly #changed: (namespace: string) => void;

  /** `changed` hears of each namespace whose sums move. */
  constructor(options: { changed(namespace: string): void }) {
    this.#changed = options.changed;
  }

  start(api: KubernetesApi): () => void {
    const stops = COUNTED.map(resource =>
      api.watch(resource, ({ type, object }) => {
        if (type === 'DELETED') this.#remove(object.metadata.uid ?? '');
        else this.note(resource, object);
      }),
    );
    return () => stops.forEach(stop => stop());
  }

  /** Used by a namespace. */
  used(namespace: string, name: string): Amount {
    return this.#totals.get(namespace)?.get(name) ?? NOTHING;
  }

  /** Counts an object, also one that is about to be kept: nobody else may take the same room meanwhile. */
  note(resource: ResourceId, object: KubernetesObject): void {
    const { uid = '', namespace = '' } = object.metadata;
    const ended = hasEnded(object);
    const known = this.#entries.get(uid);
    // What a pod asks for stays, so most of its changes cost nothing here.
    if (known && resource.plural === 'pods' && known.ended === ended) return;
    const usage = usageOf(resource, object);
    if (known && sameAmounts(known.usage, usage)) return;
    if (known) this.#remove(uid);
    this.#entries.set(uid, { namespace, ended, usage });
    const total = this.#totals.get(namespace) ?? new Map();
    this.#totals.set(namespace, total);
    addInto(total, usage, 1);
    this.#changed(namespace);
  }

  #remove(uid: string): void {
    const entry = this.#entries.get(uid);
    if (!entry) return;
    this.#entries.delete(uid);
    const total = this.#totals.get(entry.namespace);
    if (total) addInto(total, entry.usage, -1);
    this.#changed(entry.namespace);
  }
}

function sameAmounts(a: Amounts, b: Amounts): boolean {
  return (
    a.size === b.size &&
    [...a].every(([name, { value }]) => b.get(name)?.value === value)
  );
}
