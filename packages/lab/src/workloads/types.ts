import type { KubernetesObject } from '../kubernetes/KubernetesApi';

/** Entry of `status.conditions` of the built-in kinds. */
export interface Condition {
  type: string;
  status: 'True' | 'False' | 'Unknown';
  reason?: string;
  message?: string;
  lastProbeTime?: string | null;
  lastUpdateTime?: string;
  lastTransitionTime?: string;
}

/** `metav1.LabelSelector`. */
export interface Selector {
  matchLabels?: Record<string, string>;
  matchExpressions?: { key: string; operator: string; values?: string[] }[];
}

export interface Resources {
  requests?: Record<string, string | number>;
  limits?: Record<string, string | number>;
}

export interface Probe {
  initialDelaySeconds?: number;
  httpGet?: unknown;
}

interface KeyReference {
  name?: string;
  key: string;
  optional?: boolean;
}

interface SourceReference {
  name?: string;
  optional?: boolean;
}

export interface Container {
  name: string;
  image: string;
  restartPolicy?: string;
  env?: {
    name: string;
    valueFrom?: {
      secretKeyRef?: KeyReference;
      configMapKeyRef?: KeyReference;
    };
  }[];
  envFrom?: { secretRef?: SourceReference; configMapRef?: SourceReference }[];
  ports?: { name?: string; containerPort: number; protocol?: string }[];
  readinessProbe?: Probe;
  resources?: Resources;
}

export interface Toleration {
  key?: string;
  operator?: string;
  value?: string;
  effect?: string;
}

export interface PodSpec {
  nodeName?: string;
  restartPolicy?: string;
  nodeSelector?: Record<string, string>;
  affinity?: unknown;
  tolerations?: Toleration[];
  containers: Container[];
  initContainers?: Container[];
  volumes?: {
    name: string;
    configMap?: SourceReference;
    secret?: { secretName?: string; optional?: boolean };
    persistentVolumeClaim?: { claimName: string };
  }[];
}

export interface ContainerState {
  waiting?: { reason: string; message?: string };
  running?: { startedAt: string };
  terminated?: {
    exitCode: number;
    reason: string;
    startedAt?: string;
    finishedAt: string;
    containerID?: string;
  };
}

export interface ContainerStatus {
  name: string;
  image: string;
  imageID: string;
  containerID?: string;
  ready: boolean;
  started: boolean;
  restartCount: number;
  state: ContainerState;
  lastState: ContainerState;
}

export interface PodStatus {
  phase: 'Pending' | 'Running' | 'Succeeded' | 'Failed' | 'Unknown';
  qosClass?: string;
  startTime?: string;
  hostIP?: string;
  hostIPs?: { ip: string }[];
  podIP?: string;
  podIPs?: { ip: string }[];
  conditions?: Condition[];
  containerStatuses?: ContainerStatus[];
  initContainerStatuses?: ContainerStatus[];
}

export interface Pod extends KubernetesObject {
  spec: PodSpec;
  status?: PodStatus;
}

/** What a workload makes its pods from. */
export interface PodTemplate {
  metadata?: {
    labels?: Record<string, string>;
    annotations?: Record<string, string>;
    finalizers?: string[];
  };
  spec: PodSpec;
}

export interface ReplicaSet extends KubernetesObject {
  spec: {
    replicas?: number;
    minReadySeconds?: number;
    selector: Selector;
    template: PodTemplate;
  };
  status?: {
    replicas: number;
    fullyLabeledReplicas?: number;
    readyReplicas?: number;
    availableReplicas?: number;
    observedGeneration?: number;
    conditions?: Condition[];
  };
}

export interface DeploymentStatus {
  observedGeneration?: number;
  replicas?: number;
  updatedReplicas?: number;
  readyReplicas?: number;
  availableReplicas?: number;
  unavailableReplicas?: number;
  collisionCount?: number;
  conditions?: Condition[];
}

export interface Deployment extends KubernetesObject {
  spec: {
    replicas?: number;
    paused?: boolean;
    minReadySeconds?: number;
    revisionHistoryLimit?: number;
    progressDeadlineSeconds?: number;
    selector: Selector;
    template: PodTemplate;
    strategy?: {
      type?: string;
      rollingUpdate?: {
        maxSurge?: string | number;
        maxUnavailable?: string | number;
      };
    };
  };
  status?: DeploymentStatus;
}
