import type {
  Condition,
  MigrationState,
  StateChangeRequest,
  VirtualMachine,
  VirtualMachineInstance,
  RunStrategy,
} from '../types';

/** What a machine's controller looks at in its guest. */
export interface GuestState {
  uid: string;
  phase?: string;
  deleting: boolean;
  /** It reached Running at some time. */
  everRan: boolean;
  conditions?: Condition[];
  migrationState?: MigrationState;
}

/** Whether a guest has come to its end. */
export function isFinal(phase: string | undefined): boolean {
  return phase === 'Succeeded' || phase === 'Failed';
}

/** Reads the state of a VirtualMachineInstance. */
export function guestStateOf(guest: VirtualMachineInstance): GuestState {
  return {
    uid: guest.metadata.uid ?? '',
    phase: guest.status?.phase,
    deleting: guest.metadata.deletionTimestamp !== undefined,
    everRan:
      guest.status?.phase === 'Running' ||
      (guest.status?.phaseTransitionTimestamps ?? []).some(
        ({ phase }) => phase === 'Running',
      ),
    conditions: guest.status?.conditions,
    migrationState: guest.status?.migrationState,
  };
}

/** The strategy of a machine, also when it is written the old way. */
export function runStrategyOf(machine: VirtualMachine): RunStrategy {
  const { running, runStrategy } = machine.spec;
  return runStrategy ?? (running ? 'Always' : 'Halted');
}

/** Whether the next wish is to stop this very guest. */
export function wantsStop(
  requests: StateChangeRequest[] | undefined,
  guest: { uid: string } | undefined,
): boolean {
  const next = requests?.[0];
  return next?.action === 'Stop' && !!guest && next.uid === guest.uid;
}

/** Whether the next wish is to start. */
export function wantsStart(
  requests: StateChangeRequest[] | undefined,
): boolean {
  return requests?.[0]?.action === 'Start';
}
