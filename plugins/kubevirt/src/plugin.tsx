import { createFrontendPlugin } from '@backstage/frontend-plugin-api';
import { RiComputerLine } from '@remixicon/react';
import { kubevirtApi } from './extensions/api';
import { vmDisksCard, vmStatusCard } from './extensions/entity';
import { vmsPage } from './extensions/pages';
import { changesRouteRef, requestFormRouteRef, rootRouteRef } from './routes';

/** The KubeVirt plugin: VirtualMachines on a page of their own and on the pages of their entities. */
export default createFrontendPlugin({
  pluginId: 'kubevirt',
  title: 'KubeVirt',
  icon: <RiComputerLine />,
  info: { packageJson: () => import('../package.json') },
  routes: { root: rootRouteRef },
  externalRoutes: {
    requestForm: requestFormRouteRef,
    changes: changesRouteRef,
  },
  extensions: [kubevirtApi, vmsPage, vmStatusCard, vmDisksCard],
});
