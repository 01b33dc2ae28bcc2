import type { LoggerService } from '@backstage/backend-plugin-api';
import {
  type ClusterClient,
  ObjectWatch,
  type ObjectWatchOptions,
  type WatchState,
} from '@naru/plugin-clusters-node';
import { APP_LABEL } from '@naru/plugin-gitops-common';
import type { WorkloadObjects } from './describeWorkload';
import {
  type AutoscalerObject,
  autoscalerSchema,
  type DeploymentObject,
  deploymentSchema,
  type PodObject,
  podSchema,
} from './objects/schemas';

/** Settings of all watches of a cluster. */
export type WatchTimings = Pick<
  ObjectWatchOptions<unknown>,
  'staleAfterMs' | 'settleMs' | 'backoff'
>;

/** Paths of the collections that are watched. */
export const watchedPaths = {
  deployments: '/apis/apps/v1/deployments',
  pods: '/api/v1/pods',
  autoscalers: '/apis/autoscaling/v2/horizontalpodautoscalers',
} as const;

interface Labelled {
  metadata: { name: string; namespace: string; labels: Record<string, string> };
}

/** Keeps the objects of one kind together by namespace and application. */
class WorkloadIndex<T extends Labelled> {
  readonly watch: ObjectWatch<T>;
  readonly #groups = new Map<string, Map<string, T>>();
  readonly #keys = new Map<string, string>();

  constructor(watch: ObjectWatch<T>, changed: (keys: Set<string>) => void) {
    this.watch = watch;
    watch.subscribe(({ type, object }) => {
      if (object) {
        changed(this.#put(object, type === 'deleted'));
      } else if (type === 'relisted') {
        changed(this.#rebuild());
      }
    });
  }

  group(key: string): T[] {
    return [...(this.#groups.get(key)?.values() ?? [])];
  }

  #put(object: T, deleted: boolean): Set<string> {
    const { namespace, name } = object.metadata;
    const identity = `${namespace}/${name}`;
    const before = this.#keys.get(identity);
    const after = deleted ? undefined : keyOf(object);
    if (before !== undefined && before !== after) {
      const group = this.#groups.get(before);
      group?.delete(name);
      if (group?.size === 0) {
        this.#groups.delete(before);
      }
      this.#keys.delete(identity);
    }
    if (after !== undefined) {
      this.#keys.set(identity, after);
      const group = this.#groups.get(after) ?? new Map<string, T>();
      group.set(name, object);
      this.#groups.set(after, group);
    }
    return new Set([before, after].filter(key => key !== undefined));
  }

  #rebuild(): Set<string> {
    const keys = new Set(this.#groups.keys());
    this.#groups.clear();
    this.#keys.clear();
    for (const object of this.watch.values()) {
      for (const key of this.#put(object, false)) {
        keys.add(key);
      }
    }
    return keys;
  }
}

/** The watches of one cluster, one a kind, on objects that carry the label of an application. */
export class ClusterWorkloads {
  readonly #deployments: WorkloadIndex<DeploymentObject>;
  readonly #pods: WorkloadIndex<PodObject>;
  readonly #autoscalers: WorkloadIndex<AutoscalerObject>;

  constructor(options: {
    client: ClusterClient;
    logger: LoggerService;
    timings?: WatchTimings;
    /** Hears which workloads changed. */
    onChange(changed: { namespace: string; app: string }[]): void;
  }) {
    const { client, logger, timings, onChange } = options;
    const changed = (keys: Set<string>) => {
      if (keys.size > 0) {
        onChange([...keys].map(idOf));
      }
    };
    const watch = <T>(
      path: string,
      schema: { parse(object: unknown): T },
    ): ObjectWatch<T> =>
      new ObjectWatch<T>({
        client,
        path,
        query: { labelSelector: APP_LABEL },
        logger,
        parse: object => schema.parse(object),
        ...timings,
      });
    this.#deployments = new WorkloadIndex(
      watch(watchedPaths.deployments, deploymentSchema),
      changed,
    );
    this.#pods = new WorkloadIndex(
      watch(watchedPaths.pods, podSchema),
      changed,
    );
    this.#autoscalers = new WorkloadIndex(
      watch(watchedPaths.autoscalers, autoscalerSchema),
      changed,
    );
  }

  get #watches(): Pick<ObjectWatch<unknown>, 'state' | 'start'>[] {
    return [this.#deployments, this.#pods, this.#autoscalers].map(
      ({ watch }) => watch,
    );
  }

  /** Runs all watches until the signal is aborted; never rejects. */
  async start(signal: AbortSignal): Promise<void> {
    await Promise.all(this.#watches.map(watch => watch.start(signal)));
  }

  /** As good as its worst watch. */
  get state(): WatchState {
    const states = this.#watches.map(({ state }) => state);
    return (
      states.find(({ phase }) => phase === 'stale') ??
      states.find(({ phase }) => phase === 'loading') ??
      states[0]
    );
  }

  objectsOf(id: { namespace: string; app: string }): WorkloadObjects {
    const key = joinKey(id.namespace, id.app);
    return {
      deployments: this.#deployments.group(key),
      pods: this.#pods.group(key),
      autoscalers: this.#autoscalers.group(key),
    };
  }
}

function keyOf({ metadata }: Labelled): string | undefined {
  const app = metadata.labels[APP_LABEL];
  return app ? joinKey(metadata.namespace, app) : undefined;
}

/** Neither a namespace nor the value of a label can hold a slash. */
function joinKey(namespace: string, app: string): string {
  return `${namespace}/${app}`;
}

function idOf(key: string): { namespace: string; app: string } {
  const [namespace, app] = key.split('/');
  return { namespace, app };
}
