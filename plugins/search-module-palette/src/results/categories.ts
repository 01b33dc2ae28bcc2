import type {
  SearchQuery,
  SearchResult,
} from '@backstage/plugin-search-common';

/** What people tell apart: a template is an entity for the search, but not for them. */
export const CATEGORIES = [
  'runbook',
  'catalog',
  'template',
  'docs',
  'request',
] as const;

/** Where to look; `all` is everywhere. */
export type Category = (typeof CATEGORIES)[number];

/** Where to look, or what a result is. `other` is what a plugin added that Naru does not know. */
export type ResultCategory = Category | 'other';

/** A choice of the filter. */
export type Choice = Category | 'all';

/** The choices in the order in which they stand. */
export const CHOICES: readonly Choice[] = [
  'all',
  'catalog',
  'template',
  'runbook',
  'docs',
  'request',
];

/** True for a choice, e.g. from an address. */
export function isChoice(value: unknown): value is Choice {
  return CHOICES.some(choice => choice === value);
}

const scopes: Record<Choice, Pick<SearchQuery, 'types' | 'filters'>> = {
  all: {},
  catalog: { types: ['software-catalog'] },
  template: { types: ['software-catalog'], filters: { kind: 'Template' } },
  runbook: { types: ['runbook'] },
  docs: { types: ['techdocs'] },
  request: { types: ['change-request'] },
};

/**
 * A query as the search takes it.
 *
 * @param language - which the person reads; of pages in several languages that one is shown
 */
export function queryOf(options: {
  term: string;
  choice: Choice;
  language: string;
  pageLimit: number;
  pageCursor?: string;
}): SearchQuery {
  const { types, filters } = scopes[options.choice];
  return {
    term: options.term,
    ...(types ? { types } : {}),
    filters: { ...filters, language: options.language },
    pageLimit: options.pageLimit,
    ...(options.pageCursor ? { pageCursor: options.pageCursor } : {}),
  };
}

/** What a result is. */
export function categoryOf({ type, document }: SearchResult): ResultCategory {
  switch (type) {
    case 'software-catalog':
      return 'kind' in document && document.kind === 'Template'
        ? 'template'
        : 'catalog';
    case 'runbook':
      return 'runbook';
    case 'techdocs':
      return 'docs';
    case 'change-request':
      return 'request';
    default:
      return 'other';
  }
}
