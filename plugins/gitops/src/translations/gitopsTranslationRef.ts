import { createTranslationRef } from '@backstage/frontend-plugin-api';
import { en } from './en';

/**
 * The words of the GitOps plugin, in English; Korean travels with it.
 *
 * @public
 */
export const gitopsTranslationRef = createTranslationRef({
  id: 'plugin.gitops',
  messages: en,
  translations: { ko: () => import('./ko') },
});
