import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';
import {
  ClusterClient,
  resolveClusterConnection,
  type WatchState,
} from '@naru/plugin-clusters-node';
import { ClusterWorkloads, type WatchTimings } from './ClusterWorkloads';
import { describeWorkload } from './describeWorkload';
import type { Workload, WorkloadId, Workloads } from './Workloads';

/** The workloads of the clusters of `gitops.argocd`. */
export class DefaultWorkloads implements Workloads {
  readonly #clusters = new Map<
    string,
    { client: ClusterClient; workloads: ClusterWorkloads }
  >();
  readonly #listeners = new Set<(changed: WorkloadId[]) => void>();
  readonly #now: () => number;

  private constructor(now: () => number) {
    this.#now = now;
  }

  /** @throws Error with one line when a cluster is not configured as it has to be */
  static fromConfig(
    config: Config,
    options: {
      logger: LoggerService;
      timings?: WatchTimings;
      now?: () => number;
    },
  ): DefaultWorkloads {
    const { logger, timings, now = Date.now } = options;
    const workloads = new DefaultWorkloads(now);
    const names = (config.getOptionalConfigArray('gitops.argocd') ?? []).map(
      entry => entry.getString('cluster'),
    );
    for (const cluster of new Set(names)) {
      const client = new ClusterClient({
        connection: resolveClusterConnection(config, cluster),
      });
      workloads.#clusters.set(cluster, {
        client,
        workloads: new ClusterWorkloads({
          client,
          logger,
          timings,
          onChange: changed => workloads.#tell(cluster, changed),
        }),
      });
    }
    return workloads;
  }

  /** Watches until the signal is aborted; never rejects. */
  async start(signal: AbortSignal): Promise<void> {
    await Promise.all(
      [...this.#clusters.values()].map(({ client, workloads }) =>
        workloads.start(signal).finally(() => client.close()),
      ),
    );
  }

  of({ cluster, ...id }: WorkloadId): Workload | undefined {
    const objects = this.#clusters.get(cluster)?.workloads.objectsOf(id);
    return objects && objects.deployments.length > 0
      ? describeWorkload(objects, this.#now())
      : undefined;
  }

  state(cluster: string): WatchState | undefined {
    return this.#clusters.get(cluster)?.workloads.state;
  }

  subscribe(listener: (changed: WorkloadId[]) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #tell(cluster: string, changed: { namespace: string; app: string }[]): void {
    const ids = changed.map(id => ({ cluster, ...id }));
    for (const listener of this.#listeners) {
      listener(ids);
    }
  }
}
