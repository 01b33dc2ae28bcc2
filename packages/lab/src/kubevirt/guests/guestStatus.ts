import { timestamp, type LabClock } from '../../clock/LabClock';
import { withCondition } from '../conditions';
import type {
  Claim,
  Condition,
  GuestPhase,
  VirtualMachineInstance,
  VirtualMachineInstanceStatus,
  Volume,
} from '../types';
import { macAddressOf } from './AddressPool';
import type { GuestSystem } from './guestSystems';

/** The status after a change of phase. */
export function inPhase(
  status: VirtualMachineInstanceStatus,
  phase: GuestPhase,
  clock: LabClock,
): VirtualMachineInstanceStatus {
  return {
    ...status,
    phase,
    phaseTransitionTimestamps: [
      ...(status.phaseTransitionTimestamps ?? []),
      { phase, phaseTransitionTimestamp: timestamp(clock) },
    ],
  };
}

/** The status with a condition set. */
export function withStatusCondition(
  status: VirtualMachineInstanceStatus,
  wanted: Condition,
): VirtualMachineInstanceStatus {
  return { ...status, conditions: withCondition(status.conditions, wanted) };
}

/** Condition `Ready` of a guest that is not. */
export function unready(
  clock: LabClock,
  reason: 'GuestNotRunning' | 'PodNotExists' | 'PodTerminating',
): Condition {
  const now = timestamp(clock);
  const messages = {
    GuestNotRunning: 'Guest VM is not reported as running',
    PodNotExists: 'virt-launcher pod has not yet been scheduled',
    PodTerminating: 'virt-launcher pod is terminating',
  };
  return {
    type: 'Ready',
    status: 'False',
    reason,
    message: messages[reason],
    lastProbeTime: now,
    lastTransitionTime: now,
  };
}

/** A condition that simply holds. */
export function holding(clock: LabClock, type: string): Condition {
  const now = timestamp(clock);
  return {
    type,
    status: 'True',
    lastProbeTime: type === 'Ready' ? null : now,
    lastTransitionTime: now,
  };
}

/** Condition of a guest whose disks come from DataVolumes that are done. */
export const DATA_VOLUMES_READY: Condition = {
  type: 'DataVolumesReady',
  status: 'True',
  reason: 'AllDVsReady',
  message: "All of the VMI's DVs are bound and ready",
  lastProbeTime: null,
  lastTransitionTime: null,
};

/** Conditions of a guest whose claim is missing. */
export function missingClaim(clock: LabClock, claim: string): Condition[] {
  const message = `PVC ${claim} does not exist, waiting for it to appear`;
  return [
    unready(clock, 'PodNotExists'),
    {
      type: 'Synchronized',
      status: 'False',
      reason: 'FailedPvcNotFound',
      message,
      lastProbeTime: null,
      lastTransitionTime: timestamp(clock),
    },
    unschedulable(message),
  ];
}

/** Conditions of a guest whose pod was refused, as by a quota. */
export function refusedPod(clock: LabClock, why: string): Condition[] {
  return [
    unready(clock, 'PodNotExists'),
    {
      type: 'Synchronized',
      status: 'False',
      reason: 'FailedCreate',
      message: `failed to create virtual machine pod: ${why}`,
      lastProbeTime: null,
      lastTransitionTime: timestamp(clock),
    },
  ];
}

/** Condition of a guest that found no node. */
export function unschedulable(message: string): Condition {
  return {
    type: 'PodScheduled',
    status: 'False',
    reason: 'Unschedulable',
    message,
    lastProbeTime: null,
    lastTransitionTime: null,
  };
}

/**
 * Condition that says whether a guest can move while it runs: its disks must be shared.
 */
export function migratability(clock: LabClock, claims: Claim[]): Condition {
  const now = timestamp(clock);
  const refusal = (reason: string, message: string): Condition => ({
    type: 'LiveMigratable',
    status: 'False',
    reason,
    message,
    lastProbeTime: now,
    lastTransitionTime: now,
  });
  const local = claims.find(
    claim => !claim.spec.accessModes?.includes('ReadWriteMany'),
  );
  if (local) {
    return refusal(
      'DisksNotLiveMigratable',
      `cannot migrate VMI: PVC ${local.metadata.name} is not shared, live migration requires that all PVCs must be shared (using ReadWriteMany access mode)`,
    );
  }
  return holding(clock, 'LiveMigratable');
}

/** `status.interfaces` of a running guest. */
export function guestInterfaces(
  guest: VirtualMachineInstance,
  addresses: string[],
  infoSource: string,
): VirtualMachineInstanceStatus['interfaces'] {
  const networks = guest.spec.networks ?? [];
  const nics = guest.spec.domain.devices.interfaces ?? [];
  const identity = `${guest.metadata.namespace}/${guest.metadata.name}`;
  return networks.map(({ name }, index) => ({
    name,
    ipAddress: addresses[index],
    ipAddresses: [addresses[index]],
    mac:
      nics.find(nic => nic.name === name)?.macAddress ??
      macAddressOf(identity, name),
    infoSource,
    queueCount: 1,
    podInterfaceName: index === 0 ? 'eth0' : `net${index}`,
    ...(infoSource.includes('guest-agent') && {
      interfaceName: `enp${index + 1}s0`,
    }),
  }));
}

/** `status.volumeStatus`: what each disk of the guest stands on. */
export function guestVolumes(
  volumes: Volume[],
  claimOf: (volume: Volume) => Claim | undefined,
): Record<string, unknown>[] {
  const letters = 'abcdefghijklmnopqrstuvwxyz';
  const status = volumes.map((volume, index) => {
    const claim = claimOf(volume);
    return {
      name: volume.name,
      target: `vd${letters[index % letters.length]}`,
      ...(claim && {
        persistentVolumeClaimInfo: {
          claimName: claim.metadata.name,
          accessModes: claim.status?.accessModes ?? claim.spec.accessModes,
          volumeMode: claim.spec.volumeMode ?? 'Filesystem',
          capacity: claim.status?.capacity,
          requests: claim.spec.resources?.requests,
          filesystemOverhead: '0.055',
        },
      }),
    };
  });
  return status.sort((a, b) => a.name.localeCompare(b.name));
}

/** The status once the agent in the guest has reported. */
export function withAgent(
  status: VirtualMachineInstanceStatus,
  options: { clock: LabClock; system: GuestSystem },
): VirtualMachineInstanceStatus {
  return withStatusCondition(
    {
      ...status,
      guestOSInfo: options.system,
      interfaces: status.interfaces?.map((item, index) => ({
        ...item,
        infoSource: 'domain, guest-agent',
        interfaceName: `enp${index + 1}s0`,
      })),
    },
    holding(options.clock, 'AgentConnected'),
  );
}
