/**
 * Measures the embedded search with 10,000 machines beside the real runbooks and pages. Run it from the root of the repository:
 *
 *     node --expose-gc --no-warnings --require @backstage/cli-node/config/nodeTransform.cjs plugins/search-backend-module-bilingual/bench/measureEmbedded.ts
 */
import { silentLogger } from '../src/__testUtils__/silentLogger';
import { EmbeddedSearchEngine } from '../src/embedded/EmbeddedSearchEngine';
import {
  askQueries,
  indexTwice,
  manyDocuments,
  print,
  run,
} from './searchBench';

const heap = () => {
  global.gc?.();
  return process.memoryUsage().rss / 2 ** 20;
};

run(async () => {
  const documents = await manyDocuments();
  const before = heap();
  const engine = new EmbeddedSearchEngine({
    logger: silentLogger,
    maxQueryLength: 500,
  });
  await indexTwice(engine, documents);
  print(`memory of the index: ${(heap() - before).toFixed(0)} MiB`);
  await askQueries(engine);
});
