import { InputError } from '@backstage/errors';
import type { SearchQuery } from '@backstage/plugin-search-common';

/** A condition on a field of a document: it has one of these values, or holds one when it is a list. Case does not matter. */
export interface Filter {
  field: string;
  values: string[];
}

/** A query as the engines take it. */
export interface QueryRequest {
  term: string;
  /** Types of documents; undefined for all. */
  types?: string[];
  filters: Filter[];
  /** Languages that the person reads, the best first; of documents that say the same, one is shown. */
  languages: string[];
  /** From 0. */
  page: number;
  pageSize: number;
}

const DEFAULT_PAGE = 25;
const MAX_PAGE = 100;
const MAX_FILTERS = 20;
const MAX_VALUES = 100;
/** Pages that can be reached. */
const MAX_PAGES = 100_000;

/** The same form as the search plugin's own cursors, which it reads when it hides results that a person must not see. */
export function encodeCursor(page: number): string {
  return Buffer.from(String(page), 'utf8').toString('base64');
}

function decodeCursor(cursor: string | undefined): number {
  if (!cursor) {
    return 0;
  }
  const text = Buffer.from(cursor, 'base64').toString('utf8');
  const page = Number(text);
  if (!/^\d+$/u.test(text) || page > MAX_PAGES) {
    throw new InputError('The page cursor of the search is not valid');
  }
  return page;
}

function valuesOf(value: unknown): string[] {
  const values = Array.isArray(value) ? value : [value];
  return (
    values
      .filter(
        (one): one is string | number | boolean =>
          ['string', 'number', 'boolean'].includes(typeof one) && one !== '',
      )
      // A database takes no NUL; no document has one either.
      .map(one => String(one).replaceAll('\0', '').toLowerCase())
      .slice(0, MAX_VALUES)
  );
}

/**
 * Reads a query. A filter without a value is no filter. The filter `language` hides nothing: it says which languages the
 * person reads, the best first.
 *
 * @throws InputError when the cursor is not one of ours.
 */
export function readQuery(
  query: SearchQuery,
  options: { maxQueryLength: number },
): QueryRequest {
  const filters: Filter[] = [];
  let languages: string[] = [];
  for (const [name, value] of Object.entries(query.filters ?? {})) {
    const field = name.replaceAll('\0', '');
    const values = valuesOf(value);
    if (field === 'language') {
      languages = values;
    } else if (values.length > 0 && filters.length < MAX_FILTERS) {
      filters.push({ field, values });
    }
  }
  const { pageLimit = DEFAULT_PAGE } = query;
  return {
    term: query.term
      .slice(0, options.maxQueryLength)
      .replaceAll('\0', ' ')
      .trimStart(),
    types: query.types?.length
      ? [...new Set(query.types.map(type => type.replaceAll('\0', '')))]
      : undefined,
    filters,
    languages,
    page: decodeCursor(query.pageCursor),
    pageSize: Math.min(Math.max(Math.floor(pageLimit) || 1, 1), MAX_PAGE),
  };
}

/** True when a document meets all conditions. */
export function meetsFilters(
  document: object,
  filters: readonly Filter[],
): boolean {
  const fields = document as Record<string, unknown>;
  return filters.every(({ field, values }) => {
    const value = Object.hasOwn(fields, field) ? fields[field] : undefined;
    return valuesOf(value).some(one => values.includes(one));
  });
}
