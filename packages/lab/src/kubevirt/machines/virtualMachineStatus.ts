import { timestamp, type LabClock } from '../../clock/LabClock';
import type { KubernetesApi } from '../../kubernetes/KubernetesApi';
import {
  conditionOf,
  isTrue,
  withCondition,
  withoutCondition,
} from '../conditions';
import { CLAIMS } from '../resources';
import type {
  Claim,
  Condition,
  DataVolume,
  StateChangeRequest,
  VirtualMachine,
  VirtualMachineInstance,
  VirtualMachineStatus,
  Volume,
} from '../types';
import { computePrintableStatus } from './computePrintableStatus';
import { claimNameOf } from './dataVolumeTemplates';
import { expectsStart } from './decideRun';
import {
  guestStateOf,
  isFinal,
  runStrategyOf,
  wantsStop,
  type GuestState,
} from './GuestState';

/** Why a machine's controller could not do its work. */
export interface Failure {
  reason: string;
  message: string;
}

/** What a machine's status is made of. */
export interface VirtualMachineStatusInput {
  api: KubernetesApi;
  clock: LabClock;
  machine: VirtualMachine;
  guest?: VirtualMachineInstance;
  dataVolumes: DataVolume[];
  failure?: Failure;
  restartRequired: boolean;
}

/** Conditions that are the machine's own; all others are copies of its guest's. */
const OWN_CONDITIONS = ['Failure', 'RestartRequired', 'ManualRecoveryRequired'];

function readyCondition(
  guest: VirtualMachineInstance | undefined,
  now: string,
): Condition {
  const unready = (reason: string, message: string): Condition => ({
    type: 'Ready',
    status: 'False',
    reason,
    message,
    lastProbeTime: now,
    lastTransitionTime: now,
  });
  if (!guest) return unready('VMINotExists', 'VMI does not exist');
  return (
    conditionOf(guest.status?.conditions, 'Ready') ??
    unready('VMIConditionMissing', 'VMI is missing the Ready condition')
  );
}

function conditionsOf(input: VirtualMachineStatusInput): Condition[] {
  const { machine, guest, failure } = input;
  const now = timestamp(input.clock);
  const old = machine.status?.conditions ?? [];
  const ready = readyCondition(guest, now);
  const kept = conditionOf(old, 'Ready');
  const unchanged = kept && withCondition([kept], ready)[0] === kept;
  let result = [
    unchanged ? kept : ready,
    ...(guest?.status?.conditions ?? (guest ? [] : old)).filter(
      ({ type }) => type !== 'Ready' && !OWN_CONDITIONS.includes(type),
    ),
    ...old.filter(({ type }) => OWN_CONDITIONS.includes(type)),
  ];
  result = failure
    ? withCondition(result, {
        type: 'Failure',
        status: 'True',
        ...failure,
        lastProbeTime: null,
        lastTransitionTime: now,
      })
    : withoutCondition(result, 'Failure');
  return input.restartRequired
    ? withCondition(result, {
        type: 'RestartRequired',
        status: 'True',
        message: 'a non-live-updatable field was changed in the template spec',
        lastProbeTime: null,
        lastTransitionTime: now,
      })
    : withoutCondition(result, 'RestartRequired');
}

/** Wishes that are not yet fulfilled. */
export function openRequests(
  requests: StateChangeRequest[] | undefined,
  guest: GuestState | undefined,
): StateChangeRequest[] | undefined {
  const [next, ...rest] = requests ?? [];
  if (!next) return undefined;
  const started = !!guest && !guest.deleting && !isFinal(guest.phase);
  const done = next.action === 'Stop' ? next.uid !== guest?.uid : started;
  const open = done ? rest : [next, ...rest];
  return open.length > 0 ? open : undefined;
}

function claimOf(
  { api, machine }: VirtualMachineStatusInput,
  volume: Volume,
): Claim | undefined {
  const name = claimNameOf(volume);
  if (!name) return undefined;
  return api.find(CLAIMS, machine.metadata.namespace, name) as
    | Claim
    | undefined;
}

function snapshotStatusOf(
  input: VirtualMachineStatusInput,
  volume: Volume,
): { name: string; enabled: boolean; reason: string } {
  const { name } = volume;
  if (!claimNameOf(volume)) {
    return {
      name,
      enabled: false,
      reason: `Snapshot is not supported for this volumeSource type [${name}]`,
    };
  }
  const claim = claimOf(input, volume);
  const storageClass = claim?.spec.storageClassName ?? '';
  return {
    name,
    enabled: false,
    reason: claim
      ? `No VolumeSnapshotClass: Volume snapshots are not configured for this StorageClass [${storageClass}] [${name}]`
      : 'PVC not found',
  };
}

/** The status of a machine as it follows from its guest, its disks and what went wrong. */
export function virtualMachineStatus(
  input: VirtualMachineStatusInput,
): VirtualMachineStatus {
  const { machine, guest } = input;
  const status = machine.status ?? {};
  const strategy = runStrategyOf(machine);
  const state = guest && guestStateOf(guest);
  const volumes = machine.spec.template.spec.volumes ?? [];
  const requests = openRequests(status.stateChangeRequests, state);
  const startExpected = expectsStart({
    strategy,
    lastStrategy: status.runStrategy,
    guest: state,
    requests,
    now: input.clock.now(),
  });
  const isUnbound = (volume: Volume): boolean => {
    const claim = claimOf(input, volume);
    return claim !== undefined && claim.status?.phase !== 'Bound';
  };
  return {
    ...status,
    created: guest ? true : undefined,
    ready: isTrue(guest?.status?.conditions, 'Ready') ? true : undefined,
    ...(guest && {
      runStrategy: strategy,
      desiredGeneration: machine.metadata.generation,
      observedGeneration: input.restartRequired
        ? Number(guest.metadata.annotations?.['kubevirt.io/vm-generation'])
        : machine.metadata.generation,
    }),
    conditions: conditionsOf(input),
    stateChangeRequests: requests,
    volumeSnapshotStatuses: volumes.map(volume =>
      snapshotStatusOf(input, volume),
    ),
    printableStatus: computePrintableStatus({
      deleting: machine.metadata.deletionTimestamp !== undefined,
      strategy,
      guest: state,
      stopRequested: wantsStop(requests, state),
      startExpected,
      dataVolumes: input.dataVolumes,
      hasUnboundClaim:
        startExpected && state?.phase !== 'Running' && volumes.some(isUnbound),
      startFailure: status.startFailure,
    }),
  };
}
