import type { SearchEngine } from '@backstage/plugin-search-backend-node';
import type { IndexableDocument } from '@backstage/plugin-search-common';
import type { QualityQuery } from './readQueries';

/** What came of a query. */
export interface QueryOutcome {
  query: QualityQuery;
  /** Place of the page from 1; 0 when it is not among the first ten. */
  rank: number;
  /** The first three. */
  found: string[];
}

/** How the tables name a document: by id of the case, by entity ref, or by path. */
export function pageOf(type: string, document: IndexableDocument): string {
  const { caseId } = document as IndexableDocument & { caseId?: string };
  if (type === 'runbook' && caseId) {
    return caseId.toLowerCase();
  }
  const entity = /^\/catalog\/([^/]+)\/([^/]+)\/([^/]+)$/u.exec(
    document.location,
  );
  if (entity) {
    const [namespace, kind, name] = entity.slice(1);
    return `${kind}:${namespace}/${name}`;
  }
  return document.location;
}

/** Asks all queries as the box of the portal does. */
export async function measureSearch(
  engine: SearchEngine,
  queries: readonly QualityQuery[],
): Promise<QueryOutcome[]> {
  const outcomes: QueryOutcome[] = [];
  for (const query of queries) {
    const { results } = await engine.query({
      term: query.query,
      filters: { language: query.language },
      pageLimit: 10,
    });
    const found = results.map(({ type, document }) => pageOf(type, document));
    outcomes.push({
      query,
      rank: found.indexOf(query.page) + 1,
      found: found.slice(0, 3),
    });
  }
  return outcomes;
}

const isFound = ({ rank }: QueryOutcome) => rank > 0 && rank <= 3;

/** The queries whose page is not among the first three. */
export const missed = (outcomes: readonly QueryOutcome[]) =>
  outcomes.filter(outcome => !isFound(outcome));

function counts(name: string, outcomes: readonly QueryOutcome[]): string[] {
  const first = outcomes.filter(({ rank }) => rank === 1).length;
  const found = outcomes.filter(isFound).length;
  const share = (100 * found) / Math.max(outcomes.length, 1);
  return [
    name,
    String(outcomes.length),
    String(first),
    String(found),
    String(outcomes.length - found),
    `${share.toFixed(1)} %`,
  ];
}

/** Columns that a character takes: two for Hangul. */
function widthOf(text: string): number {
  return [...text].reduce(
    (sum, character) =>
      sum +
      (/[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uff00-\uff60]/u.test(character)
        ? 2
        : 1),
    0,
  );
}

/** A table as Prettier writes it; `numbers` are the columns that stand right. */
function table(
  rows: readonly string[][],
  numbers: readonly number[],
): string[] {
  const widths = rows[0].map((_cell, at) =>
    Math.max(3, ...rows.map(cells => widthOf(cells[at]))),
  );
  const line = (cells: readonly string[]) =>
    `| ${cells
      .map((cell, at) => {
        const space = ' '.repeat(widths[at] - widthOf(cell));
        return numbers.includes(at) ? space + cell : cell + space;
      })
      .join(' | ')} |`;
  const rule = `| ${widths
    .map((width, at) =>
      numbers.includes(at) ? `${'-'.repeat(width - 1)}:` : '-'.repeat(width),
    )
    .join(' | ')} |`;
  const [head, ...body] = rows;
  return [line(head), rule, ...body.map(line)];
}

const HEAD = ['Queries', 'First', 'In three', 'Missed', 'Found'];
const NUMBERS = [1, 2, 3, 4, 5];

/** The outcomes as a page of documentation. */
export function searchReport(
  outcomes: readonly QueryOutcome[],
  /** Documents of runbooks. */
  cases: number,
): string {
  const languages = { ko: 'Korean', en: 'English' } as const;
  const files = [...new Set(outcomes.map(({ query }) => query.file))];
  const misses = missed(outcomes);
  return [
    '# Quality of the search',
    '',
    'From `docs/runbooks/quality/queries`: what people type, and the page that must be among the first three results. Both engines',
    'are asked (embedded, PostgreSQL) and must answer so. Made by `plugins/search-backend-module-bilingual/bench/measureQuality.ts`; a test says',
    'when it is out of date.',
    '',
    `Documents: ${cases} of runbooks (a case in a language each), the entities and pages of this repository, sample machines and requests.`,
    '',
    ...table(
      [
        ['Language', ...HEAD],
        ...Object.entries(languages).map(([key, name]) =>
          counts(
            name,
            outcomes.filter(({ query }) => query.language === key),
          ),
        ),
        counts('Both', outcomes),
      ],
      NUMBERS,
    ),
    '',
    ...table(
      [
        ['Table', ...HEAD],
        ...files.map(file =>
          counts(
            file.replace(/\.yaml$/u, ''),
            outcomes.filter(({ query }) => query.file === file),
          ),
        ),
      ],
      NUMBERS,
    ),
    '',
    '## Missed',
    '',
    ...(misses.length > 0
      ? table(
          [
            ['Query', 'Page', 'Place', 'First three'],
            ...misses.map(({ query, rank, found }) => [
              query.query.replaceAll('|', '\\|'),
              query.page,
              rank ? String(rank) : '-',
              found.join(', '),
            ]),
          ],
          [2],
        )
      : ['None.']),
    '',
  ].join('\n');
}
