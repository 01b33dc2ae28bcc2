import { createFrontendPlugin } from '@backstage/frontend-plugin-api';
import { RiFirstAidKitLine } from '@remixicon/react';
import { runbookDrawerApi, runbooksApi } from './extensions/api';
import { runbookDrawer, runbooksPage } from './extensions/pages';
import { helpfulAddon } from './extensions/techdocs';
import { rootRouteRef } from './routes';

/** The runbooks plugin: all cases on a page, and the drawer beside an error. */
export const runbooksPlugin = createFrontendPlugin({
  pluginId: 'runbooks',
  title: 'Runbooks',
  icon: <RiFirstAidKitLine />,
  info: { packageJson: () => import('../package.json') },
  routes: { root: rootRouteRef },
  extensions: [
    runbooksApi,
    runbookDrawerApi,
    runbooksPage,
    runbookDrawer,
    helpfulAddon,
  ],
});
