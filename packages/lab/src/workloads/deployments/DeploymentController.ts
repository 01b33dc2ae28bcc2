import { controllerOf, keyOf, partsOf } from '../../kubevirt/objectKeys';
import { ReconcileQueue } from '../../kubevirt/ReconcileQueue';
import { StepTimers } from '../../kubevirt/StepTimers';
import { conditionOf } from '../conditions';
import { DEPLOYMENTS, REPLICA_SETS } from '../resources';
import type { Condition, Deployment, ReplicaSet } from '../types';
import type { Controller, WorkloadsContext } from '../WorkloadsContext';
import { writeStatus } from '../writeStatus';
import { deploymentStatus, setCondition } from './deploymentStatus';
import { ReplicaSets, revisionOf } from './ReplicaSets';
import { newReplicas, shrinkOld, wantedReplicas } from './rollout';

/** Rolls the templates of Deployments out, pod by pod, by ReplicaSets. */
export class DeploymentController implements Controller {
  readonly #context: WorkloadsContext;
  readonly #sets: ReplicaSets;
  readonly #queue: ReconcileQueue;
  readonly #deadlines: StepTimers;
  /** The state of progress whose time has run out, by key. */
  readonly #overdue = new Map<string, string>();

  constructor(context: WorkloadsContext) {
    this.#context = context;
    this.#sets = new ReplicaSets(context);
    this.#deadlines = new StepTimers(context.clock);
    this.#queue = new ReconcileQueue({
      clock: context.clock,
      reconcile: key => this.#reconcile(key),
    });
  }

  start(): () => void {
    const { api, pods, replicaSets } = this.#context;
    const stops = [
      api.watch(DEPLOYMENTS, ({ type, object }) => {
        const key = keyOf(object);
        if (type === 'DELETED') this.#forget(key);
        else this.#queue.add(key);
      }),
      replicaSets.subscribe((_, set) => this.#addOwner(set)),
      // Under Recreate the new pods wait until the old ones are really gone.
      pods.subscribe((type, pod) => {
        const owner = controllerOf(pod, 'ReplicaSet');
        if (type !== 'DELETED' || !owner) return;
        const { namespace } = pod.metadata;
        const set = api.find(REPLICA_SETS, namespace, owner.name);
        if (set) this.#addOwner(set as ReplicaSet);
      }),
    ];
    return () => {
      stops.forEach(stop => stop());
      this.#queue.stop();
      this.#deadlines.stop();
    };
  }

  #addOwner(set: ReplicaSet): void {
    const owner = controllerOf(set, 'Deployment');
    if (owner) this.#queue.add(`${set.metadata.namespace}/${owner.name}`);
  }

  #forget(key: string): void {
    this.#queue.forget(key);
    this.#deadlines.clear(key);
    this.#overdue.delete(key);
  }

  #find(key: string): Deployment | undefined {
    const { namespace, name } = partsOf(key);
    return this.#context.api.find(DEPLOYMENTS, namespace, name) as
      | Deployment
      | undefined;
  }

  #reconcile(key: string): void {
    const deployment = this.#find(key);
    if (!deployment) return;
    if (!deployment.metadata.deletionTimestamp) this.#advance(deployment);
    this.#report(key, deployment);
    this.#queue.succeeded(key);
  }

  #advance(deployment: Deployment): void {
    const sets = this.#sets.of(deployment);
    if (deployment.spec.paused) {
      this.#scalePaused(deployment, sets);
    } else if (deployment.spec.strategy?.type === 'Recreate') {
      this.#recreate(deployment, sets);
    } else {
      this.#roll(deployment, sets);
    }
    this.#sets.cleanUp(deployment, this.#sets.of(deployment).old);
  }

  #scalePaused(
    deployment: Deployment,
    { current, old }: { current?: ReplicaSet; old: ReplicaSet[] },
  ): void {
    const all = current ? [...old, current] : old;
    const active = all.filter(set => (set.spec.replicas ?? 1) > 0);
    const target = active.length > 1 ? undefined : active[0] ?? all.at(-1);
    if (target) {
      this.#sets.scale(deployment, target, wantedReplicas(deployment));
    }
  }

  #recreate(
    deployment: Deployment,
    sets: { current?: ReplicaSet; old: ReplicaSet[] },
  ): void {
    const active = sets.old.filter(set => (set.spec.replicas ?? 1) > 0);
    for (const set of active) this.#sets.scale(deployment, set, 0);
    const alive = sets.old.some(set =>
      this.#context.pods
        .of(set.metadata.uid)
        .some(
          pod =>
            pod.status?.phase !== 'Failed' && pod.status?.phase !== 'Succeeded',
        ),
    );
    if (alive) return;
    const current = this.#sets.ensureCurrent(deployment, sets);
    this.#sets.scale(deployment, current, wantedReplicas(deployment));
  }

  #roll(
    deployment: Deployment,
    sets: { current?: ReplicaSet; old: ReplicaSet[] },
  ): void {
    const { old } = sets;
    const current = this.#sets.ensureCurrent(deployment, sets);
    const present = current.spec.replicas ?? 1;
    const next = newReplicas(deployment, present, old);
    const grown = this.#sets.scale(deployment, current, next);
    if (next !== present) return;
    for (const { set, replicas } of shrinkOld(deployment, grown, old)) {
      this.#sets.scale(deployment, set, replicas);
    }
  }

  #report(key: string, before: Deployment): void {
    const { api, clock } = this.#context;
    const deployment = this.#find(key);
    if (!deployment) return;
    const sets = this.#sets.of(deployment);
    const conditions = this.#announced(deployment, before, sets.current);
    const status = deploymentStatus(deployment, sets, {
      clock,
      conditions,
      timedOut: this.#isOverdue(key, deployment, conditions),
    });
    writeStatus(api, DEPLOYMENTS, deployment, status);
  }

  /** The conditions with what making a ReplicaSet, pausing or resuming has to say. */
  #announced(
    deployment: Deployment,
    before: Deployment,
    current: ReplicaSet | undefined,
  ): Condition[] {
    const { clock } = this.#context;
    const conditions = deployment.status?.conditions ?? [];
    const { paused, progressDeadlineSeconds } = deployment.spec;
    if (progressDeadlineSeconds === undefined) return conditions;
    const progress = conditionOf(conditions, 'Progressing');
    const say = (
      status: Condition['status'],
      reason: string,
      message: string,
    ) =>
      setCondition(
        conditions,
        { type: 'Progressing', status, reason, message },
        clock,
      );
    if (paused) {
      return progress?.reason === 'ProgressDeadlineExceeded'
        ? conditions
        : say('Unknown', 'DeploymentPaused', 'Deployment is paused');
    }
    if (progress?.reason === 'DeploymentPaused') {
      return say('Unknown', 'DeploymentResumed', 'Deployment is resumed');
    }
    if (!current) return conditions;
    const { name } = current.metadata;
    const isNew = current.status === undefined;
    const rolled =
      progress !== undefined && revisionOf(before) !== revisionOf(deployment);
    if (isNew && (progress === undefined || rolled)) {
      return say(
        'True',
        'NewReplicaSetCreated',
        `Created new replica set "${name}"`,
      );
    }
    return progress === undefined || rolled
      ? say('True', 'FoundNewReplicaSet', `Found new replica set "${name}"`)
      : conditions;
  }

  /** Whether the rollout has stood still for longer than its deadline. */
  #isOverdue(
    key: string,
    deployment: Deployment,
    conditions: Condition[],
  ): boolean {
    const progress = conditionOf(conditions, 'Progressing');
    const { progressDeadlineSeconds = 0, paused } = deployment.spec;
    if (progress?.reason === 'ProgressDeadlineExceeded') return true;
    if (!progress || paused || progress.reason === 'NewReplicaSetAvailable') {
      this.#deadlines.clear(key);
      this.#overdue.delete(key);
      return false;
    }
    const state = `${progress.reason} ${progress.lastUpdateTime}`;
    if (this.#overdue.get(key) === state) return true;
    const passed =
      this.#context.clock.now().getTime() -
      Date.parse(progress.lastUpdateTime ?? '');
    const left = progressDeadlineSeconds - Math.max(0, passed || 0) / 1000;
    this.#deadlines.after(key, state, Math.max(0, left), () => {
      this.#overdue.set(key, state);
      this.#queue.add(key);
    });
    return false;
  }
}
