/**
 * Runbooks in the portal.
 *
 * @packageDocumentation
 */
import { createFrontendFeatureLoader } from '@backstage/frontend-plugin-api';
import { runbooksPlugin } from './plugin';
import { taskRunbooksModule } from './taskRunbooksModule';

/** The plugin, and what it adds to the tasks of the scaffolder. */
export default createFrontendFeatureLoader({
  loader: () => [runbooksPlugin, taskRunbooksModule],
});
