import {
  ApiError,
  type KubernetesObject,
  type ListOptions,
} from '../KubernetesApi';
import { fromStored } from '../pipeline/storedShape';
import type { ResourceDefinition } from '../resources/ResourceDefinition';
import { parseFieldSelector } from '../selectors/fieldSelector';
import { parseLabelSelector } from '../selectors/labelSelector';
import type { ObjectStore } from './ObjectStore';

const SNAPSHOT_LIMIT = 64;

interface Snapshot {
  revision: string;
  /** What the snapshot is of: kind, namespace and selectors. */
  of: string;
  items: KubernetesObject[];
}

/** Page of a list, objects as they are kept. */
export interface ObjectPage {
  items: KubernetesObject[];
  resourceVersion: string;
  continue?: string;
  remainingItemCount?: number;
}

/** Lists with selectors and pages; all pages of one list show the same moment. */
export class ObjectLister {
  readonly #store: ObjectStore;
  readonly #snapshots = new Map<string, Snapshot>();
  #count = 0;

  constructor(options: { store: ObjectStore }) {
    this.#store = options.store;
  }

  /** @throws ApiError 400 on a bad selector or token, 410 on an old token */
  list(definition: ResourceDefinition, options: ListOptions): ObjectPage {
    const of = [
      definition.id.version,
      definition.storageKey,
      options.namespace ?? '',
      options.labelSelector ?? '',
      options.fieldSelector ?? '',
    ].join('|');
    if (options.continue) return this.#next(of, options);
    const labels = parseLabelSelector(options.labelSelector);
    const fields = parseFieldSelector(options.fieldSelector, definition);
    const stored = this.#store.list(definition.storageKey, options.namespace);
    const selected =
      options.labelSelector || options.fieldSelector
        ? stored.filter(
            object => labels(object.metadata.labels ?? {}) && fields(object),
          )
        : stored;
    const snapshot = {
      revision: String(this.#store.revision),
      of,
      items: selected.map(object => fromStored(definition, object)),
    };
    return this.#page(snapshot, 0, options, String(this.#count++));
  }

  #next(of: string, options: ListOptions): ObjectPage {
    const { id, start } = readToken(options.continue ?? '');
    const snapshot = this.#snapshots.get(id);
    if (!snapshot) {
      throw new ApiError(
        410,
        'Expired',
        'The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue parameter.',
      );
    }
    if (snapshot.of !== of) {
      throw new ApiError(
        400,
        'BadRequest',
        'continue key is not valid: it belongs to another list',
      );
    }
    return this.#page(snapshot, start, options, id);
  }

  #page(
    snapshot: Snapshot,
    start: number,
    { limit = 0, labelSelector, fieldSelector }: ListOptions,
    id: string,
  ): ObjectPage {
    const { items, revision } = snapshot;
    const end = limit > 0 ? start + limit : items.length;
    if (end >= items.length) {
      return { items: items.slice(start), resourceVersion: revision };
    }
    this.#remember(id, snapshot);
    return {
      items: items.slice(start, end),
      resourceVersion: revision,
      continue: Buffer.from(
        JSON.stringify({
          v: 'meta.k8s.io/v1',
          rv: Number(revision),
          id,
          start: end,
        }),
      ).toString('base64url'),
      // With a selector the real server does not know how many are left.
      ...(!labelSelector &&
        !fieldSelector && { remainingItemCount: items.length - end }),
    };
  }

  #remember(id: string, snapshot: Snapshot): void {
    this.#snapshots.delete(id);
    this.#snapshots.set(id, snapshot);
    if (this.#snapshots.size <= SNAPSHOT_LIMIT) return;
    const [oldest] = this.#snapshots.keys();
    this.#snapshots.delete(oldest);
  }
}

function readToken(token: string): { id: string; start: number } {
  try {
    const read: unknown = JSON.parse(
      Buffer.from(token, 'base64url').toString('utf8'),
    );
    if (
      typeof read === 'object' &&
      read !== null &&
      'id' in read &&
      'start' in read &&
      typeof read.start === 'number'
    ) {
      return { id: String(read.id), start: read.start };
    }
  } catch {
    // Answered below like any other token that is none of ours.
  }
  throw new ApiError(
    400,
    'BadRequest',
    'invalid continue token: continue key is not valid: the token cannot be read',
  );
}
