import type { LabClock } from '../clock/LabClock';
import type { KubernetesApi } from '../kubernetes/KubernetesApi';
import type { EventRecorder } from './EventRecorder';

/** What every part of the played KubeVirt works with. */
export interface KubevirtContext {
  api: KubernetesApi;
  clock: LabClock;
  /** Numbers in [0, 1), the same for the same seed. */
  random: () => number;
  events: EventRecorder;
}
