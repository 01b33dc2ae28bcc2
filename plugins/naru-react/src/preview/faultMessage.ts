import type { RequestFault } from '@naru/plugin-gitops-common';

/**
 * What a fault says in the reader's language, as far as the rule speaks it.
 *
 * @public
 */
export function faultMessage(fault: RequestFault, language: string): string {
  return (language.startsWith('ko') && fault.messageKo) || fault.message;
}
