import type { RunStrategy, StartFailure } from '../types';
import type { GuestState } from './GuestState';

const LONGEST_BACK_OFF_SECONDS = 300;

/** Wait before the next start after `count` failures in a row: 10 s × n², up to half as much again, at most 5 min. */
export function backOffSeconds(count: number, random: () => number): number {
  const base = Math.min(LONGEST_BACK_OFF_SECONDS, 10 * count * count);
  return Math.min(
    LONGEST_BACK_OFF_SECONDS,
    Math.round(base + random() * base * 0.5),
  );
}

/** The count of failed starts after a look at the guest: one that ever ran clears it. */
export function nextStartFailure(options: {
  present: StartFailure | undefined;
  strategy: RunStrategy;
  guest: GuestState | undefined;
  now: Date;
  random: () => number;
}): StartFailure | undefined {
  const { present, guest, now } = options;
  if (['Halted', 'Manual'].includes(options.strategy)) return undefined;
  if (!guest) return present;
  if (guest.everRan) return undefined;
  const counted = present?.lastFailedVMIUID === guest.uid;
  if (guest.phase !== 'Failed' || counted) return present;
  const count = (present?.consecutiveFailCount ?? 0) + 1;
  const wait = backOffSeconds(count, options.random);
  return {
    consecutiveFailCount: count,
    lastFailedVMIUID: guest.uid,
    retryAfterTimestamp: new Date(now.getTime() + wait * 1000)
      .toISOString()
      .replace(/\.\d{3}Z$/, 'Z'),
  };
}
