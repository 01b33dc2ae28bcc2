import { HarborError } from '../HarborError';
import type { HarborAnswer, HarborRequest } from './HarborRouter';

const MAX_PAGE_SIZE = 100;
const DEFAULT_PAGE_SIZE = 10;

/** One condition of `q`. */
export type Condition =
  | { form: 'exact'; value: string }
  | { form: 'fuzzy'; value: string }
  | { form: 'other'; value: string };

/** How a list may be narrowed and sorted. */
export interface ListRules<T> {
  /** By key of `q`; other keys are ignored. */
  filters: Record<string, (item: T, condition: Condition) => boolean>;
  /** By name of the column; other columns are ignored. */
  columns: Record<string, (item: T) => string | number>;
  /** As in `sort`, when nothing else is asked for. */
  order: string;
}

/**
 * Narrows, sorts and pages a list by the query of a request.
 *
 * @throws HarborError 400 and 422 in Harbor's words
 */
export function listed<T>(
  request: HarborRequest,
  items: readonly T[],
  rules: ListRules<T>,
  shape: (item: T) => unknown,
): HarborAnswer {
  const page = integer(request, 'page', 1);
  const size = integer(request, 'page_size', DEFAULT_PAGE_SIZE);
  const conditions = readConditions(request.query.get('q') ?? '');
  const found = sorted(
    items.filter(item =>
      conditions.every(
        ([key, condition]) => rules.filters[key]?.(item, condition) ?? true,
      ),
    ),
    rules,
    request.query.get('sort') ?? '',
  );
  // Anything below 1 switches paging off.
  const start = size < 1 ? 0 : (Math.max(page, 1) - 1) * size;
  const shown = found.slice(start, size < 1 ? undefined : start + size);
  const link = links(request, { page, size, total: found.length });
  return {
    status: 200,
    json: shown.map(shape),
    headers: {
      'X-Total-Count': String(found.length),
      ...(link ? { Link: link } : {}),
    },
  };
}

/** Whether a text satisfies a condition of `q`. */
export function matches(text: string, condition: Condition): boolean {
  if (condition.form === 'exact') return text === condition.value;
  if (condition.form === 'fuzzy') return text.includes(condition.value);
  throw new HarborError(
    400,
    `the lab's Harbor does not know this form of q: ${condition.value}`,
  );
}

function integer(
  { query }: HarborRequest,
  name: string,
  otherwise: number,
): number {
  const text = query.get(name);
  if (text === null || text === '') return otherwise;
  if (!/^-?\d+$/.test(text))
    throw invalid(
      `${name} in query must be of type int64: ${JSON.stringify(text)}`,
    );
  const value = Number(text);
  if (name === 'page_size' && value > MAX_PAGE_SIZE)
    throw invalid(
      `page_size in query should be less than or equal to ${MAX_PAGE_SIZE}`,
    );
  return value;
}

function invalid(reason: string): HarborError {
  return new HarborError(422, `validation failure list:\n${reason}`);
}

/** Harbor takes a second level of encoding off `q`. */
function readConditions(q: string): [string, Condition][] {
  if (q === '') return [];
  let text: string;
  try {
    text = decodeURIComponent(q.replace(/\+/g, ' '));
  } catch {
    throw new HarborError(400, 'invalid URL escape');
  }
  return text.split(',').map(part => {
    const at = part.indexOf('=');
    if (at < 1 || at === part.length - 1)
      throw new HarborError(
        400,
        'the query string must contain "=" and the key/value cannot be empty',
      );
    return [part.slice(0, at).trim(), readCondition(part.slice(at + 1))];
  });
}

function readCondition(value: string): Condition {
  if (value === '~')
    throw new HarborError(400, `invalid query string value: ${value}`);
  if (value.startsWith('\\')) return { form: 'exact', value: value.slice(1) };
  if (value.startsWith('~')) return { form: 'fuzzy', value: value.slice(1) };
  return { form: /^[[({]/.test(value) ? 'other' : 'exact', value };
}

function sorted<T>(items: T[], rules: ListRules<T>, wish: string): T[] {
  const known = (part: string) => rules.columns[part.replace(/^-/, '')];
  const keys = wish.split(',').filter(known);
  const order = keys.length > 0 ? keys : [rules.order];
  // Of two of the same millisecond, the later one counts as the newer one.
  const inOrder = order[0].startsWith('-') ? [...items].reverse() : [...items];
  return inOrder.sort((a, b) => {
    for (const key of order) {
      const column = known(key);
      const [x, y] = [column(a), column(b)];
      if (x !== y) return (x < y ? -1 : 1) * (key.startsWith('-') ? -1 : 1);
    }
    return 0;
  });
}

/** The path keeps its encoding, the query loses one level of it: whoever follows a link with an encoded plus finds nothing. */
function links(
  { path, query }: HarborRequest,
  paging: { page: number; size: number; total: number },
): string {
  const { page, size, total } = paging;
  const to = (target: number, rel: string) => {
    const all = new Map([...query]);
    all.set('page', String(target)).set('page_size', String(size));
    const text = [...all]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, value]) => `${name}=${value}`)
      .join('&');
    return `<${path}?${text}>; rel="${rel}"`;
  };
  const parts: string[] = [];
  if (size === 0) return '';
  if (page > 1 && (page - 1) * size <= total) parts.push(to(page - 1, 'prev'));
  if (page * size < total) parts.push(to(page + 1, 'next'));
  return parts.join(' , ');
}
