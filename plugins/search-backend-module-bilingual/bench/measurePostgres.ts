/**
 * Measures the search in PostgreSQL with 10,000 machines beside the real runbooks and pages. Run it from the root of the repository:
 *
 *     POSTGRES_URL=postgres://… node --no-warnings --require @backstage/cli-node/config/nodeTransform.cjs plugins/search-backend-module-bilingual/bench/measurePostgres.ts
 *
 * It works in a schema of its own and drops it at the end.
 */
import createKnex from 'knex';
import { silentLogger } from '../src/__testUtils__/silentLogger';
import { PostgresSearchEngine } from '../src/postgres/PostgresSearchEngine';
import { SearchStore } from '../src/postgres/SearchStore';
import {
  askQueries,
  indexTwice,
  manyDocuments,
  print,
  run,
  timed,
} from './searchBench';

const SCHEMA = 'naru_search_bench';

run(async () => {
  const database = createKnex({
    client: 'pg',
    connection: process.env.POSTGRES_URL,
    searchPath: [SCHEMA],
  });
  await database.raw('DROP SCHEMA IF EXISTS ?? CASCADE', [SCHEMA]);
  await database.raw('CREATE SCHEMA ??', [SCHEMA]);
  try {
    const store = new SearchStore({ database });
    await store.migrate();
    const engine = new PostgresSearchEngine({
      store,
      logger: silentLogger,
      maxQueryLength: 500,
    });
    await indexTwice(engine, await manyDocuments());
    await database.raw('ANALYZE');
    const { rows } = await database.raw(
      "SELECT pg_size_pretty(sum(pg_total_relation_size(c.oid))) AS size FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = ? AND c.relkind = 'r'",
      [SCHEMA],
    );
    print(`size of the tables: ${rows[0].size}`);
    const [, load] = await timed(() => engine.query({ term: 'x' }));
    print(`first query, which reads the vocabulary: ${load.toFixed(0)} ms`);
    await askQueries(engine);
  } finally {
    await database.raw('DROP SCHEMA ?? CASCADE', [SCHEMA]);
    await database.destroy();
  }
});
