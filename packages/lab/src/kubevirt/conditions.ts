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

/** The conditions with one of them set; times of an unchanged one are kept, so that it causes no write. */
export function withCondition(
  conditions: Condition[] | undefined,
  wanted: Condition,
): Condition[] {
  const present = conditions ?? [];
  const index = present.findIndex(({ type }) => type === wanted.type);
  if (index < 0) return [...present, wanted];
  const old = present[index];
  const same =
    old.status === wanted.status &&
    old.reason === wanted.reason &&
    old.message === wanted.message;
  if (same) return present;
  return present.map(item => (item === old ? wanted : item));
}

/** The conditions without one of them. */
export function withoutCondition(
  conditions: Condition[] | undefined,
  type: string,
): Condition[] {
  return (conditions ?? []).filter(condition => condition.type !== type);
}
