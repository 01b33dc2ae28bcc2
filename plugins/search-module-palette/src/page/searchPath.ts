import { type Choice, isChoice } from '../results/categories';

/** What an address of the search page says. */
export interface SearchAddress {
  term: string;
  choice: Choice;
}

/** The address of the search page; `?query=` is the stock page's too. */
export function searchPath(path: string, { term, choice }: SearchAddress) {
  const query = new URLSearchParams();
  if (term.trim()) {
    query.set('query', term.trim());
  }
  if (choice !== 'all') {
    query.set('in', choice);
  }
  return query.size > 0 ? `${path}?${query}` : path;
}

const byType: Readonly<Record<string, Choice>> = {
  'software-catalog': 'catalog',
  runbook: 'runbook',
  techdocs: 'docs',
  'change-request': 'request',
};

/** Reads an address; of the stock page's parameters `query` and `types[]`. */
export function readAddress(query: URLSearchParams): SearchAddress {
  const choice = query.get('in');
  const types = [...query.getAll('types[]'), ...query.getAll('types')];
  return {
    term: query.get('query') ?? '',
    choice: isChoice(choice)
      ? choice
      : (types.length === 1 && byType[types[0]]) || 'all',
  };
}
