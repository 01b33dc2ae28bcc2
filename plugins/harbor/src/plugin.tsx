import { createFrontendPlugin } from '@backstage/frontend-plugin-api';
import { RiArchiveStackLine } from '@remixicon/react';
import { harborApi } from './extensions/api';
import { harborImageField } from './extensions/scaffolder';

/** The Harbor plugin: choosing an image in forms. */
export default createFrontendPlugin({
  pluginId: 'harbor',
  title: 'Harbor',
  icon: <RiArchiveStackLine />,
  info: { packageJson: () => import('../package.json') },
  extensions: [harborApi, harborImageField],
});
