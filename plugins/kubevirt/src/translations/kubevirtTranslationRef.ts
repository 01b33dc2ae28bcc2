import { createTranslationRef } from '@backstage/frontend-plugin-api';
import { en } from './en';

/**
 * The words of the KubeVirt plugin, in English; Korean travels with it.
 *
 * @public
 */
export const kubevirtTranslationRef = createTranslationRef({
  id: 'plugin.kubevirt',
  messages: en,
  translations: { ko: () => import('./ko') },
});
