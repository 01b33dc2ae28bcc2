import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { silentLogger } from './silentLogger';
import type { SearchEngine } from '@backstage/plugin-search-backend-node';
import createKnex, { type Knex } from 'knex';
import { EmbeddedSearchEngine } from '../embedded/EmbeddedSearchEngine';
import { PostgresSearchEngine } from '../postgres/PostgresSearchEngine';
import { SearchStore } from '../postgres/SearchStore';

/** An engine to test, and that of another replica (the same one when it has its index for itself). */
export interface TestEngine {
  engine: SearchEngine;
  replica: SearchEngine;
  database?: Knex;
  stop(): Promise<void>;
}

const options = () => ({
  logger: silentLogger,
  maxQueryLength: 500,
});

async function onPostgres(
  database: Knex,
  stop: () => Promise<void>,
): Promise<TestEngine> {
  const store = new SearchStore({ database });
  await store.migrate();
  return {
    engine: new PostgresSearchEngine({ store, ...options() }),
    replica: new PostgresSearchEngine({ store, ...options() }),
    database,
    stop,
  };
}

async function startPglite(): Promise<TestEngine> {
  const worker = new Worker(
    resolvePackagePath(
      '@naru/plugin-search-backend-module-bilingual',
      'src/__testUtils__/pgliteServer.cjs',
    ),
  );
  const [address] = (await once(worker, 'message')) as [string];
  const [host, port] = address.split(':');
  // PGlite is one session.
  const database = createKnex({
    client: 'pg',
    connection: {
      host,
      port: Number(port),
      user: 'postgres',
      database: 'postgres',
      password: 'postgres',
    },
    pool: { min: 0, max: 1 },
  });
  return onPostgres(database, async () => {
    await database.destroy();
    await worker.terminate();
  });
}

const connectionStrings = Object.entries(process.env).filter(
  ([key, value]) =>
    /^BACKSTAGE_TEST_DATABASE_POSTGRES\d*_CONNECTION_STRING$/u.test(key) &&
    value,
);

async function startPostgres(connectionString: string): Promise<TestEngine> {
  const schema = `naru_search_test_${process.pid}_${Date.now()}`;
  const database = createKnex({
    client: 'pg',
    connection: connectionString,
    searchPath: [schema],
    pool: { min: 0, max: 4 },
  });
  await database.raw('CREATE SCHEMA ??', [schema]);
  return onPostgres(database, async () => {
    await database.raw('DROP SCHEMA ?? CASCADE', [schema]);
    await database.destroy();
  });
}

/** All engines that can run here: embedded, PostgreSQL in the process, and a real one where the environment names it. */
export const testEngines: readonly (readonly [
  string,
  () => Promise<TestEngine>,
])[] = [
  [
    'embedded',
    async () => {
      const engine = new EmbeddedSearchEngine(options());
      return { engine, replica: engine, stop: async () => {} };
    },
  ],
  ['PGlite', startPglite],
  ...connectionStrings.map(
    ([key, value]) => [key, () => startPostgres(value ?? '')] as const,
  ),
];
