import type { LabClock } from '../clock/LabClock';
import type { KubernetesApi } from '../kubernetes/KubernetesApi';
import type { EventRecorder } from '../kubevirt/EventRecorder';
import type { OwnedObjects } from './OwnedObjects';
import type { Pod, ReplicaSet } from './types';

/** What every part of the played workload controllers works with. */
export interface WorkloadsContext {
  api: KubernetesApi;
  clock: LabClock;
  /** Numbers in [0, 1), the same for the same seed. */
  random: () => number;
  events: EventRecorder;
  /** Of all pods, those that guests do not own can be found by owner. */
  pods: OwnedObjects<Pod>;
  replicaSets: OwnedObjects<ReplicaSet>;
  /** Whether an image can be pulled; undefined when nobody knows its registry, and then it can. */
  imageExists(image: string): boolean | undefined;
}

/** A part that works until it is stopped. */
export interface Controller {
  start(): () => void;
}
