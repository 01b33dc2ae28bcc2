import {
  ApiBlueprint,
  AppRootElementBlueprint,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import { RiSearchLine } from '@remixicon/react';
import { SearchPalette, searchPaletteApiRef } from '../api/SearchPaletteApi';
import { searchRouteRef } from '../page/searchRouteRef';
import { PaletteRoot } from '../palette/PaletteRoot';

/** Opens and closes the search. */
export const paletteApi = ApiBlueprint.make({
  name: 'palette',
  params: defineParams =>
    defineParams({
      api: searchPaletteApiRef,
      deps: {},
      factory: () => new SearchPalette(),
    }),
});

/** The search over any page. */
export const paletteRoot = AppRootElementBlueprint.make({
  name: 'palette',
  params: { element: <PaletteRoot /> },
});

/** Takes the place of the stock page, which speaks English only and has another look. */
export const searchPage = PageBlueprint.make({
  params: {
    path: '/search',
    title: 'Search',
    icon: <RiSearchLine />,
    routeRef: searchRouteRef,
    noHeader: true,
    loader: () => import('../page/SearchPage').then(m => <m.SearchPage />),
  },
});
