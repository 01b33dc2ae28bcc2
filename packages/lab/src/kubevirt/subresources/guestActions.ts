import { timestamp } from '../../clock/LabClock';
import { isTrue, withCondition, withoutCondition } from '../conditions';
import { writeGuest } from '../guests/writeGuest';
import { VIRTUAL_MACHINE_INSTANCES } from '../resources';
import type { VirtualMachineInstance } from '../types';
import { badRequest, missing, refused } from './answers';
import type { PowerCall } from './power';

function guestOf({
  context,
  namespace,
  name,
}: PowerCall): VirtualMachineInstance {
  const found = context.api.find(VIRTUAL_MACHINE_INSTANCES, namespace, name);
  if (!found) throw missing('virtualmachineinstance', name);
  return found as VirtualMachineInstance;
}

function conflict({ name }: PowerCall, why: string): Error {
  return refused('virtualmachineinstance', name, why);
}

function isPaused({ status }: VirtualMachineInstance): boolean {
  return isTrue(status?.conditions, 'Paused');
}

/** `pause`: the guest stands still. */
export function pause(call: PowerCall): void {
  const guest = guestOf(call);
  if (guest.status?.phase !== 'Running') {
    throw conflict(call, 'VM is not running');
  }
  if (isPaused(guest)) throw conflict(call, 'VMI is already paused');
  if (call.options.dryRun) return;
  const { api, clock } = call.context;
  const now = timestamp(clock);
  writeGuest(api, guest, {
    ...guest.status,
    conditions: withCondition(guest.status.conditions, {
      type: 'Paused',
      status: 'True',
      reason: 'PausedByUser',
      message: 'VMI was paused by user',
      lastProbeTime: now,
      lastTransitionTime: now,
    }),
  });
}

/** `unpause`: the guest goes on. */
export function unpause(call: PowerCall): void {
  const guest = guestOf(call);
  if (guest.status?.phase !== 'Running') {
    throw conflict(call, 'VMI is not running');
  }
  if (!isPaused(guest)) throw conflict(call, 'VMI is not paused');
  if (call.options.dryRun) return;
  writeGuest(call.context.api, guest, {
    ...guest.status,
    conditions: withoutCondition(guest.status.conditions, 'Paused'),
  });
}

/** `softreboot`: the guest restarts its system; the machine does not notice. */
export function softReboot(call: PowerCall): void {
  const guest = guestOf(call);
  if (guest.status?.phase !== 'Running') {
    throw conflict(call, 'VMI is not running');
  }
  if (isPaused(guest)) throw conflict(call, 'VMI is paused');
  call.context.events.normal(
    guest,
    'SoftRebooted',
    'VirtualMachineInstance SoftRebooted',
    'virt-handler',
  );
}

/** `reset`: the reset button. */
export function reset(call: PowerCall): void {
  const phase = guestOf(call).status?.phase ?? '';
  if (phase === 'Running' || phase === 'Scheduled') return;
  throw badRequest(
    `Failed to reset non-running VMI with phase ${phase}: Unable to connect to VirtualMachineInstance because phase is ${phase} instead of Running or Scheduled`,
  );
}
