import { ObjectReport } from '@naru/plugin-gitops-common';
import { z } from 'zod';

const text = z.string().optional().catch(undefined);
const number = z.number().optional().catch(undefined);
const listOf = <T extends z.ZodType>(schema: T) =>
  z
    .array(schema.optional().catch(undefined))
    .nullish()
    .catch(undefined)
    .transform(list => (list ?? []).filter(entry => entry !== undefined));

const terminatedSchema = z.object({
  exitCode: number,
  reason: text,
  message: text,
  finishedAt: text,
});

const containerStatusSchema = z.object({
  name: z.string(),
  image: z.string().catch(''),
  ready: z.boolean().catch(false),
  restartCount: z.number().catch(0),
  state: z
    .object({
      waiting: z.object({ reason: text, message: text }).optional(),
      running: z.object({}).optional(),
      terminated: terminatedSchema.optional(),
    })
    .optional()
    .catch(undefined),
  lastState: z
    .object({ terminated: terminatedSchema.optional() })
    .optional()
    .catch(undefined),
});

/** What a report takes from a live object of any kind. */
export const liveObjectSchema = z.object({
  status: z
    .object({
      conditions: listOf(
        z.object({
          type: z.string(),
          status: z.string(),
          reason: text,
          message: text,
          lastTransitionTime: text,
        }),
      ),
      initContainerStatuses: listOf(containerStatusSchema),
      containerStatuses: listOf(containerStatusSchema),
    })
    .optional()
    .catch(undefined),
});

/** A list of events. */
export const eventsSchema = z.object({
  items: listOf(
    z.object({
      type: z.string().catch('Normal'),
      reason: z.string().catch(''),
      message: z.string().catch(''),
      count: number,
      series: z
        .object({ count: number, lastObservedTime: text })
        .nullish()
        .catch(undefined),
      firstTimestamp: text,
      lastTimestamp: text,
      eventTime: text,
    }),
  ),
});

const SHOWN_EVENTS = 20;
/** Longer words are cut. */
const LONGEST = 2_000;

/** Takes out of a live object and its events what explains how it does. */
export function readReport(
  id: Pick<ObjectReport, 'group' | 'kind' | 'namespace' | 'name'>,
  { status }: z.output<typeof liveObjectSchema>,
  events: z.output<typeof eventsSchema>['items'],
): ObjectReport {
  return {
    ...id,
    conditions: (status?.conditions ?? []).map(
      ({ lastTransitionTime, message, ...condition }) => ({
        ...condition,
        message: cut(message),
        since: lastTransitionTime,
      }),
    ),
    containers: [
      ...(status?.initContainerStatuses ?? []),
      ...(status?.containerStatuses ?? []),
    ].map(({ name, image, ready, restartCount, state, lastState }) => {
      const now = state?.waiting ?? state?.terminated;
      const last = lastState?.terminated;
      return {
        name,
        image,
        ready,
        restarts: restartCount,
        state: stateOf(state),
        reason: now?.reason,
        message: cut(now?.message),
        exitCode: state?.terminated?.exitCode,
        last: last && { ...last, message: cut(last.message) },
      };
    }),
    events: events
      .map(event => ({
        type: event.type,
        reason: event.reason,
        message: cut(event.message) ?? '',
        count: event.series?.count ?? event.count ?? 1,
        lastSeen:
          event.series?.lastObservedTime ??
          event.lastTimestamp ??
          event.eventTime ??
          event.firstTimestamp,
      }))
      .sort((one, other) =>
        (other.lastSeen ?? '').localeCompare(one.lastSeen ?? ''),
      )
      .slice(0, SHOWN_EVENTS),
  };
}

function stateOf(
  state: { running?: unknown; terminated?: unknown } | undefined,
): string {
  if (state?.running) {
    return 'running';
  }
  return state?.terminated ? 'terminated' : 'waiting';
}

function cut(message: string | undefined): string | undefined {
  return message !== undefined && message.length > LONGEST
    ? `${message.slice(0, LONGEST)}…`
    : message;
}
