import { createTranslationRef } from '@backstage/frontend-plugin-api';
import { en } from './en';

/**
 * The words of the Harbor plugin, in English; Korean travels with it.
 *
 * @public
 */
export const harborTranslationRef = createTranslationRef({
  id: 'plugin.harbor',
  messages: en,
  translations: { ko: () => import('./ko') },
});
