import { createTranslationRef } from '@backstage/frontend-plugin-api';
import { en } from './en';

/**
 * The words of chips and drawer, in English; Korean travels with it.
 *
 * @public
 */
export const runbooksReactTranslationRef = createTranslationRef({
  id: 'runbooks-react',
  messages: en,
  translations: { ko: () => import('./ko') },
});
