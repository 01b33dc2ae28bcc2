import { createTranslationRef } from '@backstage/frontend-plugin-api';
import { en } from './en';

/**
 * The words of the portal's shell, in English; Korean travels with them.
 *
 * @public
 */
export const shellTranslationRef = createTranslationRef({
  id: 'naru.shell',
  messages: en,
  translations: { ko: () => import('./ko') },
});
