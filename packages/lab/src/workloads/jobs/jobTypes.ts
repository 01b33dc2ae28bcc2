import type { KubernetesObject } from '../../kubernetes/KubernetesApi';
import type { Condition, PodTemplate, Selector } from '../types';

/** `batch/v1` Job. */
export interface Job extends KubernetesObject {
  spec: {
    parallelism?: number;
    completions?: number;
    backoffLimit?: number;
    activeDeadlineSeconds?: number;
    ttlSecondsAfterFinished?: number;
    suspend?: boolean;
    manualSelector?: boolean;
    /** Who else plays its controller. */
    managedBy?: string;
    selector?: Selector;
    template: PodTemplate;
  };
  status?: JobStatus;
}

export interface JobStatus {
  startTime?: string;
  completionTime?: string;
  active?: number;
  ready?: number;
  succeeded?: number;
  failed?: number;
  terminating?: number;
  uncountedTerminatedPods?: object;
  conditions?: Condition[];
}
