import { PageBlueprint } from '@backstage/frontend-plugin-api';
import { RiComputerLine } from '@remixicon/react';
import { rootRouteRef } from '../routes';

/** It draws its own header, because the title of a page blueprint cannot be translated. */
export const vmsPage = PageBlueprint.make({
  params: {
    path: '/virtual-machines',
    title: 'Virtual machines',
    icon: <RiComputerLine />,
    routeRef: rootRouteRef,
    noHeader: true,
    loader: () =>
      import('../features/vms/VmListPage').then(m => <m.VmListPage />),
  },
});
