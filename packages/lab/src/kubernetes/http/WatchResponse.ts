import type { ServerResponse } from 'node:http';
import { ApiError, type KubernetesObject } from '../KubernetesApi';
import { fromStored } from '../pipeline/storedShape';
import type { ResourceDefinition } from '../resources/ResourceDefinition';
import { parseFieldSelector } from '../selectors/fieldSelector';
import { parseLabelSelector } from '../selectors/labelSelector';
import type { ObjectStore } from '../store/ObjectStore';
import type { StoredChange } from '../store/StoredChange';
import { statusOf } from './answer';
import { isTrue } from './RequestInfo';
import { optionsFault } from './writeOptions';

/** Kind of a watch event on the wire. */
export type WireEventType =
  | 'ADDED'
  | 'MODIFIED'
  | 'DELETED'
  | 'BOOKMARK'
  | 'ERROR';

/** What a watch shows and to whom. */
export interface WatchResponseOptions {
  response: ServerResponse;
  store: ObjectStore;
  definition: ResourceDefinition;
  namespace?: string;
  name?: string;
  query: URLSearchParams;
  /** Form of an event's object: itself, a table row, metadata only. */
  represent: (object: KubernetesObject, first: boolean) => unknown;
}

const BOOKMARK_MILLISECONDS = 60_000;
const LAST_BOOKMARK_MILLISECONDS = 2_000;
const DEFAULT_SECONDS = 1800;

/** Answers a watch: the changes after a resourceVersion, one JSON document a line, until it times out or is left. */
export class WatchResponse {
  readonly #options: WatchResponseOptions;
  readonly #matches: (object: KubernetesObject) => boolean;
  readonly #bookmarks: boolean;
  readonly #endings: (() => void)[] = [];
  #revision = 0;
  #sent = false;

  private constructor(options: WatchResponseOptions) {
    const { query, definition, namespace, name } = options;
    const labels = parseLabelSelector(query.get('labelSelector') ?? undefined);
    const fields = parseFieldSelector(
      query.get('fieldSelector') ?? undefined,
      definition,
    );
    this.#options = options;
    this.#bookmarks = isTrue(query.get('allowWatchBookmarks'));
    this.#matches = object =>
      (namespace === undefined || object.metadata.namespace === namespace) &&
      (name === undefined || object.metadata.name === name) &&
      labels(object.metadata.labels ?? {}) &&
      fields(object);
  }

  /** @throws ApiError 400 for selectors or a version that cannot be read, before anything is sent */
  static start(options: WatchResponseOptions): void {
    const watch = new WatchResponse(options);
    watch.#begin();
  }

  #begin(): void {
    const { response, store, definition, query } = this.#options;
    const from = query.get('resourceVersion') ?? '';
    if (from !== '' && !/^\d+$/.test(from)) {
      throw new ApiError(
        500,
        undefined,
        `resourceVersion: Invalid value: ${JSON.stringify(
          from,
        )}: strconv.ParseUint: parsing ${JSON.stringify(from)}: invalid syntax`,
      );
    }
    const initial = isTrue(query.get('sendInitialEvents'));
    if (initial && query.get('resourceVersionMatch') !== 'NotOlderThan') {
      throw optionsFault('ListOptions', {
        reason: 'FieldValueForbidden',
        message:
          'Forbidden: sendInitialEvents requires setting resourceVersionMatch to NotOlderThan',
        field: 'resourceVersionMatch',
      });
    }
    response.writeHead(200, {
      'Cache-Control': 'no-cache, private',
      'Content-Type': 'application/json',
    });
    response.flushHeaders();
    this.#revision = store.revision;
    if (from === '' || from === '0' || initial) {
      for (const object of store.list(
        definition.storageKey,
        this.#options.namespace,
      )) {
        if (this.#matches(object)) this.#send('ADDED', object);
      }
      if (initial) this.#bookmark({ 'k8s.io/initial-events-end': 'true' });
    } else {
      const past = store.changesSince(Number(from), definition.storageKey);
      if (!past) {
        this.#expired(from);
        return;
      }
      this.#revision = Math.max(Number(from), store.revision);
      for (const change of past) this.#forward(change);
    }
    this.#live();
  }

  #live(): void {
    const { response, store, definition, query } = this.#options;
    const until = this.#revision;
    this.#endings.push(
      store.subscribe(change => {
        if (change.revision <= until) return;
        this.#revision = change.revision;
        if (change.key === definition.storageKey) this.#forward(change);
      }),
    );
    const seconds = Number(query.get('timeoutSeconds') ?? 0) || DEFAULT_SECONDS;
    const end = setTimeout(() => this.#end(), seconds * 1000);
    const regular = setInterval(() => this.#bookmark(), BOOKMARK_MILLISECONDS);
    const last = setTimeout(
      () => this.#bookmark(),
      Math.max(seconds * 1000 - LAST_BOOKMARK_MILLISECONDS, 0),
    );
    this.#endings.push(() => {
      clearTimeout(end);
      clearTimeout(last);
      clearInterval(regular);
    });
    response.on('close', () => this.#end());
  }

  // An object that comes to match or ceases to is new or gone for the watcher.
  #forward(change: StoredChange): void {
    const { object, previous, type } = change;
    const now = type !== 'DELETED' && this.#matches(object);
    const before = previous !== undefined && this.#matches(previous);
    if (now) this.#send(before ? 'MODIFIED' : 'ADDED', object);
    else if (before) {
      this.#send(
        'DELETED',
        type === 'DELETED'
          ? object
          : {
              ...previous,
              metadata: {
                ...previous.metadata,
                resourceVersion: object.metadata.resourceVersion,
              },
            },
      );
    }
  }

  #send(type: WireEventType, stored: KubernetesObject): void {
    const object = this.#options.represent(
      fromStored(this.#options.definition, stored),
      !this.#sent,
    );
    this.#sent = true;
    this.#write(type, object);
  }

  #bookmark(annotations?: Record<string, string>): void {
    if (!this.#bookmarks) return;
    const { kind, id } = this.#options.definition;
    this.#write('BOOKMARK', {
      kind,
      apiVersion: id.group === '' ? id.version : `${id.group}/${id.version}`,
      metadata: {
        resourceVersion: String(this.#revision),
        creationTimestamp: null,
        ...(annotations && { annotations }),
      },
    });
  }

  #expired(from: string): void {
    const { store, response } = this.#options;
    const error = new ApiError(
      410,
      'Expired',
      `too old resource version: ${from} (${store.oldestRevision})`,
    );
    this.#write('ERROR', statusOf(error));
    response.end();
  }

  #write(type: WireEventType, object: unknown): void {
    this.#options.response.write(`${JSON.stringify({ type, object })}\n`);
  }

  #end(): void {
    for (const ending of this.#endings.splice(0)) ending();
    this.#options.response.end();
  }
}
