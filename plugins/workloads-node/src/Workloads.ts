import type {
  ObjectTrouble,
  WorkloadSummary,
} from '@naru/plugin-gitops-common';
import type { WatchState } from '@naru/plugin-clusters-node';

/**
 * Which workload is meant: everything in a namespace of a cluster that carries the label `naru.io/app` with the same name.
 *
 * @public
 */
export interface WorkloadId {
  cluster: string;
  namespace: string;
  app: string;
}

/**
 * What runs of an application, and what is wrong with it.
 *
 * @public
 */
export interface Workload {
  summary: WorkloadSummary;
  /** The cause before its followers; the same trouble of several Pods once, with their number. Pods that a rollout replaces are left out. */
  troubles: ObjectTrouble[];
  /** Names of its Deployments. */
  deployments: string[];
  /** Names of its Pods that are not being deleted. */
  pods: string[];
  /** Every Deployment has been seen by its controller, and all of its Pods are new and ready. */
  settled: boolean;
}

/**
 * Deployments, Pods and autoscalers of the applications of all clusters of `gitops.argocd`, by one watch each.
 *
 * @public
 */
export interface Workloads {
  /** `undefined` when the cluster has no Deployment of that name, or is not watched. */
  of(id: WorkloadId): Workload | undefined;

  /** How well a cluster is known: its worst watch; `undefined` when it is not watched. */
  state(cluster: string): WatchState | undefined;

  /**
   * Tells of workloads that changed.
   *
   * @returns ends the subscription
   */
  subscribe(listener: (changed: WorkloadId[]) => void): () => void;
}
