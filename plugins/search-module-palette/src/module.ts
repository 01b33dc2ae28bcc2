import { createFrontendModule } from '@backstage/frontend-plugin-api';
import { paletteApi, paletteRoot, searchPage } from './extensions/extensions';

/** One search over everything, by Ctrl/Cmd-K and as a page. */
export const searchPaletteModule = createFrontendModule({
  pluginId: 'search',
  extensions: [paletteApi, paletteRoot, searchPage],
});
