import type { KubernetesObject } from '../kubernetes/KubernetesApi';

/** An object and what somebody else would report of it. */
export interface ObjectWithStatus {
  object: KubernetesObject;
  status: Record<string, unknown>;
}

interface NodeSketch {
  name: string;
  address: string;
  controlPlane?: boolean;
  gpu?: string;
  cpu: string;
  memory: string;
}

const NODES: NodeSketch[] = [
  {
    name: 'cp-01',
    address: '10.10.0.221',
    controlPlane: true,
    gpu: 'RTX-3090',
    cpu: '32',
    memory: '128Gi',
  },
  {
    name: 'cp-02',
    address: '10.10.0.222',
    controlPlane: true,
    cpu: '16',
    memory: '64Gi',
  },
  {
    name: 'cp-03',
    address: '10.10.0.223',
    controlPlane: true,
    cpu: '16',
    memory: '64Gi',
  },
  ...[1, 2, 3, 4].map(index => ({
    name: `worker-0${index}`,
    address: `10.10.0.${223 + index}`,
    gpu: [undefined, undefined, 'TITAN', 'Tesla-T4'][index - 1],
    cpu: '64',
    memory: '512Gi',
  })),
];

/** The seven nodes of prod7. A real cluster has its own. */
export function nodeObjects(now: string): ObjectWithStatus[] {
  return NODES.map(node => ({
    object: nodeOf(node),
    status: ready(node, now),
  }));
}

function nodeOf({ name, controlPlane, gpu }: NodeSketch): KubernetesObject {
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: {
      name,
      labels: {
        'kubernetes.io/arch': 'amd64',
        'kubernetes.io/hostname': name,
        'kubernetes.io/os': 'linux',
        [`node-role.kubernetes.io/${
          controlPlane ? 'control-plane' : 'worker'
        }`]: '',
        'kubevirt.io/schedulable': String(!controlPlane),
        ...(gpu
          ? { accelerator: 'nvidia', 'nvidia.com/gpu.product': gpu }
          : {}),
      },
    },
    spec: controlPlane
      ? {
          taints: [
            {
              key: 'node-role.kubernetes.io/control-plane',
              effect: 'NoSchedule',
            },
          ],
        }
      : {},
  };
}

function ready(
  { name, address, gpu, cpu, memory }: NodeSketch,
  now: string,
): Record<string, unknown> {
  const resources = {
    cpu,
    memory,
    pods: '110',
    'devices.kubevirt.io/kvm': '1k',
    ...(gpu ? { 'nvidia.com/gpu': '1' } : {}),
  };
  const condition = (type: string, status: string, reason: string) => ({
    type,
    status,
    reason,
    message: reason,
    lastHeartbeatTime: now,
    lastTransitionTime: now,
  });
  return {
    capacity: resources,
    allocatable: resources,
    addresses: [
      { type: 'InternalIP', address },
      { type: 'Hostname', address: name },
    ],
    conditions: [
      condition('MemoryPressure', 'False', 'KubeletHasSufficientMemory'),
      condition('DiskPressure', 'False', 'KubeletHasNoDiskPressure'),
      condition('PIDPressure', 'False', 'KubeletHasSufficientPID'),
      condition('Ready', 'True', 'KubeletReady'),
    ],
    nodeInfo: {
      architecture: 'amd64',
      bootID: '',
      containerRuntimeVersion: 'containerd://1.7.28',
      kernelVersion: '5.15.0-126-generic',
      kubeletVersion: 'v1.30.4',
      kubeProxyVersion: 'v1.30.4',
      machineID: '',
      operatingSystem: 'linux',
      osImage: 'Ubuntu 22.04.5 LTS',
      systemUUID: '',
    },
  };
}
