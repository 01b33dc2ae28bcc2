import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import {
  collectDocuments,
  type DocumentsByType,
} from './__testUtils__/quality/collectDocuments';
import {
  measureSearch,
  missed,
  type QueryOutcome,
  searchReport,
} from './__testUtils__/quality/measureSearch';
import {
  type QualityQuery,
  readQueries,
} from './__testUtils__/quality/readQueries';
import { indexDocuments } from './__testUtils__/indexDocuments';
import { testEngines } from './__testUtils__/testEngines';

const ROOT = resolve(__dirname, '../../..');

describe('quality of the search', () => {
  jest.setTimeout(240_000);

  let documents: DocumentsByType;
  let queries: QualityQuery[];
  beforeAll(async () => {
    documents = await collectDocuments(ROOT);
    queries = await readQueries(resolve(ROOT, 'docs/runbooks/quality/queries'));
  });

  const measured = new Map<string, QueryOutcome[]>();

  it('is asked in both languages, and for pages that there are', () => {
    expect(queries.length).toBeGreaterThanOrEqual(80);
    const korean = queries.filter(({ language }) => language === 'ko');
    expect(korean.length / queries.length).toBeGreaterThan(0.4);
    expect(korean.length / queries.length).toBeLessThan(0.6);
  });

  it.each(testEngines)(
    'has each page among the first three on %s',
    async (name, start) => {
      const { engine, stop } = await start();
      try {
        for (const [type, all] of Object.entries(documents)) {
          await indexDocuments(engine, type, all);
        }
        measured.set(name, await measureSearch(engine, queries));
      } finally {
        await stop();
      }
      expect(
        missed(measured.get(name) ?? []).map(
          ({ query, found }) =>
            `${query.file} ${query.language} “${query.query}” ${
              query.page
            }: ${found.join(', ')}`,
        ),
      ).toEqual([]);
    },
  );

  it('is what docs/quality/search.md says; bench/measureQuality.ts writes it', async () => {
    const written = await readFile(
      resolve(ROOT, 'docs/quality/search.md'),
      'utf8',
    );
    expect(written).toBe(
      searchReport(measured.get('embedded') ?? [], documents.runbook.length),
    );
  });
});
