import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { searchEngineRegistryExtensionPoint } from '@backstage/plugin-search-backend-node/alpha';
import { EmbeddedSearchEngine } from './embedded/EmbeddedSearchEngine';
import { KeptDocuments } from './embedded/KeptDocuments';
import { PostgresSearchEngine } from './postgres/PostgresSearchEngine';
import { SearchStore } from './postgres/SearchStore';
import { readSearchConfig } from './readSearchConfig';
import { runSoon } from './startup/runSoon';

/** Sets the search engine: on PostgreSQL when that is the search plugin's database, otherwise embedded. */
export const engineModule = createBackendModule({
  pluginId: 'search',
  moduleId: 'bilingual',
  register(env) {
    env.registerInit({
      deps: {
        config: coreServices.rootConfig,
        database: coreServices.database,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        scheduler: coreServices.scheduler,
        registry: searchEngineRegistryExtensionPoint,
      },
      async init({ config, database, lifecycle, logger, scheduler, registry }) {
        const { engine, maxQueryLength } = readSearchConfig(config);
        const client = await database.getClient();
        const isPostgres = client.client.config.client === 'pg';
        const mayMigrate = !database.migrations?.skip;
        const ended = new AbortController();
        lifecycle.addShutdownHook(() => ended.abort());
        const collectSoon = () => {
          lifecycle.addStartupHook(() => {
            runSoon({ scheduler, logger, signal: ended.signal }).catch(
              error => {
                logger.warn(`Documents are collected at their pace: ${error}`);
              },
            );
          });
        };
        if (engine === 'embedded' || !isPostgres) {
          const kept = new KeptDocuments({ database: client });
          if (mayMigrate) {
            await kept.migrate();
          }
          const embedded = new EmbeddedSearchEngine({
            logger,
            maxQueryLength,
            kept,
          });
          await embedded.restore();
          registry.setSearchEngine(embedded);
          collectSoon();
          logger.info('Search is embedded: the index is in memory');
          return;
        }
        const store = new SearchStore({ database: client });
        if (mayMigrate) {
          await store.migrate();
        }
        registry.setSearchEngine(
          new PostgresSearchEngine({ store, logger, maxQueryLength }),
        );
        // Other starts find what was collected before, by this replica or another.
        if ((await store.types()).length === 0) {
          collectSoon();
        }
        logger.info('Search is in PostgreSQL');
      },
    });
  },
});
