import {
  matchLimits,
  signalSchema,
  type Signal,
} from '@naru/plugin-runbooks-common';

/** What names a case stands near the beginning; a log of a megabyte is not sent whole. */
const MESSAGE_LENGTH = 8_000;

/** The signals that say something, each once, within what the backend takes. */
export function boundedSignals(signals: Signal[]): Signal[] {
  const distinct = new Map<string, Signal>();
  for (const signal of signals) {
    const bounded = boundedSignal(signal);
    // Who said it says nothing about what is wrong, and one strange signal would spoil the questions of the whole screen.
    if (
      Object.keys(bounded).some(field => field !== 'system') &&
      signalSchema.safeParse(bounded).success
    ) {
      distinct.set(JSON.stringify(bounded), bounded);
    }
  }
  return [...distinct.values()].slice(0, matchLimits.signals);
}

/** Without empty fields, which the backend would take for values. */
function boundedSignal(signal: Signal): Signal {
  const { condition, message } = signal;
  const entries = Object.entries({
    ...signal,
    message: message?.trim().slice(0, MESSAGE_LENGTH),
    condition: condition?.type
      ? Object.fromEntries(
          Object.entries(condition).filter(([, value]) => value),
        )
      : undefined,
  });
  return Object.fromEntries(
    entries.filter(([, value]) => value !== undefined && value !== ''),
  );
}
