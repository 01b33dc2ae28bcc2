import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { runbooksReactTranslationRef } from '../translations/runbooksReactTranslationRef';
import type { Helpful } from './useHelpful';

/** What became of the answer, in words; undefined while there is nothing to say. */
export function useHelpfulWords(voice: Helpful): string | undefined {
  const { t } = useTranslationRef(runbooksReactTranslationRef);
  switch (voice.state) {
    case 'counted':
      return t(voice.helpful ? 'helpful.counted' : 'helpful.countedNo');
    case 'failed':
      return t('helpful.failed');
    case 'forbidden':
      return t('helpful.forbidden');
    default:
      return undefined;
  }
}
