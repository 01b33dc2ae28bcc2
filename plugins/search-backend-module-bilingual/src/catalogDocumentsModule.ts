import { createBackendModule } from '@backstage/backend-plugin-api';
import { catalogCollatorExtensionPoint } from '@backstage/plugin-search-backend-module-catalog';
import { entityDocument } from './entityDocument';

/** Makes more of an entity searchable than its title and description. */
export const catalogDocumentsModule = createBackendModule({
  pluginId: 'search',
  moduleId: 'bilingual-catalog',
  register(env) {
    env.registerInit({
      deps: { collator: catalogCollatorExtensionPoint },
      async init({ collator }) {
        collator.setEntityTransformer(entityDocument);
      },
    });
  },
});
