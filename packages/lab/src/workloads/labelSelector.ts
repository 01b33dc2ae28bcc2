import type { Selector } from './types';

/** Whether labels satisfy a `metav1.LabelSelector`; one without any requirement is satisfied by all. */
export function matchesSelector(
  selector: Selector | undefined,
  labels: Record<string, string> = {},
): boolean {
  const { matchLabels = {}, matchExpressions = [] } = selector ?? {};
  return (
    Object.entries(matchLabels).every(
      ([key, value]) => labels[key] === value,
    ) &&
    matchExpressions.every(({ key, operator, values = [] }) => {
      const value = labels[key];
      const listed = value !== undefined && values.includes(value);
      switch (operator) {
        case 'In':
          return listed;
        case 'NotIn':
          return !listed;
        case 'Exists':
          return value !== undefined;
        case 'DoesNotExist':
          return value === undefined;
        default:
          return false;
      }
    })
  );
}
