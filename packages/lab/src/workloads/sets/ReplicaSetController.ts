import { controllerOf, keyOf, partsOf } from '../../kubevirt/objectKeys';
import { ReconcileQueue } from '../../kubevirt/ReconcileQueue';
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

/** Keeps as many pods of each ReplicaSet as it wants. */
export class ReplicaSetController implements Controller {
  readonly #context: WorkloadsContext;
  readonly #queue: ReconcileQueue;
  readonly #available: Availability;

  constructor(context: WorkloadsContext) {
    this.#context = context;
    this.#available = new Availability(context.clock);
    this.#queue = new ReconcileQueue({
      clock: context.clock,
      reconcile: key => this.#reconcile(key),
    });
  }

  start(): () => void {
    const { pods, replicaSets } = this.#context;
    const stops = [
      replicaSets.subscribe((type, set) => {
        if (type === 'DELETED') this.#queue.forget(keyOf(set));
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
      : this.#scale(set);
    this.#report(key, set, failure);
    // Whatever refused the pods may let them pass later, as a quota does when others go.
    if (failure) this.#queue.retry(key);
    else this.#queue.succeeded(key);
  }

  /** Creates or deletes pods until there are as many as wanted, and returns what went wrong. */
  #scale(set: ReplicaSet): { reason: string; message: string } | undefined {
    const active = this.#context.pods.of(set.metadata.uid).filter(isActive);
    const wanted = set.spec.replicas ?? 1;
    try {
      for (let count = active.length; count < wanted; count++) {
        createPod(this.#context, set, set.spec.template, COMPONENT);
      }
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      return { reason: 'FailedCreate', message: error.message };
    }
    const surplus = [...active].sort(byUse).slice(0, active.length - wanted);
    if (active.length > wanted) {
      for (const pod of surplus) {
        deletePod(this.#context, set, pod, COMPONENT);
      }
    }
    return undefined;
  }

  #report(
    key: string,
    set: ReplicaSet,
    failure: { reason: string; message: string } | undefined,
  ): void {
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
          { type: 'ReplicaFailure', status: 'True', ...failure },
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
