import type { RunStrategy, StartFailure, StateChangeRequest } from '../types';
import { isFinal, wantsStart, wantsStop, type GuestState } from './GuestState';

/** What a machine's controller looks at before it starts or stops a guest. */
export interface RunInput {
  strategy: RunStrategy;
  /** The strategy under which the last guest was made. */
  lastStrategy?: RunStrategy;
  guest?: GuestState;
  requests?: StateChangeRequest[];
  startFailure?: StartFailure;
  now: Date;
}

/** What it does then. */
export type RunDecision =
  | { action: 'none' }
  | { action: 'start' }
  /** The guest failed under RerunOnFailure: it is removed, and another one is asked for. */
  | { action: 'stop'; startAgain?: boolean }
  /** Starting failed before; the next try is due then. */
  | { action: 'wait'; seconds: number };

const NONE: RunDecision = { action: 'none' };
const STOP: RunDecision = { action: 'stop' };

function start({ startFailure, now }: RunInput): RunDecision {
  if (startFailure) {
    const due = Date.parse(startFailure.retryAfterTimestamp);
    const seconds = (due - now.getTime()) / 1000;
    if (seconds > 0) return { action: 'wait', seconds };
  }
  return { action: 'start' };
}

function rerunOnFailure(input: RunInput): RunDecision {
  const { guest, requests } = input;
  if (guest) {
    if (guest.phase === 'Failed' && !wantsStop(requests, guest)) {
      return { action: 'stop', startAgain: true };
    }
    return isFinal(guest.phase) || wantsStop(requests, guest) ? STOP : NONE;
  }
  // Without a wish it starts only when it comes from another strategy, which a new machine does too.
  const fresh = input.lastStrategy !== input.strategy;
  return fresh || wantsStart(requests) ? start(input) : NONE;
}

/** Whether a machine is to start a guest, stop the one it has, or leave things as they are. */
export function decideRun(input: RunInput): RunDecision {
  const { strategy, guest, requests } = input;
  if (guest?.deleting) return NONE;
  switch (strategy) {
    case 'Always':
      if (!guest) return start(input);
      return isFinal(guest.phase) || wantsStop(requests, guest) ? STOP : NONE;
    case 'RerunOnFailure':
      return rerunOnFailure(input);
    case 'Manual':
      if (guest) return wantsStop(requests, guest) ? STOP : NONE;
      return wantsStart(requests) ? start(input) : NONE;
    case 'Once':
      if (guest) return NONE;
      return input.lastStrategy === 'Once' ? NONE : start(input);
    default:
      if (guest) return STOP;
      return wantsStart(requests) ? start(input) : NONE;
  }
}

/** Whether a machine without a guest is going to get one. */
export function expectsStart(input: RunInput): boolean {
  if (input.guest) return !isFinal(input.guest.phase);
  const decision = decideRun(input);
  return decision.action === 'start' || decision.action === 'wait';
}
