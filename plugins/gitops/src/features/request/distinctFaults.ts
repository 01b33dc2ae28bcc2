import type { RequestFault } from '@naru/plugin-gitops-common';

/**
 * The faults of one severity. What is wrong with one answer may show in several files, e.g. of each environment; a person
 * corrects it once.
 */
export function distinctFaults(
  faults: RequestFault[],
  severity: RequestFault['severity'],
): { key: string; fault: RequestFault }[] {
  const found = new Map<string, RequestFault>();
  faults
    .filter(fault => fault.severity === severity)
    .forEach(fault => found.set(keyOf(fault), fault));
  return [...found].map(([key, fault]) => ({ key, fault }));
}

function keyOf({ parameter, message, path, field }: RequestFault): string {
  return JSON.stringify(
    parameter ? [parameter, message] : [path, field, message],
  );
}
