import type { ChangeRequest } from '@naru/plugin-gitops-common';
import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';

/** States in the order in which they matter to a reader. */
export const CHANGE_STATES = ['open', 'merged', 'closed'] as const;

/** What narrows the list; it lives in the address of the page, so that a link can be shared. */
export interface ChangeFilters {
  search: string;
  /** Undefined: all. */
  state?: ChangeRequest['state'];
  /** Only what the signed-in person asked for. */
  mine: boolean;
}

/** Reads and writes the filters in the query of the address. */
export function useChangeFilters(): [
  ChangeFilters,
  (part: Partial<ChangeFilters>) => void,
] {
  const [params, setParams] = useSearchParams();
  const filters = useMemo(() => filtersOf(params), [params]);
  const change = useCallback(
    (part: Partial<ChangeFilters>) =>
      setParams(
        before => {
          const next = { ...filtersOf(before), ...part };
          const after = new URLSearchParams();
          Object.entries({
            q: next.search,
            state: next.state,
            mine: next.mine ? '1' : '',
          }).forEach(([key, value]) => value && after.set(key, value));
          return after;
        },
        // Typing in the search field must not fill the history of the browser.
        { replace: part.search !== undefined, preventScrollReset: true },
      ),
    [setParams],
  );
  return [filters, change];
}

/** The changes that pass, open ones first and then the newest. `user` is the ref of the signed-in person. */
export function filterChanges(
  changes: ChangeRequest[],
  filters: ChangeFilters,
  user: string | undefined,
): ChangeRequest[] {
  const words = filters.search.toLocaleLowerCase('en-US').split(/\s+/);
  return changes
    .filter(
      change =>
        (!filters.state || change.state === filters.state) &&
        (!filters.mine || change.requestedBy === user) &&
        words.every(word => textOf(change).includes(word)),
    )
    .sort(
      (a, b) =>
        Number(b.state === 'open') - Number(a.state === 'open') ||
        b.createdAt.localeCompare(a.createdAt),
    );
}

function textOf(change: ChangeRequest): string {
  return [
    change.title,
    change.branch,
    change.author,
    change.requestedBy,
    change.repository,
    `#${change.number}`,
    ...change.entityRefs,
  ]
    .join(' ')
    .toLocaleLowerCase('en-US');
}

function filtersOf(params: URLSearchParams): ChangeFilters {
  return {
    search: params.get('q') ?? '',
    state: CHANGE_STATES.find(state => state === params.get('state')),
    mine: params.get('mine') === '1',
  };
}
