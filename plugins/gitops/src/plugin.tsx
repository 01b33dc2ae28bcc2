import { createFrontendPlugin } from '@backstage/frontend-plugin-api';
import { RiGitPullRequestLine } from '@remixicon/react';
import { gitopsApi, previewApi } from './extensions/api';
import { applicationsCard, changeCard } from './extensions/entity';
import { changesPage } from './extensions/pages';
import {
  changeOutputs,
  changePreviewField,
  checkedField,
} from './extensions/scaffolder';
import { changeRouteRef, rootRouteRef } from './routes';

/** The GitOps plugin: change requests, and how far each has come. */
export default createFrontendPlugin({
  pluginId: 'gitops',
  title: 'GitOps',
  icon: <RiGitPullRequestLine />,
  info: { packageJson: () => import('../package.json') },
  routes: { root: rootRouteRef, change: changeRouteRef },
  extensions: [
    gitopsApi,
    previewApi,
    changesPage,
    applicationsCard,
    changeCard,
    changeOutputs,
    checkedField,
    changePreviewField,
  ],
});
