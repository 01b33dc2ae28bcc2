import type { LabClock } from '../clock/LabClock';
import type {
  KubernetesApi,
  KubernetesObject,
  WatchEvent,
} from '../kubernetes/KubernetesApi';
import type {
  ApplicationReconciler,
  RefreshLevel,
} from './ApplicationReconciler';
import type { ApplicationStore } from './ApplicationStore';
import { cascadeFinalizer, deleteObjectsOf } from './deleteObjectsOf';
import type { LiveObjects } from './LiveObjects';
import { APPLICATIONS, REFRESH_ANNOTATION } from './model/Application';
import { APP_PROJECTS } from './model/AppProject';
import { textAt } from './model/JsonValue';
import type { OperationRunner } from './sync/OperationRunner';
import { WorkQueue } from './WorkQueue';

/** Seconds in which changes of live objects are gathered before an Application is looked at. */
const LIVE_CHANGE_DELAY = 0.3;
/** Seconds between two looks at objects that take their time to go. */
const DELETION_INTERVAL = 1;

const LEVELS: RefreshLevel[] = ['live', 'git', 'normal', 'hard'];

/** What the controller keeps in mind about one Application. */
interface Mind {
  /** What was asked for and not done yet. */
  wanted?: RefreshLevel;
  /** What a person may change, as of the last event, to tell it from the controller's own writes. */
  seen?: string;
  spec?: string;
  timers: Map<string, () => void>;
}

/** Keeps every Application compared and synced: at each poll, each change and each request. */
export class ApplicationController {
  readonly #api: KubernetesApi;
  readonly #clock: LabClock;
  readonly #namespace: string;
  readonly #pollSeconds: number;
  readonly #store: ApplicationStore;
  readonly #reconciler: ApplicationReconciler;
  readonly #operations: OperationRunner;
  readonly #live: LiveObjects;
  readonly #minds = new Map<string, Mind>();
  readonly #queue = new WorkQueue({ work: name => this.#work(name) });
  readonly #ends: (() => void)[] = [];
  #isStopped = false;

  constructor(options: {
    api: KubernetesApi;
    clock: LabClock;
    namespace: string;
    pollSeconds: number;
    store: ApplicationStore;
    reconciler: ApplicationReconciler;
    operations: OperationRunner;
    live: LiveObjects;
  }) {
    this.#api = options.api;
    this.#clock = options.clock;
    this.#namespace = options.namespace;
    this.#pollSeconds = options.pollSeconds;
    this.#store = options.store;
    this.#reconciler = options.reconciler;
    this.#operations = options.operations;
    this.#live = options.live;
  }

  start(): void {
    this.#ends.push(
      this.#api.watch(APPLICATIONS, event => this.#onApplication(event)),
      this.#api.watch(APP_PROJECTS, event => this.#onProject(event.object)),
    );
    this.#poll();
  }

  /** Resolves when nothing is under way; what waits for the clock is not. */
  settled(): Promise<void> {
    return this.#queue.settled();
  }

  stop(): void {
    this.#isStopped = true;
    for (const end of this.#ends.splice(0)) end();
    for (const mind of this.#minds.values()) {
      for (const cancel of mind.timers.values()) cancel();
    }
    this.#minds.clear();
    this.#queue.stop();
  }

  /** Takes note that a live object of an Application changed. */
  noteLiveChange(name: string): void {
    const mind = this.#minds.get(name);
    if (!mind || mind.timers.has('live')) return;
    this.#later(name, 'live', LIVE_CHANGE_DELAY, 'live');
  }

  #poll(): void {
    const cancel = this.#clock.after(this.#pollSeconds, () => {
      this.#ends.splice(this.#ends.indexOf(cancel), 1);
      for (const name of this.#minds.keys()) this.#want(name, 'git');
      this.#poll();
    });
    this.#ends.push(cancel);
  }

  #onApplication(event: WatchEvent): void {
    const { object } = event;
    const { name, namespace } = object.metadata;
    if (namespace !== this.#namespace) return;
    if (event.type === 'DELETED') {
      this.#forget(name);
      return;
    }
    const mind = this.#mind(name);
    const asked = object.metadata.annotations?.[REFRESH_ANNOTATION];
    const spec = JSON.stringify(object.spec);
    const seen = JSON.stringify([
      spec,
      object.operation,
      object.metadata.deletionTimestamp,
      asked,
      textAt(object, 'status', 'operationState', 'phase') === 'Terminating',
    ]);
    if (mind.seen === seen) return;
    const specChanged = mind.spec !== spec;
    mind.seen = seen;
    mind.spec = spec;
    if (asked !== undefined) {
      this.#want(name, asked === 'hard' ? 'hard' : 'normal');
    } else if (specChanged) {
      this.#want(name, 'normal');
    } else {
      this.#queue.add(name);
    }
  }

  #onProject(project: KubernetesObject): void {
    for (const name of this.#minds.keys()) {
      const application = this.#api.find(APPLICATIONS, this.#namespace, name);
      if (textAt(application, 'spec', 'project') === project.metadata.name) {
        this.#want(name, 'live');
      }
    }
  }

  async #work(name: string): Promise<void> {
    const object = this.#api.find(APPLICATIONS, this.#namespace, name);
    if (!object || this.#isStopped) return;
    try {
      if (object.metadata.deletionTimestamp) this.#finalize(object);
      else await this.#advance(name);
    } catch (error) {
      if (!this.#isStopped) this.#store.showFailure(object, error);
    }
  }

  async #advance(name: string): Promise<void> {
    const mind = this.#mind(name);
    const level = mind.wanted;
    mind.wanted = undefined;
    if (level) {
      const seconds = await this.#reconciler.reconcile(name, level);
      if (this.#isStopped) return;
      if (seconds !== undefined) this.#later(name, 'heal', seconds, 'live');
    }
    const outcome = await this.#operations.advance(name);
    if (this.#isStopped) return;
    if (outcome.type === 'ended') this.#want(name, 'git');
    if (outcome.type === 'later') {
      this.#later(name, 'operation', outcome.seconds);
    }
  }

  #finalize(application: KubernetesObject): void {
    const finalizer = cascadeFinalizer(application);
    if (!finalizer) return;
    const { name, finalizers = [] } = application.metadata;
    for (const { group, version, kind } of this.#store.find(name)?.status
      ?.resources ?? []) {
      this.#live.watch(
        group ? `${group}/${version}` : `${version}`,
        kind ?? '',
      );
    }
    if (deleteObjectsOf(this.#api, this.#live.trackedBy(name), finalizer)) {
      this.#store.patch(name, {
        metadata: {
          finalizers: finalizers.filter(entry => entry !== finalizer),
        },
      });
    } else {
      this.#later(name, 'deletion', DELETION_INTERVAL);
    }
  }

  #want(name: string, level: RefreshLevel): void {
    const mind = this.#mind(name);
    if (!mind.wanted || LEVELS.indexOf(level) > LEVELS.indexOf(mind.wanted)) {
      mind.wanted = level;
    }
    this.#queue.add(name);
  }

  #later(
    name: string,
    purpose: string,
    seconds: number,
    level?: RefreshLevel,
  ): void {
    const { timers } = this.#mind(name);
    timers.get(purpose)?.();
    const cancel = this.#clock.after(seconds, () => {
      timers.delete(purpose);
      if (level) this.#want(name, level);
      else this.#queue.add(name);
    });
    timers.set(purpose, cancel);
  }

  #mind(name: string): Mind {
    const mind = this.#minds.get(name) ?? { timers: new Map() };
    this.#minds.set(name, mind);
    return mind;
  }

  #forget(name: string): void {
    for (const cancel of this.#minds.get(name)?.timers.values() ?? []) cancel();
    this.#minds.delete(name);
    this.#reconciler.forget(name);
    this.#operations.forget(name);
  }
}
