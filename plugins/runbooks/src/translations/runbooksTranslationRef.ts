import { createTranslationRef } from '@backstage/frontend-plugin-api';
import { en } from './en';

/**
 * The words of the runbooks plugin, in English; Korean travels with it.
 *
 * @public
 */
export const runbooksTranslationRef = createTranslationRef({
  id: 'plugin.runbooks',
  messages: en,
  translations: { ko: () => import('./ko') },
});
