import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';
import type { CaseFilters } from './filterCases';

const CASE = 'case';

/** What the address of the page says: what narrows the list, and the case that is read. */
export interface CasesAddress {
  filters: CaseFilters;
  /** Id of the case that is read. */
  openCase?: string;
  change(part: Partial<CaseFilters>): void;
  open(id: string | undefined): void;
}

/** Filters and the open case live in the address, so that a link can be shared. */
export function useCasesAddress(): CasesAddress {
  const [params, setParams] = useSearchParams();
  const filters = useMemo(() => filtersOf(params), [params]);
  const change = useCallback(
    (part: Partial<CaseFilters>) =>
      setParams(
        before => {
          const after = new URLSearchParams();
          Object.entries({
            ...fieldsOf({ ...filtersOf(before), ...part }),
            [CASE]: before.get(CASE),
          }).forEach(([key, value]) => value && after.set(key, value));
          return after;
        },
        // Typing in the search field must not fill the history of the browser.
        { replace: part.search !== undefined, preventScrollReset: true },
      ),
    [setParams],
  );
  const open = useCallback(
    (id: string | undefined) =>
      setParams(
        before => {
          const after = new URLSearchParams(before);
          if (id) {
            after.set(CASE, id);
          } else {
            after.delete(CASE);
          }
          return after;
        },
        { preventScrollReset: true },
      ),
    [setParams],
  );
  return {
    filters,
    openCase: params.get(CASE)?.toUpperCase() || undefined,
    change,
    open,
  };
}

function fieldsOf(filters: CaseFilters): Record<string, string | undefined> {
  const { search, group, system, severity, kind } = filters;
  return { q: search, group, system, severity, kind };
}

function filtersOf(params: URLSearchParams): CaseFilters {
  return {
    search: params.get('q') ?? '',
    group: params.get('group') ?? undefined,
    system: params.get('system') ?? undefined,
    severity: params.get('severity') ?? undefined,
    kind: params.get('kind') ?? undefined,
  };
}
