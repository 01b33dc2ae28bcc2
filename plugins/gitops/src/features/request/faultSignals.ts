import type { RequestFault } from '@naru/plugin-gitops-common';
import type { Signal } from '@naru/plugin-runbooks-common';

/** What speaks against a request, in the words that runbooks are written for. */
export function faultSignals(fault: RequestFault): Signal[] {
  const { rule, message } = fault;
  return [{ system: 'naru', reason: rule, message }];
}
