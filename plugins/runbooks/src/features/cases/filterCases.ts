import type { CaseSummary } from '@naru/plugin-runbooks-common';

/** What narrows the list; undefined: all. */
export interface CaseFilters {
  search: string;
  /** Id of a group. */
  group?: string;
  system?: string;
  severity?: string;
  kind?: string;
}

/** The cases that pass all filters; each word of the search has to be somewhere in a case. */
export function filterCases(
  cases: CaseSummary[],
  filters: CaseFilters,
): CaseSummary[] {
  const words = filters.search.toLocaleLowerCase('en-US').split(/\s+/);
  return cases.filter(
    one =>
      (!filters.group || one.group.id === filters.group) &&
      (!filters.system || one.systems.includes(filters.system)) &&
      (!filters.severity || one.severity === filters.severity) &&
      (!filters.kind || one.kind === filters.kind) &&
      words.every(word => textOf(one).includes(word)),
  );
}

function textOf(one: CaseSummary): string {
  return [one.id, one.title, one.description, one.group.title, ...one.systems]
    .join(' ')
    .toLocaleLowerCase('en-US');
}
