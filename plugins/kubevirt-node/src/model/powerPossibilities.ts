import {
  PowerAction,
  PowerRefusal,
  PrintableStatus,
} from '@naru/plugin-kubevirt-common';
import { PowerPossibility } from './InventoryVirtualMachine';

/** What decides on the power actions. */
export interface PowerState {
  status: PrintableStatus;
  runStrategy: string;
  /** Phase of the VirtualMachineInstance; absent when there is none. */
  instancePhase?: string;
  /** A start or stop was asked for and is not done yet. */
  changePending: boolean;
  /** Argo CD manages the machine, so its run strategy is what Git says. */
  managedByGit: boolean;
}

const FINAL_PHASES = new Set(['Succeeded', 'Failed']);
const ON_THE_WAY_DOWN = new Set<PrintableStatus>(['Stopping', 'Terminating']);

/**
 * Which power actions KubeVirt would do, and which Argo CD would undo.
 *
 * @remarks
 *
 * KubeVirt turns `Halted` into `Always` at a start, and `Always` and `Once` into `Halted` at a stop. When that field lives in Git, Argo CD puts it
 * back: the machine is stopped or rebooted within seconds. `Manual` and `RerunOnFailure` are left as they are.
 */
export function powerPossibilities(
  state: PowerState,
): Record<PowerAction, PowerPossibility> {
  return {
    start: offer(refuseStart(state), false),
    stop: offer(refuseStop(state), true),
    restart: offer(refuseRestart(state), true),
  };
}

function offer(
  reason: PowerRefusal | undefined,
  interrupts: boolean,
): PowerPossibility {
  return reason
    ? { possible: false, interrupts, reason }
    : { possible: true, interrupts };
}

function refuseStart(state: PowerState): PowerRefusal | undefined {
  const { status, runStrategy, instancePhase } = state;
  if (isBusy(state)) {
    return 'busy';
  }
  if (hasInstance(state)) {
    return status === 'Starting' ? 'busy' : 'already-running';
  }
  switch (runStrategy) {
    case 'Halted':
      return state.managedByGit ? 'reverted-by-gitops' : undefined;
    case 'Manual':
      return undefined;
    case 'RerunOnFailure':
      if (status === 'Provisioning' || status === 'Starting') {
        return 'busy';
      }
      return instancePhase === 'Failed' ? 'not-supported' : undefined;
    case 'Always':
      return status === 'Provisioning' || status === 'Starting'
        ? 'busy'
        : 'not-supported';
    default:
      return 'not-supported';
  }
}

function refuseStop(state: PowerState): PowerRefusal | undefined {
  const { runStrategy } = state;
  if (isBusy(state)) {
    return 'busy';
  }
  switch (runStrategy) {
    case 'Always':
    case 'Once':
      return state.managedByGit ? 'reverted-by-gitops' : undefined;
    case 'Halted':
      return hasInstance(state) ? 'busy' : 'not-running';
    case 'Manual':
    case 'RerunOnFailure':
      return hasInstance(state) ? undefined : 'not-running';
    default:
      return 'not-supported';
  }
}

function refuseRestart(state: PowerState): PowerRefusal | undefined {
  const { runStrategy } = state;
  if (isBusy(state)) {
    return 'busy';
  }
  if (!hasInstance(state)) {
    return 'not-running';
  }
  return ['Always', 'Manual', 'RerunOnFailure'].includes(runStrategy)
    ? undefined
    : 'not-supported';
}

function isBusy({ status, changePending }: PowerState): boolean {
  return changePending || ON_THE_WAY_DOWN.has(status);
}

function hasInstance({ instancePhase }: PowerState): boolean {
  return instancePhase !== undefined && !FINAL_PHASES.has(instancePhase);
}
