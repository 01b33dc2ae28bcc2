/**
 * Asks the queries of docs/runbooks/quality/queries and writes docs/quality/search.md. Run it from the root of the repository:
 *
 *     node --no-warnings --require @backstage/cli-node/config/nodeTransform.cjs plugins/search-backend-module-bilingual/bench/measureQuality.ts
 *
 * It prints what is not among the first three, and ends with 1 then.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { collectDocuments } from '../src/__testUtils__/quality/collectDocuments';
import {
  measureSearch,
  missed,
  searchReport,
} from '../src/__testUtils__/quality/measureSearch';
import { readQueries } from '../src/__testUtils__/quality/readQueries';
import { indexDocuments } from '../src/__testUtils__/indexDocuments';
import { silentLogger } from '../src/__testUtils__/silentLogger';
import { EmbeddedSearchEngine } from '../src/embedded/EmbeddedSearchEngine';

const root = resolve(__dirname, '../../..');
const print = (line: string) => process.stdout.write(`${line}\n`);

async function measure(): Promise<void> {
  const documents = await collectDocuments(root);
  const queries = await readQueries(
    resolve(root, 'docs/runbooks/quality/queries'),
  );
  const engine = new EmbeddedSearchEngine({
    logger: silentLogger,
    maxQueryLength: 500,
  });
  for (const [type, all] of Object.entries(documents)) {
    await indexDocuments(engine, type, all);
  }
  const outcomes = await measureSearch(engine, queries);
  for (const { query, rank, found } of missed(outcomes)) {
    print(
      `${query.file} ${query.language} “${query.query}” ${query.page}: ${
        rank || '-'
      } · ${found.join(', ')}`,
    );
  }
  print(`${queries.length} queries, ${missed(outcomes).length} missed`);
  await mkdir(resolve(root, 'docs/quality'), { recursive: true });
  await writeFile(
    resolve(root, 'docs/quality/search.md'),
    searchReport(outcomes, documents.runbook.length),
  );
  process.exitCode = missed(outcomes).length === 0 ? 0 : 1;
}

measure().catch(error => {
  process.stderr.write(`${error.stack}\n`);
  process.exitCode = 2;
});
