/**
 * Measures the embedded search with 10,000 machines beside the real runbooks and pages. Run it from the root of the repository:
 *
 *     node --expose-gc --no-warnings --require @backstage/cli-node/config/nodeTransform.cjs plugins/search-backend-module-bilingual/bench/measureEmbedded.ts
 */
import { resolve } from 'node:path';
import { entityDocument } from '../src/entityDocument';
import { indexDocuments } from '../src/__testUtils__/indexDocuments';
import {
  collectDocuments,
  sampleMachines,
} from '../src/__testUtils__/quality/collectDocuments';
import { readQueries } from '../src/__testUtils__/quality/readQueries';
import { silentLogger } from '../src/__testUtils__/silentLogger';
import { EmbeddedSearchEngine } from '../src/embedded/EmbeddedSearchEngine';

const MACHINES = 10_000;
const root = resolve(__dirname, '../../..');
const print = (line: string) => process.stdout.write(`${line}\n`);

const heap = () => {
  global.gc?.();
  return process.memoryUsage().rss / 2 ** 20;
};

async function timed<T>(work: () => Promise<T>): Promise<[T, number]> {
  const start = performance.now();
  const result = await work();
  return [result, performance.now() - start];
}

const percentile = (sorted: readonly number[], share: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];

async function measure(): Promise<void> {
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
  const before = heap();
  const engine = new EmbeddedSearchEngine({
    logger: silentLogger,
    maxQueryLength: 500,
  });
  for (const round of ['first', 'again']) {
    for (const [type, all] of Object.entries(documents)) {
      const [, ms] = await timed(() => indexDocuments(engine, type, all));
      print(
        `index ${round}: ${type} ${all.length} documents, ${ms.toFixed(0)} ms`,
      );
    }
  }
  print(`memory of the index: ${(heap() - before).toFixed(0)} MiB`);

  const times: number[] = [];
  for (const { query, language } of queries) {
    const [, ms] = await timed(() =>
      engine.query({ term: query, filters: { language } }),
    );
    times.push(ms);
  }
  const sorted = [...times].sort((a, b) => a - b);
  print(
    `${times.length} queries: median ${percentile(sorted, 0.5).toFixed(
      1,
    )} ms, 95 % within ${percentile(sorted, 0.95).toFixed(
      1,
    )} ms, slowest ${sorted.at(-1)?.toFixed(1)} ms`,
  );
  // What a person sees who may read few of many machines: the search plugin turns the pages until there is enough.
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
}

measure().catch(error => {
  process.stderr.write(`${error.stack}\n`);
  process.exitCode = 2;
});
