/**
 * Measures the search in PostgreSQL with 10,000 machines beside the real runbooks and pages. Run it from the root of the repository:
 *
 *     POSTGRES_URL=postgres://… node --no-warnings --require @backstage/cli-node/config/nodeTransform.cjs plugins/search-backend-module-bilingual/bench/measurePostgres.ts
 *
 * It works in a schema of its own and drops it at the end.
 */
import { resolve } from 'node:path';
import createKnex from 'knex';
import { entityDocument } from '../src/entityDocument';
import { indexDocuments } from '../src/__testUtils__/indexDocuments';
import {
  collectDocuments,
  sampleMachines,
} from '../src/__testUtils__/quality/collectDocuments';
import { readQueries } from '../src/__testUtils__/quality/readQueries';
import { silentLogger } from '../src/__testUtils__/silentLogger';
import { PostgresSearchEngine } from '../src/postgres/PostgresSearchEngine';
import { SearchStore } from '../src/postgres/SearchStore';

const MACHINES = 10_000;
const SCHEMA = 'naru_search_bench';
const root = resolve(__dirname, '../../..');
const print = (line: string) => process.stdout.write(`${line}\n`);

async function timed<T>(work: () => Promise<T>): Promise<[T, number]> {
  const start = performance.now();
  const result = await work();
  return [result, performance.now() - start];
}

async function measure(): Promise<void> {
  const database = createKnex({
    client: 'pg',
    connection: process.env.POSTGRES_URL,
    searchPath: [SCHEMA],
  });
  await database.raw('DROP SCHEMA IF EXISTS ?? CASCADE', [SCHEMA]);
  await database.raw('CREATE SCHEMA ??', [SCHEMA]);
  try {
    const documents = await collectDocuments(root);
    const queries = await readQueries(
      resolve(root, 'docs/runbooks/quality/queries'),
    );
    documents['software-catalog'].push(
      ...sampleMachines(MACHINES).map(entity => ({
        ...entityDocument(entity),
        location: `/catalog/${entity.metadata.namespace}/resource/${entity.metadata.name}`,
      })),
    );
    const store = new SearchStore({ database });
    await store.migrate();
    const engine = new PostgresSearchEngine({
      store,
      logger: silentLogger,
      maxQueryLength: 500,
    });
    for (const round of ['first', 'again']) {
      for (const [type, all] of Object.entries(documents)) {
        const [, ms] = await timed(() => indexDocuments(engine, type, all));
        print(
          `index ${round}: ${type} ${all.length} documents, ${ms.toFixed(
            0,
          )} ms`,
        );
      }
    }
    await database.raw('ANALYZE');
    const { rows } = await database.raw(
      "SELECT pg_size_pretty(sum(pg_total_relation_size(c.oid))) AS size FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = ? AND c.relkind = 'r'",
      [SCHEMA],
    );
    print(`size of the tables: ${rows[0].size}`);
    const [, load] = await timed(() => engine.query({ term: 'x' }));
    print(`first query, which reads the vocabulary: ${load.toFixed(0)} ms`);
    const times: number[] = [];
    for (const { query, language } of queries) {
      const [, ms] = await timed(() =>
        engine.query({ term: query, filters: { language } }),
      );
      times.push(ms);
    }
    times.sort((a, b) => a - b);
    const at = (share: number) =>
      times[Math.floor((times.length - 1) * share)].toFixed(1);
    print(
      `${times.length} queries: median ${at(0.5)} ms, 95 % within ${at(
        0.95,
      )} ms, slowest ${at(1)} ms`,
    );
    const [pages, ms] = await timed(async () => {
      let cursor: string | undefined;
      let count = 0;
      do {
        const page = await engine.query({ term: 'web', pageCursor: cursor });
        cursor = page.nextPageCursor;
        count += 1;
      } while (cursor);
      return count;
    });
    print(`all ${pages} pages of “web”: ${ms.toFixed(0)} ms`);
  } finally {
    await database.raw('DROP SCHEMA ?? CASCADE', [SCHEMA]);
    await database.destroy();
  }
}

measure().catch(error => {
  process.stderr.write(`${error.stack}\n`);
  process.exitCode = 2;
});
