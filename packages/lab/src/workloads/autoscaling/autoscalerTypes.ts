import type { KubernetesObject } from '../../kubernetes/KubernetesApi';
import type { Condition } from '../types';

/** `autoscaling/v2` HorizontalPodAutoscaler, as far as it scales by CPU. */
export interface Autoscaler extends KubernetesObject {
  spec: {
    scaleTargetRef: { apiVersion?: string; kind: string; name: string };
    minReplicas?: number;
    maxReplicas: number;
    metrics?: {
      type: string;
      resource?: {
        name: string;
        target: { type: string; averageUtilization?: number };
      };
    }[];
    behavior?: { scaleDown?: { stabilizationWindowSeconds?: number } };
  };
  status?: {
    currentReplicas?: number;
    desiredReplicas?: number;
    lastScaleTime?: string;
    currentMetrics?: unknown[] | null;
    conditions?: Condition[];
  };
}

/** What the autoscaler reads, and what it wants because of it. */
export interface Recommendation {
  replicas: number;
  conditions: Pick<Condition, 'type' | 'status' | 'reason' | 'message'>[];
  currentMetrics?: object[];
  /** Why another number is wanted, for the event. */
  reason: string;
}
