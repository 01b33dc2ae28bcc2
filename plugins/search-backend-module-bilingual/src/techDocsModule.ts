import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { techDocsCollatorEntityFilterExtensionPoint } from '@backstage/plugin-search-backend-module-techdocs';

/** Leaves runbooks out of the pages of documentation: each of their cases is a document of its own. */
export const techDocsModule = createBackendModule({
  pluginId: 'search',
  moduleId: 'bilingual-techdocs',
  register(env) {
    env.registerInit({
      deps: {
        config: coreServices.rootConfig,
        filter: techDocsCollatorEntityFilterExtensionPoint,
      },
      async init({ config, filter }) {
        const runbooks = new Set(
          config
            .getOptionalConfigArray('runbooks.sources')
            ?.flatMap(source => source.getOptionalString('entityRef') ?? [])
            .map(ref => ref.toLowerCase()),
        );
        filter.setEntityFilterFunction(entities =>
          entities.filter(
            entity =>
              entity.metadata.annotations?.['backstage.io/techdocs-ref'] &&
              !runbooks.has(stringifyEntityRef(entity)),
          ),
        );
      },
    });
  },
});
