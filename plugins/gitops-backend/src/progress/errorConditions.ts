/** Conditions that say that Argo CD cannot go on. */
const ERROR_CONDITIONS = new Set([
  'ComparisonError',
  'InvalidSpecError',
  'SyncError',
  'UnknownError',
  'DeletionError',
]);

/** Whether a condition of an Application is an error, and not a mere warning. */
export function isErrorCondition({ type }: { type: string }): boolean {
  return ERROR_CONDITIONS.has(type);
}
