/**
 * Search engine that reads Korean and English, and what it needs of the stock collators.
 *
 * @packageDocumentation
 */
import { createBackendFeatureLoader } from '@backstage/backend-plugin-api';
import { catalogDocumentsModule } from './catalogDocumentsModule';
import { engineModule } from './engineModule';
import { techDocsModule } from './techDocsModule';

/** Needs the modules `search-backend-module-catalog` and `search-backend-module-techdocs` of the search plugin. */
export default createBackendFeatureLoader({
  loader: () => [engineModule, catalogDocumentsModule, techDocsModule],
});

export { engineModule } from './engineModule';
