import { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import { setTimeout as wait } from 'node:timers/promises';
import { Backoff } from '../client/Backoff';
import { ClusterClient, ClusterQuery } from '../client/ClusterClient';
import { ClusterError, isClusterError } from '../client/ClusterError';
import { listAll } from './listAll';
import { ObjectStore, WatchChange } from './ObjectStore';
import { SilenceGuard } from './SilenceGuard';
import { readWatchEvent } from './watchEvent';

/**
 * How well the objects of a watch are known.
 *
 * @public
 */
export interface WatchState {
  /** `loading`: never listed completely. `stale`: the connection is lost; the objects are as old as `lastGoodAt`. */
  phase: 'loading' | 'live' | 'stale';
  /** When the cluster last said something about these objects: a listing, an event, a bookmark. */
  lastGoodAt?: Date;
  /** What is wrong at this moment; absent when nothing is. */
  error?: string;
  /** HTTP status of that error, when there was an answer. */
  errorStatus?: number;
}

/**
 * Options of {@link ObjectWatch}.
 *
 * @public
 */
export interface ObjectWatchOptions<T> {
  client: ClusterClient;
  /** Path of the collection, e.g. `/apis/kubevirt.io/v1/virtualmachines`. */
  path: string;
  /** Selectors, if any: `labelSelector`, `fieldSelector`. */
  query?: ClusterQuery;
  /** Reads one object; throws when it cannot. Such an object is reported and left out, or stays as it was last read. */
  parse: (object: unknown) => T;
  logger: LoggerService;
  /** Objects of a page of the listing; default 500. */
  pageSize?: number;
  /** Milliseconds from the loss of the connection to the phase `stale`; default 4,000. */
  staleAfterMs?: number;
  /** A watch without a word for so many milliseconds is opened anew; default 90,000, as bookmarks come about once a minute. */
  silenceMs?: number;
  /** After so many milliseconds without a word it is asked whether the cluster still answers; default 10,000. */
  probeMs?: number;
  /** A new watch that stays open so many milliseconds counts as good although nothing happens; default 1,000. */
  settleMs?: number;
  /** Waits between tries; default from 500 to 15,000 milliseconds. */
  backoff?: { initialMs: number; maximumMs: number };
  /** A watch that waits for a lost cluster follows within so many milliseconds when another call reaches it; default 500. */
  wakeMs?: number;
}

const MAX_ASKED_WAIT_MS = 60_000;

/**
 * Holds all objects of one collection of a cluster, by one listing and one watch.
 *
 * @remarks
 *
 * An object goes only by a DELETED event or by a complete listing without it. A listing that fails half way changes nothing.
 *
 * @public
 */
export class ObjectWatch<T> {
  readonly #options: ObjectWatchOptions<T>;
  readonly #store: ObjectStore<T>;
  readonly #backoff: Backoff;
  readonly #name: string;
  #state: WatchState = { phase: 'loading' };
  #resourceVersion: string | undefined;
  #staleTimer: NodeJS.Timeout | undefined;
  #running: Promise<void> | undefined;

  constructor(options: ObjectWatchOptions<T>) {
    this.#options = options;
    this.#name = `Watch of ${options.path} on cluster ${options.client.connection.name}`;
    this.#store = new ObjectStore({
      parse: options.parse,
      logger: options.logger,
      name: this.#name,
    });
    this.#backoff = new Backoff(
      options.backoff ?? { initialMs: 500, maximumMs: 15_000 },
    );
  }

  /** How well the objects are known now. */
  get state(): WatchState {
    return this.#state;
  }

  /** Whether there was a complete listing since the start. */
  get listed(): boolean {
    return this.#state.phase !== 'loading';
  }

  /**
   * Begins to list and watch, until the signal is aborted.
   *
   * @returns a promise that resolves when it has ended; it never rejects.
   */
  start(signal: AbortSignal): Promise<void> {
    this.#running ??= this.#run(signal).finally(() =>
      clearTimeout(this.#staleTimer),
    );
    return this.#running;
  }

  /**
   * One object.
   *
   * @param namespace - `undefined` for a kind without namespaces
   */
  get(namespace: string | undefined, name: string): T | undefined {
    return this.#store.get(namespace, name);
  }

  /** All objects, as last known. */
  values(): T[] {
    return this.#store.values();
  }

  /**
   * Tells of changes, after they are visible in {@link ObjectWatch.get} and {@link ObjectWatch.values}.
   *
   * @returns ends the subscription.
   */
  subscribe(listener: (change: WatchChange<T>) => void): () => void {
    return this.#store.subscribe(listener);
  }

  async #run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      let askedWaitMs = 0;
      let unreachable = false;
      try {
        if (this.#resourceVersion === undefined) {
          await this.#list(signal);
        }
        const { fruitful } = await this.#watch(signal);
        if (fruitful) {
          continue;
        }
      } catch (error) {
        if (signal.aborted) {
          return;
        }
        this.#failed(error);
        if (isClusterError(error)) {
          askedWaitMs = error.retryAfterMs ?? 0;
          unreachable = error.unreachable;
        }
      }
      const waitMs = Math.max(
        this.#backoff.next(),
        Math.min(askedWaitMs, MAX_ASKED_WAIT_MS),
      );
      await this.#pause({ waitMs, unreachable, signal });
    }
  }

  /** When the cluster was lost, the first watch that reaches it again calls the others. */
  async #pause(options: {
    waitMs: number;
    unreachable: boolean;
    signal: AbortSignal;
  }): Promise<void> {
    const { client, wakeMs = 500 } = this.#options;
    const over = new AbortController();
    const signal = AbortSignal.any([options.signal, over.signal]);
    const pauses = [wait(options.waitMs, undefined, { signal })];
    if (options.unreachable) {
      pauses.push(
        client
          .nextAnswer(signal)
          .then(() => wait(Math.random() * wakeMs, undefined, { signal })),
      );
    }
    await Promise.race(pauses).catch(() => undefined);
    over.abort();
    await Promise.allSettled(pauses);
  }

  async #list(signal: AbortSignal): Promise<void> {
    const { client, path, query, pageSize = 500 } = this.#options;
    const listing = await listAll({ client, path, query, pageSize, signal });
    this.#store.replace(listing.objects);
    this.#resourceVersion = listing.resourceVersion;
    this.#good();
    this.#store.tell({ type: 'relisted' });
  }

  /** Ends when the server ends the watch. Fruitful is a watch that stayed or told something: it may be opened anew at once. */
  async #watch(signal: AbortSignal): Promise<{ fruitful: boolean }> {
    const { client, path, query, settleMs = 1_000 } = this.#options;
    const { probeMs = 10_000, silenceMs = 90_000 } = this.#options;
    const guard = new SilenceGuard({ client, probeMs, silenceMs });
    let fruitful = false;
    let settleTimer: NodeJS.Timeout | undefined;
    const good = () => {
      fruitful = true;
      this.#backoff.reset();
      this.#good();
    };
    const lines = client.stream({
      path,
      query: {
        ...query,
        watch: true,
        allowWatchBookmarks: true,
        resourceVersion: this.#resourceVersion,
        // Many watches that began together do not end together.
        timeoutSeconds: 240 + Math.floor(Math.random() * 120),
      },
      signal: AbortSignal.any([signal, guard.signal]),
      onOpen: () => {
        guard.start();
        settleTimer = setTimeout(good, settleMs);
      },
      onData: () => guard.heard(),
    });
    try {
      for await (const line of lines) {
        const event = readWatchEvent(line, {
          cluster: client.connection.name,
          request: `GET ${path} (watch)`,
        });
        if (event.type === 'set') {
          this.#store.set(event);
        } else if (event.type === 'deleted') {
          this.#store.delete(event.identity);
        }
        this.#resourceVersion = event.identity.resourceVersion;
        good();
      }
    } finally {
      clearTimeout(settleTimer);
      guard.stop();
    }
    return { fruitful };
  }

  #good(): void {
    clearTimeout(this.#staleTimer);
    this.#staleTimer = undefined;
    const { phase, error } = this.#state;
    this.#state = { phase: 'live', lastGoodAt: new Date() };
    if (error !== undefined) {
      this.#options.logger.info(`${this.#name} is live again`);
    }
    if (phase !== 'live' || error !== undefined) {
      this.#store.tell({ type: 'state' });
    }
  }

  #failed(error: unknown): void {
    if (isClusterError(error) && needsListing(error)) {
      this.#resourceVersion = undefined;
      if (error.gone) {
        return;
      }
    }
    const message = toError(error).message;
    const before = this.#state.error;
    this.#state = {
      ...this.#state,
      error: message,
      errorStatus: isClusterError(error) ? error.status : undefined,
    };
    if (this.#state.phase === 'live') {
      this.#staleTimer ??= setTimeout(
        () => this.#becomeStale(),
        this.#options.staleAfterMs ?? 4_000,
      );
    }
    if (before === undefined) {
      this.#options.logger.warn(`${this.#name} is not live: ${message}`);
    }
    if (before !== message) {
      this.#store.tell({ type: 'state' });
    }
  }

  #becomeStale(): void {
    this.#state = { ...this.#state, phase: 'stale' };
    this.#store.tell({ type: 'state' });
  }
}

/**
 * The version that the watch goes on from is of no use: it is too old (410), unknown (400), newer than the cluster's own after a restore from a
 * backup (`ResourceVersionTooLarge`), or what came after it could not be understood.
 */
function needsListing(error: ClusterError): boolean {
  return (
    error.gone ||
    error.status === 400 ||
    error.reason === 'BadAnswer' ||
    error.causes.some(({ reason }) => reason === 'ResourceVersionTooLarge') ||
    /too large resource version/i.test(error.detail)
  );
}
