/** What the benches of both engines share: the same documents, the same questions, the same figures. */
import { resolve } from 'node:path';
import type { IndexableDocument } from '@backstage/plugin-search-common';
import { entityDocument } from '../src/entityDocument';
import { indexDocuments } from '../src/__testUtils__/indexDocuments';
import {
  collectDocuments,
  sampleMachines,
} from '../src/__testUtils__/quality/collectDocuments';
import { readQueries } from '../src/__testUtils__/quality/readQueries';
import type { EmbeddedSearchEngine } from '../src/embedded/EmbeddedSearchEngine';
import type { PostgresSearchEngine } from '../src/postgres/PostgresSearchEngine';

const MACHINES = 10_000;
const root = resolve(__dirname, '../../..');

type Engine = EmbeddedSearchEngine | PostgresSearchEngine;

/** Writes a line. */
export const print = (line: string) => process.stdout.write(`${line}\n`);

/** What the work gives, and the milliseconds that it took. */
export async function timed<T>(work: () => Promise<T>): Promise<[T, number]> {
  const start = performance.now();
  const result = await work();
  return [result, performance.now() - start];
}

/** The documents of this repository and 10,000 machines, by type. */
export async function manyDocuments(): Promise<
  Record<string, IndexableDocument[]>
> {
  const documents = await collectDocuments(root);
  documents['software-catalog'].push(
    ...sampleMachines(MACHINES).map(entity => ({
      ...entityDocument(entity),
      location: `/catalog/${entity.metadata.namespace}/resource/${entity.metadata.name}`,
    })),
  );
  return documents;
}

/** Indexes all documents, and once more over the first. */
export async function indexTwice(
  engine: Engine,
  documents: Record<string, IndexableDocument[]>,
): Promise<void> {
  for (const round of ['first', 'again']) {
    for (const [type, all] of Object.entries(documents)) {
      const [, ms] = await timed(() => indexDocuments(engine, type, all));
      print(
        `index ${round}: ${type} ${all.length} documents, ${ms.toFixed(0)} ms`,
      );
    }
  }
}

/** Asks every query of the table of quality, and turns all pages of one that finds much. */
export async function askQueries(engine: Engine): Promise<void> {
  const queries = await readQueries(
    resolve(root, 'docs/runbooks/quality/queries'),
  );
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

/** Ends the process with a status that tells whether the bench came to its end. */
export function run(measure: () => Promise<void>): void {
  measure().catch(error => {
    process.stderr.write(`${error.stack}\n`);
    process.exitCode = 2;
  });
}
