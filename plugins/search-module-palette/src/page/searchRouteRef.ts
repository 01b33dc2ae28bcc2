import searchPlugin from '@backstage/plugin-search/alpha';

/** The page of the search plugin. */
export const searchRouteRef = searchPlugin.routes.root;
