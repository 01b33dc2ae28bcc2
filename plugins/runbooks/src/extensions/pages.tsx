import {
  AppRootElementBlueprint,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import { RunbookDrawerHost } from '@naru/plugin-runbooks-react';
import { RiFirstAidKitLine } from '@remixicon/react';
import { rootRouteRef } from '../routes';

/** It draws its own header, because the title of a page blueprint cannot be translated. */
export const runbooksPage = PageBlueprint.make({
  params: {
    path: '/runbooks',
    title: 'Runbooks',
    icon: <RiFirstAidKitLine />,
    routeRef: rootRouteRef,
    noHeader: true,
    loader: () =>
      import('../features/cases/RunbooksPage').then(m => <m.RunbooksPage />),
  },
});

/** The drawer that chips open, on whatever page they stand. */
export const runbookDrawer = AppRootElementBlueprint.make({
  name: 'drawer',
  params: { element: <RunbookDrawerHost /> },
});
