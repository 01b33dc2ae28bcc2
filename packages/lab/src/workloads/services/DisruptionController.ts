import { timestamp } from '../../clock/LabClock';
import type { KubernetesObject } from '../../kubernetes/KubernetesApi';
import { isActive, isReady } from '../podFacts';
import { DISRUPTION_BUDGETS } from '../resources';
import type { Pod, Selector } from '../types';
import type { Controller, WorkloadsContext } from '../WorkloadsContext';
import { writeStatus } from '../writeStatus';
import { SelectedPods } from './SelectedPods';

interface Budget extends KubernetesObject {
  spec: {
    minAvailable?: string | number;
    maxUnavailable?: string | number;
    selector?: Selector;
  };
  status?: { conditions?: { status: string; lastTransitionTime: string }[] };
}

function share(value: string | number, total: number): number {
  return typeof value === 'string'
    ? Math.ceil((Number(value.replace('%', '')) * total) / 100)
    : value;
}

/** Keeps what a PodDisruptionBudget says may be evicted. */
export class DisruptionController implements Controller {
  readonly #context: WorkloadsContext;
  readonly #selected: SelectedPods<Budget>;

  constructor(context: WorkloadsContext) {
    this.#context = context;
    this.#selected = new SelectedPods<Budget>({
      context,
      resource: DISRUPTION_BUDGETS,
      selectorOf: ({ spec }) => spec.selector,
      reconcile: (budget, pods) => this.#report(budget, pods),
    });
  }

  start(): () => void {
    return this.#selected.start();
  }

  #report(budget: Budget, pods: Pod[]): void {
    const { api, clock } = this.#context;
    const active = pods.filter(isActive);
    const { minAvailable, maxUnavailable } = budget.spec;
    const expectedPods = active.length;
    const desiredHealthy =
      minAvailable === undefined
        ? Math.max(0, expectedPods - share(maxUnavailable ?? 1, expectedPods))
        : share(minAvailable, expectedPods);
    const currentHealthy = active.filter(isReady).length;
    const disruptionsAllowed =
      expectedPods > 0 ? Math.max(0, currentHealthy - desiredHealthy) : 0;
    const allowed = disruptionsAllowed > 0 ? 'True' : 'False';
    const [before] = budget.status?.conditions ?? [];
    const observedGeneration = budget.metadata.generation;
    writeStatus(api, DISRUPTION_BUDGETS, budget, {
      currentHealthy,
      desiredHealthy,
      disruptionsAllowed,
      expectedPods,
      observedGeneration,
      conditions: [
        {
          type: 'DisruptionAllowed',
          status: allowed,
          reason: allowed === 'True' ? 'SufficientPods' : 'InsufficientPods',
          message: '',
          observedGeneration,
          lastTransitionTime:
            before?.status === allowed
              ? before.lastTransitionTime
              : timestamp(clock),
        },
      ],
    });
  }
}
