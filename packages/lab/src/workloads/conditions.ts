import { timestamp, type LabClock } from '../clock/LabClock';
import type { Condition } from './types';

/** Condition of a type. */
export function conditionOf(
  conditions: Condition[] | undefined,
  type: string,
): Condition | undefined {
  return conditions?.find(condition => condition.type === type);
}

/** Whether the condition is there and True. */
export function isTrue(
  conditions: Condition[] | undefined,
  type: string,
): boolean {
  return conditionOf(conditions, type)?.status === 'True';
}

/**
 * The conditions with one of them set. Its transition time moves only with its status, and one that says the same as
 * before stays as it is.
 */
export function withCondition(
  conditions: Condition[] | undefined,
  wanted: Pick<Condition, 'type' | 'status' | 'reason' | 'message'>,
  clock: LabClock,
): Condition[] {
  const present = conditions ?? [];
  const old = conditionOf(present, wanted.type);
  if (
    old?.status === wanted.status &&
    old.reason === wanted.reason &&
    old.message === wanted.message
  ) {
    return present;
  }
  const lastTransitionTime =
    old?.status === wanted.status ? old.lastTransitionTime : timestamp(clock);
  const next = { ...wanted, lastTransitionTime };
  return old
    ? present.map(item => (item === old ? next : item))
    : [...present, next];
}

/** The conditions without one of them. */
export function withoutCondition(
  conditions: Condition[] | undefined,
  type: string,
): Condition[] {
  return (conditions ?? []).filter(condition => condition.type !== type);
}
