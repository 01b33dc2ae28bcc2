import { PageBlueprint } from '@backstage/frontend-plugin-api';
import { RiGitPullRequestLine } from '@remixicon/react';
import { rootRouteRef } from '../routes';

/** It draws its own header, because the title of a page blueprint cannot be translated. */
export const changesPage = PageBlueprint.make({
  params: {
    path: '/changes',
    title: 'Change requests',
    icon: <RiGitPullRequestLine />,
    routeRef: rootRouteRef,
    noHeader: true,
    loader: () =>
      import('../features/changes/ChangesPage').then(m => <m.ChangesPage />),
  },
});
