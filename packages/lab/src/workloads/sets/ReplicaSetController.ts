import { controllerOf, keyOf, partsOf } from '../../kubevirt/objectKeys';
import { ReconcileQueue } from '../../kubevirt/ReconcileQueue';
import { StepTimers } from '../../kubevirt/StepTimers';
import { withCondition, withoutCondition } from '../conditions';
import { createPod, deletePod } from '../createPod';
import { isActive, isReady } from '../podFacts';
import { REPLICA_SETS } from '../resources';
import type { ReplicaSet } from '../types';
import type { Controller, WorkloadsContext } from '../WorkloadsContext';
import { writeStatus } from '../writeStatus';
import { Availability } from './Availability';
import { byUse } from './podRank';

const COMPONENT = 'replicaset-controller';
const LONGEST_RETRY_SECONDS = 300;

interface Failure {
  times: number;
  message: string;
  generation: number | undefined;
  /** Whether it has been waited for long enough. */
  over: boolean;
}

/** Keeps as many pods of each ReplicaSet as it wants. */
export class ReplicaSetController implements Controller {
  readonly #context: WorkloadsContext;
  readonly #queue: ReconcileQueue;
  readonly #available: Availability;
  readonly #retries: StepTimers;
  /** What keeps a ReplicaSet from its pods, until it is tried again. */
  readonly #failures = new Map<string, Failure>();

  constructor(context: WorkloadsContext) {
    this.#context = context;
    this.#available = new Availability(context.clock);
    this.#retries = new StepTimers(context.clock);
    this.#queue = new ReconcileQueue({
      clock: context.clock,
      reconcile: key => this.#reconcile(key),
    });
  }

  start(): () => void {
    const { pods, replicaSets } = this.#context;
    const stops = [
      replicaSets.subscribe((type, set) => {
        if (type === 'DELETED') this.#forget(keyOf(set));
        else this.#queue.add(keyOf(set));
      }),
      pods.subscribe((type, pod) => {
        if (type === 'DELETED') this.#available.forget(pod.metadata.uid ?? '');
        const owner = controllerOf(pod, 'ReplicaSet');
        if (owner) this.#queue.add(`${pod.metadata.namespace}/${owner.name}`);
      }),
    ];
    return () => {
      stops.forEach(stop => stop());
      this.#queue.stop();
      this.#available.stop();
      this.#retries.stop();
    };
  }

  #reconcile(key: string): void {
    const { namespace, name } = partsOf(key);
    const set = this.#context.api.find(REPLICA_SETS, namespace, name) as
      | ReplicaSet
      | undefined;
    if (!set) return;
    const failure = set.metadata.deletionTimestamp
      ? undefined
      : this.#scale(key, set);
    this.#report(key, set, failure);
    this.#queue.succeeded(key);
  }

  #forget(key: string): void {
    this.#queue.forget(key);
    this.#retries.clear(key);
    this.#failures.delete(key);
  }

  /** Creates or deletes pods until there are as many as wanted, and returns what keeps it from that. */
  #scale(key: string, set: ReplicaSet): Failure | undefined {
    const active = this.#context.pods.of(set.metadata.uid).filter(isActive);
    const wanted = set.spec.replicas ?? 1;
    const before = this.#failures.get(key);
    const waits = before?.generation === set.metadata.generation;
    if (active.length < wanted && before && waits && !before.over) {
      return before;
    }
    try {
      for (let count = active.length; count < wanted; count++) {
        createPod(this.#context, set, set.spec.template, COMPONENT);
      }
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      return this.#tryLater(key, set, error.message, before);
    }
    this.#failures.delete(key);
    this.#retries.clear(key);
    if (active.length > wanted) {
      const surplus = [...active].sort(byUse).slice(0, active.length - wanted);
      for (const pod of surplus) {
        deletePod(this.#context, set, pod, COMPONENT);
      }
    }
    return undefined;
  }

  // Whatever refused the pods may let them pass later, as a quota does when others go.
  #tryLater(
    key: string,
    set: ReplicaSet,
    message: string,
    before: Failure | undefined,
  ): Failure {
    const times = (before?.times ?? 0) + 1;
    const failure: Failure = {
      times,
      message,
      generation: set.metadata.generation,
      over: false,
    };
    this.#failures.set(key, failure);
    const seconds = Math.min(LONGEST_RETRY_SECONDS, 0.5 * 2 ** times);
    this.#retries.after(key, String(times), seconds, () => {
      failure.over = true;
      this.#queue.add(key);
    });
    return failure;
  }

  #report(key: string, set: ReplicaSet, failure: Failure | undefined): void {
    const { api, clock, pods } = this.#context;
    const active = pods.of(set.metadata.uid).filter(isActive);
    const { minReadySeconds = 0 } = set.spec;
    const readyReplicas = active.filter(isReady).length;
    const availableReplicas = active.filter(pod =>
      this.#available.isAvailable(pod, minReadySeconds, () =>
        this.#queue.add(key),
      ),
    ).length;
    const conditions = failure
      ? withCondition(
          set.status?.conditions,
          {
            type: 'ReplicaFailure',
            status: 'True',
            reason: 'FailedCreate',
            message: failure.message,
          },
          clock,
        )
      : withoutCondition(set.status?.conditions, 'ReplicaFailure');
    writeStatus(api, REPLICA_SETS, set, {
      replicas: active.length,
      ...(active.length > 0 && { fullyLabeledReplicas: active.length }),
      ...(readyReplicas > 0 && { readyReplicas }),
      ...(availableReplicas > 0 && { availableReplicas }),
      observedGeneration: set.metadata.generation,
      ...(conditions.length > 0 && { conditions }),
    });
  }
}
