import type { KubernetesObject } from '../kubernetes/KubernetesApi';

/** Entry of `status.conditions`. KubeVirt writes nulls for unset times. */
export interface Condition {
  type: string;
  status: 'True' | 'False' | 'Unknown';
  reason?: string;
  message?: string;
  lastProbeTime?: string | null;
  lastTransitionTime?: string | null;
  lastHeartbeatTime?: string | null;
}

export type RunStrategy =
  | 'Always'
  | 'RerunOnFailure'
  | 'Manual'
  | 'Once'
  | 'Halted'
  | 'WaitAsReceiver';

export interface Disk {
  name: string;
  disk?: { bus?: string };
  cdrom?: { bus?: string };
  lun?: { bus?: string };
  bootOrder?: number;
  serial?: string;
  [field: string]: unknown;
}

export interface Interface {
  name: string;
  masquerade?: unknown;
  bridge?: unknown;
  model?: string;
  macAddress?: string;
  bootOrder?: number;
  [field: string]: unknown;
}

export interface Network {
  name: string;
  pod?: unknown;
  multus?: { networkName: string };
  [field: string]: unknown;
}

export interface CloudInit {
  userData?: string;
  userDataBase64?: string;
  secretRef?: { name?: string };
  networkData?: string;
  networkDataBase64?: string;
  networkDataSecretRef?: { name?: string };
}

export interface Volume {
  name: string;
  dataVolume?: { name?: string };
  persistentVolumeClaim?: { claimName?: string };
  containerDisk?: { image?: string; imagePullPolicy?: string };
  cloudInitNoCloud?: CloudInit;
  cloudInitConfigDrive?: CloudInit;
  [source: string]: unknown;
}

export interface Cpu {
  cores?: number;
  sockets?: number;
  threads?: number;
  maxSockets?: number;
  model?: string;
  [field: string]: unknown;
}

export interface Domain {
  cpu?: Cpu;
  memory?: {
    guest?: string;
    maxGuest?: string;
    hugepages?: { pageSize?: string };
  };
  resources?: {
    requests?: Record<string, string>;
    limits?: Record<string, string>;
    [field: string]: unknown;
  };
  devices: {
    disks?: Disk[];
    interfaces?: Interface[];
    autoattachPodInterface?: boolean;
    inputs?: { name?: string; type?: string; bus?: string }[];
    [field: string]: unknown;
  };
  firmware?: {
    uuid?: string;
    serial?: string;
    bootloader?: {
      efi?: { secureBoot?: boolean; persistent?: boolean };
      bios?: unknown;
    };
    [field: string]: unknown;
  };
  features?: {
    acpi?: { enabled?: boolean };
    smm?: { enabled?: boolean };
    [field: string]: unknown;
  };
  machine?: { type?: string };
  [field: string]: unknown;
}

/** `spec` of a VirtualMachineInstance, `spec.template.spec` of a VirtualMachine. */
export interface GuestSpec {
  domain: Domain;
  networks?: Network[];
  volumes?: Volume[];
  accessCredentials?: Record<string, unknown>[];
  architecture?: string;
  hostname?: string;
  subdomain?: string;
  evictionStrategy?: string;
  terminationGracePeriodSeconds?: number;
  nodeSelector?: Record<string, string>;
  affinity?: Record<string, unknown>;
  tolerations?: {
    key?: string;
    operator?: string;
    value?: string;
    effect?: string;
  }[];
  livenessProbe?: Record<string, unknown>;
  readinessProbe?: Record<string, unknown>;
  [field: string]: unknown;
}

export interface DataVolumeSpec {
  source?: {
    pvc?: { namespace: string; name: string };
    snapshot?: { namespace: string; name: string };
    http?: { url: string };
    registry?: { url?: string; imageStream?: string };
    blank?: unknown;
    upload?: unknown;
    [source: string]: unknown;
  };
  sourceRef?: { kind: string; name: string; namespace?: string };
  storage?: ClaimTemplate;
  pvc?: ClaimTemplate;
  [field: string]: unknown;
}

export interface ClaimTemplate {
  accessModes?: string[];
  volumeMode?: string;
  storageClassName?: string;
  resources?: { requests?: Record<string, string> };
  [field: string]: unknown;
}

export interface DataVolumeTemplate {
  metadata: {
    name: string;
    namespace?: string;
    labels?: Record<string, string>;
    annotations?: Record<string, string>;
    [field: string]: unknown;
  };
  spec: DataVolumeSpec;
}

export interface Matcher {
  name?: string;
  kind?: string;
  [field: string]: unknown;
}

export interface VirtualMachineSpec {
  running?: boolean;
  runStrategy?: RunStrategy;
  instancetype?: Matcher;
  preference?: Matcher;
  dataVolumeTemplates?: DataVolumeTemplate[];
  template: {
    metadata?: {
      labels?: Record<string, string>;
      annotations?: Record<string, string>;
      [field: string]: unknown;
    };
    spec: GuestSpec;
  };
  [field: string]: unknown;
}

/** A wish of `status.stateChangeRequests`. */
export interface StateChangeRequest {
  action: 'Start' | 'Stop';
  uid?: string;
  data?: Record<string, string>;
}

/** How often in a row a guest failed before it ever ran. */
export interface StartFailure {
  consecutiveFailCount: number;
  lastFailedVMIUID: string;
  retryAfterTimestamp: string;
}

export interface VirtualMachineStatus {
  created?: boolean;
  ready?: boolean;
  printableStatus?: string;
  runStrategy?: RunStrategy;
  conditions?: Condition[];
  desiredGeneration?: number;
  observedGeneration?: number;
  stateChangeRequests?: StateChangeRequest[];
  startFailure?: StartFailure;
  volumeSnapshotStatuses?: {
    name: string;
    enabled: boolean;
    reason?: string;
  }[];
  instancetypeRef?: Record<string, unknown>;
  preferenceRef?: Record<string, unknown>;
  [field: string]: unknown;
}

export interface VirtualMachine extends KubernetesObject {
  spec: VirtualMachineSpec;
  status?: VirtualMachineStatus;
}

/** Where a live migration stands. */
export interface MigrationState {
  migrationUid?: string;
  startTimestamp?: string;
  endTimestamp?: string;
  completed?: boolean;
  failed?: boolean;
  sourceNode?: string;
  sourcePod?: string;
  targetNode?: string;
  targetPod?: string;
  [field: string]: unknown;
}

export type GuestPhase =
  | 'Pending'
  | 'Scheduling'
  | 'Scheduled'
  | 'Running'
  | 'Succeeded'
  | 'Failed';

export interface VirtualMachineInstanceStatus {
  phase?: GuestPhase;
  nodeName?: string;
  conditions?: Condition[];
  interfaces?: {
    name?: string;
    ipAddress?: string;
    ipAddresses?: string[];
    mac?: string;
    infoSource?: string;
    podInterfaceName?: string;
    queueCount?: number;
    interfaceName?: string;
  }[];
  guestOSInfo?: Record<string, string>;
  activePods?: Record<string, string>;
  phaseTransitionTimestamps?: {
    phase: string;
    phaseTransitionTimestamp: string;
  }[];
  migrationState?: MigrationState;
  volumeStatus?: Record<string, unknown>[];
  memory?: Record<string, string>;
  currentCPUTopology?: { cores?: number; sockets?: number; threads?: number };
  [field: string]: unknown;
}

export interface VirtualMachineInstance extends KubernetesObject {
  spec: GuestSpec;
  status?: VirtualMachineInstanceStatus;
}

export interface DataVolumeStatus {
  phase?: string;
  progress?: string;
  claimName?: string;
  restartCount?: number;
  conditions?: Condition[];
}

export interface DataVolume extends KubernetesObject {
  spec: DataVolumeSpec;
  status?: DataVolumeStatus;
}

export interface Claim extends KubernetesObject {
  spec: {
    accessModes?: string[];
    volumeMode?: string;
    volumeName?: string;
    storageClassName?: string;
    resources?: { requests?: Record<string, string> };
  };
  status?: {
    phase?: string;
    capacity?: Record<string, string>;
    accessModes?: string[];
  };
}
