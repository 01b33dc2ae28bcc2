import { createTranslationRef } from '@backstage/frontend-plugin-api';
import { en } from './en';

/** The words of the reader's additions, in English; Korean travels with them. */
export const readingTranslationRef = createTranslationRef({
  id: 'plugin.techdocs-reading',
  messages: en,
  translations: { ko: () => import('./ko') },
});
