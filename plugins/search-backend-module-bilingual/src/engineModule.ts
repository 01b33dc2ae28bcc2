import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { searchEngineRegistryExtensionPoint } from '@backstage/plugin-search-backend-node/alpha';
import { EmbeddedSearchEngine } from './embedded/EmbeddedSearchEngine';
import { PostgresSearchEngine } from './postgres/PostgresSearchEngine';
import { SearchStore } from './postgres/SearchStore';
import { readSearchConfig } from './readSearchConfig';

/** Sets the search engine: on PostgreSQL when that is the search plugin's database, otherwise embedded. */
export const engineModule = createBackendModule({
  pluginId: 'search',
  moduleId: 'bilingual',
  register(env) {
    env.registerInit({
      deps: {
        config: coreServices.rootConfig,
        database: coreServices.database,
        logger: coreServices.logger,
        registry: searchEngineRegistryExtensionPoint,
      },
      async init({ config, database, logger, registry }) {
        const { engine, maxQueryLength } = readSearchConfig(config);
        const client = await database.getClient();
        const isPostgres = client.client.config.client === 'pg';
        if (engine === 'embedded' || !isPostgres) {
          registry.setSearchEngine(
            new EmbeddedSearchEngine({ logger, maxQueryLength }),
          );
          logger.info('Search is embedded: the index is in memory');
          return;
        }
        const store = new SearchStore({ database: client });
        if (!database.migrations?.skip) {
          await store.migrate();
        }
        registry.setSearchEngine(
          new PostgresSearchEngine({ store, logger, maxQueryLength }),
        );
        logger.info('Search is in PostgreSQL');
      },
    });
  },
});
