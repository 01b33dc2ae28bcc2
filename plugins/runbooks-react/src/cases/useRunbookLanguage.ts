import { useLanguage } from '@naru/plugin-naru-react';
import type { Language } from '@naru/plugin-runbooks-common';

/**
 * The language of runbooks that this person reads first.
 *
 * @public
 */
export function useRunbookLanguage(): Language {
  return useLanguage().toLowerCase().startsWith('ko') ? 'ko' : 'en';
}
