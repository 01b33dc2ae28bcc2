import { timestamp } from '../../clock/LabClock';
import {
  LAB_CONTROLLER,
  type KubernetesObject,
} from '../../kubernetes/KubernetesApi';
import { keyOf, partsOf } from '../../kubevirt/objectKeys';
import { ReconcileQueue } from '../../kubevirt/ReconcileQueue';
import { StepTimers } from '../../kubevirt/StepTimers';
import { withCondition } from '../conditions';
import { matchesSelector } from '../labelSelector';
import { isActive, isReady } from '../podFacts';
import { AUTOSCALERS, PODS } from '../resources';
import type { Condition, Pod, Selector } from '../types';
import type { Controller, WorkloadsContext } from '../WorkloadsContext';
import { writeStatus } from '../writeStatus';
import type { Autoscaler, Recommendation } from './autoscalerTypes';
import { recommendByCpu, withinBounds } from './recommend';

const COMPONENT = 'horizontal-pod-autoscaler';
/** Lab seconds between two looks at an autoscaler. */
const PERIOD_SECONDS = 15;
const STABILIZATION_SECONDS = 300;

type Wish = Pick<Condition, 'type' | 'status' | 'reason' | 'message'>;

interface Scalable extends KubernetesObject {
  spec: { replicas?: number; selector: Selector };
  status?: { replicas?: number };
}

const ABLE: Wish = {
  type: 'AbleToScale',
  status: 'True',
  reason: 'ReadyForNewScale',
  message: 'recommended size matches current size',
};

/** Scales Deployments and StatefulSets between their autoscaler's bounds by a CPU load that is only played. */
export class AutoscalerController implements Controller {
  readonly #context: WorkloadsContext;
  readonly #queue: ReconcileQueue;
  readonly #windows: StepTimers;
  /** Autoscalers that have recommended less for long enough. */
  readonly #mayShrink = new Set<string>();

  constructor(context: WorkloadsContext) {
    this.#context = context;
    this.#windows = new StepTimers(context.clock);
    this.#queue = new ReconcileQueue({
      clock: context.clock,
      reconcile: key => this.#reconcile(key),
    });
  }

  start(): () => void {
    const { api } = this.#context;
    const stop = api.watch(AUTOSCALERS, ({ type, object }) => {
      const key = keyOf(object);
      if (type === 'DELETED') {
        this.#queue.forget(key);
        this.#windows.clear(key);
        this.#mayShrink.delete(key);
      } else this.#queue.add(key);
    });
    return () => {
      stop();
      this.#queue.stop();
      this.#windows.stop();
    };
  }

  #reconcile(key: string): void {
    const { namespace, name } = partsOf(key);
    const autoscaler = this.#context.api.find(AUTOSCALERS, namespace, name) as
      | Autoscaler
      | undefined;
    if (!autoscaler || autoscaler.metadata.deletionTimestamp) return;
    this.#queue.addAfter(key, PERIOD_SECONDS);
    const target = this.#targetOf(autoscaler);
    if (target) this.#scale(key, autoscaler, target);
    else this.#miss(autoscaler);
    this.#queue.succeeded(key);
  }

  #targetOf(autoscaler: Autoscaler): Scalable | undefined {
    const { api } = this.#context;
    const { apiVersion, kind, name } = autoscaler.spec.scaleTargetRef;
    const resource = api.resourceOf(apiVersion ?? 'apps/v1', kind);
    const { namespace } = autoscaler.metadata;
    return resource && (api.find(resource, namespace, name) as Scalable);
  }

  #miss(autoscaler: Autoscaler): void {
    const { events } = this.#context;
    const { apiVersion, kind, name } = autoscaler.spec.scaleTargetRef;
    const [, group = 'apps'] = (apiVersion ?? '').split('/').reverse();
    const resource = `${kind.toLowerCase()}s.${group}`;
    const why = `${resource} "${name}" not found`;
    const message = `the HPA controller was unable to get the target's current scale: ${why}`;
    this.#report(autoscaler, 0, undefined, [
      {
        type: 'AbleToScale',
        status: 'False',
        reason: 'FailedGetScale',
        message,
      },
    ]);
    events.warning(autoscaler, 'FailedGetScale', why, COMPONENT);
  }

  #scale(key: string, autoscaler: Autoscaler, target: Scalable): void {
    const present = target.spec.replicas ?? 1;
    if (present === 0) {
      this.#report(autoscaler, 0, undefined, [
        {
          ...ABLE,
          reason: 'SucceededGetScale',
          message:
            "the HPA controller was able to get the target's current scale",
        },
        {
          type: 'ScalingActive',
          status: 'False',
          reason: 'ScalingDisabled',
          message:
            'scaling is disabled since the replica count of the target is zero',
        },
      ]);
      return;
    }
    const wanted = this.#recommend(autoscaler, target, present);
    const stable = this.#stabilized(key, autoscaler, present, wanted);
    const able = this.#resize(autoscaler, target, present, stable);
    this.#report(autoscaler, target.status?.replicas ?? 0, stable, [
      able,
      ...stable.conditions,
    ]);
  }

  #recommend(
    autoscaler: Autoscaler,
    target: Scalable,
    present: number,
  ): Recommendation {
    const { minReplicas = 1, maxReplicas } = autoscaler.spec;
    const plain = (replicas: number, reason: string) => ({
      replicas,
      reason,
      conditions: [],
    });
    if (present > maxReplicas) {
      return plain(
        maxReplicas,
        'Current number of replicas above Spec.MaxReplicas',
      );
    }
    if (present < minReplicas) {
      return plain(
        minReplicas,
        'Current number of replicas below Spec.MinReplicas',
      );
    }
    const { namespace } = target.metadata;
    const pods = (
      this.#context.api.list(PODS, { namespace }).items as Pod[]
    ).filter(
      pod =>
        isActive(pod) &&
        matchesSelector(target.spec.selector, pod.metadata.labels),
    );
    const ready = pods.filter(isReady).length;
    return withinBounds(
      autoscaler,
      recommendByCpu(autoscaler, present, pods, ready),
    );
  }

  /** Less is only taken when it was recommended for the whole window. */
  #stabilized(
    key: string,
    autoscaler: Autoscaler,
    present: number,
    wanted: Recommendation,
  ): Recommendation {
    const forced = wanted.conditions.length === 0;
    if (wanted.replicas >= present || forced) {
      this.#windows.clear(key);
      this.#mayShrink.delete(key);
      return wanted;
    }
    if (this.#mayShrink.has(key)) return wanted;
    const { scaleDown } = autoscaler.spec.behavior ?? {};
    const seconds =
      scaleDown?.stabilizationWindowSeconds ?? STABILIZATION_SECONDS;
    if (seconds === 0) return wanted;
    this.#windows.after(key, 'shrink', seconds, () => {
      this.#mayShrink.add(key);
      this.#queue.add(key);
    });
    return { ...wanted, replicas: present, reason: 'stabilized' };
  }

  #resize(
    autoscaler: Autoscaler,
    target: Scalable,
    present: number,
    { replicas, reason }: Recommendation,
  ): Wish {
    if (reason === 'stabilized') {
      return {
        ...ABLE,
        reason: 'ScaleDownStabilized',
        message:
          'recent recommendations were higher than current one, applying the highest recent recommendation',
      };
    }
    if (replicas === present) return ABLE;
    const { api, events } = this.#context;
    const resource = api.resourceOf(target.apiVersion, target.kind);
    if (!resource) return ABLE;
    const { namespace, name } = target.metadata;
    api.patch(
      resource,
      namespace,
      name,
      'merge',
      { spec: { replicas } },
      {
        as: LAB_CONTROLLER,
        fieldManager: 'kube-controller-manager',
      },
    );
    events.normal(
      autoscaler,
      'SuccessfulRescale',
      `New size: ${replicas}; reason: ${reason}`,
      COMPONENT,
    );
    return {
      ...ABLE,
      reason: 'SucceededRescale',
      message: `the HPA controller was able to update the target scale to ${replicas}`,
    };
  }

  #report(
    autoscaler: Autoscaler,
    currentReplicas: number,
    wanted: Recommendation | undefined,
    wishes: Wish[],
  ): void {
    const { api, clock } = this.#context;
    const rescaled = wishes.some(({ reason }) => reason === 'SucceededRescale');
    const lastScaleTime = rescaled
      ? timestamp(clock)
      : autoscaler.status?.lastScaleTime;
    const conditions = wishes.reduce<Condition[]>(
      (list, wish) => withCondition(list, wish, clock),
      autoscaler.status?.conditions ?? [],
    );
    writeStatus(api, AUTOSCALERS, autoscaler, {
      currentReplicas,
      desiredReplicas: wanted?.replicas ?? 0,
      ...(lastScaleTime !== undefined && { lastScaleTime }),
      currentMetrics: wanted?.currentMetrics ?? null,
      conditions,
    });
  }
}
