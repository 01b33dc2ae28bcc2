import { createTranslationRef } from '@backstage/frontend-plugin-api';
import { en } from './en';

/**
 * The words of the search, in English; Korean travels with it.
 *
 * @public
 */
export const paletteTranslationRef = createTranslationRef({
  id: 'plugin.search-palette',
  messages: en,
  translations: { ko: () => import('./ko') },
});
