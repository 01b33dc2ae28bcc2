import { Workload, WorkloadId, Workloads } from '@naru/plugin-workloads-node';

/** Workloads that a test sets. */
export class FakeWorkloads implements Workloads {
  readonly #workloads = new Map<string, Workload>();
  readonly #listeners = new Set<(changed: WorkloadId[]) => void>();

  set(id: WorkloadId, workload: Workload): void {
    this.#workloads.set(keyOf(id), workload);
    this.#listeners.forEach(listener => listener([id]));
  }

  of(id: WorkloadId): Workload | undefined {
    return this.#workloads.get(keyOf(id));
  }

  state(): undefined {
    return undefined;
  }

  subscribe(listener: (changed: WorkloadId[]) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}

function keyOf({ cluster, namespace, app }: WorkloadId): string {
  return `${cluster}/${namespace}/${app}`;
}
