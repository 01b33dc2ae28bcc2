import { timestamp, type LabClock } from '../../clock/LabClock';
import type { KubernetesObject } from '../../kubernetes/KubernetesApi';
import {
  formatQuantity,
  parseQuantity,
} from '../../kubernetes/schema/quantity';
import { claimNameOf } from '../machines/dataVolumeTemplates';
import { controllerReference } from '../objectKeys';
import type { VirtualMachineInstance } from '../types';

/** Memory that the launcher itself takes beside the guest's. */
const OVERHEAD_BYTES = 276 * 2 ** 20;
const LONGEST_PREFIX = 57;

function computeResources(guest: VirtualMachineInstance): object {
  const { cpu, memory, resources } = guest.spec.domain;
  const count = (cpu?.cores ?? 1) * (cpu?.sockets ?? 1) * (cpu?.threads ?? 1);
  const bytes =
    parseQuantity(memory?.guest ?? resources?.requests?.memory) ?? 0;
  const devices = {
    'devices.kubevirt.io/kvm': '1',
    'devices.kubevirt.io/tun': '1',
    'devices.kubevirt.io/vhost-net': '1',
  };
  return {
    limits: { ...devices },
    requests: {
      cpu: `${count * 100}m`,
      'ephemeral-storage': '50M',
      memory: formatQuantity(bytes + OVERHEAD_BYTES, '1Mi'),
      ...devices,
    },
  };
}

/** The pod in which a guest runs. */
export function buildLauncherPod(
  guest: VirtualMachineInstance,
): KubernetesObject {
  const { name, namespace, uid = '' } = guest.metadata;
  const prefix = `virt-launcher-${name}`.slice(0, LONGEST_PREFIX);
  const label = name.slice(0, 63);
  const claims = (guest.spec.volumes ?? []).filter(claimNameOf);
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: '',
      generateName: `${prefix}-`,
      namespace,
      labels: {
        ...guest.metadata.labels,
        'kubevirt.io': 'virt-launcher',
        'kubevirt.io/created-by': uid,
        'vm.kubevirt.io/name': label,
        'vmi.kubevirt.io/id': label,
      },
      annotations: {
        'descheduler.alpha.kubernetes.io/request-evict-only': '',
        'kubectl.kubernetes.io/default-container': 'compute',
        'kubevirt.io/domain': name,
        'kubevirt.io/migrationTransportUnix': 'true',
      },
      ownerReferences: [controllerReference(guest)],
    },
    spec: {
      automountServiceAccountToken: false,
      containers: [
        {
          name: 'compute',
          image: 'virt-launcher',
          imagePullPolicy: 'IfNotPresent',
          command: ['/usr/bin/virt-launcher-monitor', '--name', name],
          resources: computeResources(guest),
          volumeDevices: claims.map(volume => ({
            devicePath: `/dev/${volume.name}`,
            name: volume.name,
          })),
        },
      ],
      initContainers: [
        {
          name: 'guest-console-log',
          image: 'virt-launcher',
          imagePullPolicy: 'IfNotPresent',
          command: ['/usr/bin/virt-tail'],
          restartPolicy: 'Always',
          resources: {
            limits: { cpu: '15m', memory: '60M' },
            requests: { cpu: '5m', memory: '35M' },
          },
        },
      ],
      hostname: guest.spec.hostname ?? name.split('.')[0].slice(0, 63),
      nodeSelector: {
        ...guest.spec.nodeSelector,
        'kubernetes.io/arch': guest.spec.architecture ?? 'amd64',
        'kubevirt.io/schedulable': 'true',
      },
      readinessGates: [
        { conditionType: 'kubevirt.io/virtual-machine-unpaused' },
      ],
      restartPolicy: 'Never',
      terminationGracePeriodSeconds:
        (guest.spec.terminationGracePeriodSeconds ?? 30) + 30,
      volumes: [
        { name: 'private', emptyDir: {} },
        ...claims.map(volume => ({
          name: volume.name,
          persistentVolumeClaim: { claimName: claimNameOf(volume) },
        })),
      ],
    },
    status: { phase: 'Pending', qosClass: 'Burstable' },
  };
}

function podCondition(
  type: string,
  now: string,
  more: { status?: 'True' | 'False'; reason?: string; message?: string } = {},
): object {
  return {
    type,
    status: 'True',
    lastProbeTime: null,
    lastTransitionTime: now,
    ...more,
  };
}

/** Status of a launcher pod that found no node. */
export function unschedulablePodStatus(
  clock: LabClock,
  message: string,
): object {
  const condition = podCondition('PodScheduled', timestamp(clock), {
    status: 'False',
    reason: 'Unschedulable',
    message,
  });
  return { phase: 'Pending', qosClass: 'Burstable', conditions: [condition] };
}

/** Status of a launcher pod whose guest boots or runs. */
export function runningPodStatus(clock: LabClock, address: string): object {
  const now = timestamp(clock);
  const container = (name: string) => ({
    name,
    image: 'virt-launcher',
    imageID: 'virt-launcher',
    containerID: `containerd://${name}`,
    ready: true,
    started: true,
    restartCount: 0,
    lastState: {},
    state: { running: { startedAt: now } },
  });
  return {
    phase: 'Running',
    qosClass: 'Burstable',
    startTime: now,
    podIP: address,
    podIPs: [{ ip: address }],
    conditions: [
      podCondition('PodScheduled', now),
      podCondition('Initialized', now),
      podCondition('ContainersReady', now),
      podCondition('Ready', now),
      podCondition('kubevirt.io/virtual-machine-unpaused', now, {
        reason: 'NotPaused',
        message: 'the virtual machine is not paused',
      }),
    ],
    containerStatuses: [container('compute')],
    initContainerStatuses: [container('guest-console-log')],
  };
}

/** Status of a launcher pod whose guest has ended. */
export function endedPodStatus(
  clock: LabClock,
  present: object,
  failed: boolean,
): object {
  const now = timestamp(clock);
  return {
    ...present,
    phase: failed ? 'Failed' : 'Succeeded',
    conditions: [
      podCondition('PodScheduled', now),
      podCondition('Ready', now, { status: 'False', reason: 'PodCompleted' }),
    ],
    containerStatuses: [
      {
        name: 'compute',
        image: 'virt-launcher',
        imageID: 'virt-launcher',
        ready: false,
        started: false,
        restartCount: 0,
        lastState: {},
        state: {
          terminated: {
            exitCode: failed ? 1 : 0,
            reason: failed ? 'Error' : 'Completed',
            finishedAt: now,
          },
        },
      },
    ],
  };
}
