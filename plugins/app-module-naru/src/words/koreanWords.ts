import type { ExtensionDefinition } from '@backstage/frontend-plugin-api';

/** The Korean words of stock plugins. */
export const koreanWords: ExtensionDefinition[] = [];
