import {
  parseQuantity,
  formatQuantity,
} from '../../kubernetes/schema/quantity';
import { timestamp, type LabClock } from '../../clock/LabClock';
import { controllerReference } from '../objectKeys';
import type {
  GuestSpec,
  VirtualMachine,
  VirtualMachineInstance,
  VirtualMachineInstanceStatus,
} from '../types';
import { applySizing, sizingAnnotations, type Sizing } from './instancetypes';

/** Finalizers that hold a guest until its pod is gone. */
export const GUEST_FINALIZERS = [
  'kubevirt.io/virtualMachineControllerFinalize',
  'kubevirt.io/foregroundDeleteVirtualMachine',
];

/** Hot-plug reaches up to this many times the size at boot. */
const HOTPLUG_RATIO = 4;
const GIB = 2 ** 30;

/** Fills in what KubeVirt decides for a guest whose machine left it open. */
export function withGuestDefaults(
  spec: GuestSpec,
  options: { hotplug: boolean },
): GuestSpec {
  const result = structuredClone(spec);
  const { domain } = result;
  result.architecture ??= 'amd64';
  result.evictionStrategy ??= 'None';
  domain.cpu = cpuOf(domain.cpu);
  domain.features = {
    ...domain.features,
    acpi: { enabled: true, ...domain.features?.acpi },
  };
  domain.machine = { type: 'q35', ...domain.machine };
  domain.resources ??= {};
  const guestBytes = parseQuantity(domain.memory?.guest);
  if (options.hotplug && guestBytes !== undefined && guestBytes >= GIB) {
    domain.memory = {
      maxGuest: formatQuantity(
        guestBytes * HOTPLUG_RATIO,
        domain.memory?.guest,
      ),
      ...domain.memory,
    };
  }
  defaultDisks(result);
  defaultNetwork(result);
  return result;
}

function cpuOf(cpu: GuestSpec['domain']['cpu']): GuestSpec['domain']['cpu'] {
  const { cores, sockets, threads } = cpu ?? {};
  if (cores || sockets || threads) return { model: 'host-model', ...cpu };
  return {
    model: 'host-model',
    ...cpu,
    cores: 1,
    sockets: 1,
    threads: 1,
    maxSockets: cpu?.maxSockets ?? HOTPLUG_RATIO,
  };
}

function defaultDisks(spec: GuestSpec): void {
  const { devices } = spec.domain;
  const disks = (devices.disks ??= []);
  for (const disk of disks) {
    if (!disk.disk && !disk.cdrom && !disk.lun) disk.disk = {};
    for (const target of [disk.disk, disk.cdrom, disk.lun]) {
      if (target) target.bus ??= 'sata';
    }
  }
  for (const volume of spec.volumes ?? []) {
    if (!disks.some(({ name }) => name === volume.name)) {
      disks.push({ name: volume.name, disk: { bus: 'sata' } });
    }
    const { containerDisk } = volume;
    if (containerDisk && !containerDisk.imagePullPolicy) {
      const tag = /:([^/]+)$/.exec(containerDisk.image ?? '')?.[1] ?? 'latest';
      containerDisk.imagePullPolicy =
        tag === 'latest' ? 'Always' : 'IfNotPresent';
    }
  }
}

function defaultNetwork(spec: GuestSpec): void {
  const { devices } = spec.domain;
  const chosen = spec.networks?.length || devices.interfaces?.length;
  if (chosen || devices.autoattachPodInterface === false) return;
  spec.networks = [{ name: 'default', pod: {} }];
  devices.interfaces = [{ name: 'default', bridge: {} }];
}

/** What a new guest reports before anything happened to it. */
export function firstGuestStatus(
  spec: GuestSpec,
  clock: LabClock,
): VirtualMachineInstanceStatus {
  const { cores, sockets, threads } = spec.domain.cpu ?? {};
  const memory = spec.domain.memory?.guest;
  return {
    phase: 'Pending',
    phaseTransitionTimestamps: [
      { phase: 'Pending', phaseTransitionTimestamp: timestamp(clock) },
    ],
    currentCPUTopology: { cores, sockets, threads },
    guestOSInfo: {},
    ...(memory && {
      memory: {
        guestAtBoot: memory,
        guestCurrent: memory,
        guestRequested: memory,
      },
    }),
    runtimeUser: 107,
  };
}

/** Name under which the template of a start is kept. */
export function revisionName(machine: VirtualMachine): string {
  return `revision-start-vm-${machine.metadata.uid}-${machine.metadata.generation}`;
}

/** The guest of a machine, as it is created. */
export function buildGuest(options: {
  machine: VirtualMachine;
  sizing: Sizing;
  clock: LabClock;
  paused: boolean;
}): VirtualMachineInstance {
  const { machine, sizing } = options;
  const { template } = machine.spec;
  const spec = withGuestDefaults(applySizing(template.spec, sizing), {
    hotplug: true,
  });
  if (options.paused) spec.startStrategy = 'Paused';
  return {
    apiVersion: 'kubevirt.io/v1',
    kind: 'VirtualMachineInstance',
    metadata: {
      name: machine.metadata.name,
      namespace: machine.metadata.namespace,
      labels: template.metadata?.labels,
      annotations: {
        ...template.metadata?.annotations,
        ...sizingAnnotations(sizing),
        'kubevirt.io/latest-observed-api-version': 'v1',
        'kubevirt.io/storage-observed-api-version': 'v1',
        'kubevirt.io/vm-generation': String(machine.metadata.generation),
      },
      finalizers: GUEST_FINALIZERS,
      ownerReferences: [controllerReference(machine)],
    },
    spec,
    status: {
      ...firstGuestStatus(spec, options.clock),
      virtualMachineRevisionName: revisionName(machine),
    },
  };
}
