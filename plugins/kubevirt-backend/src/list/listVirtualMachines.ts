import {
  VirtualMachineListQuery,
  VirtualMachineSortField,
  VirtualMachineSummary,
} from '@naru/plugin-kubevirt-common';

/** One page of the list, without the states of the clusters. */
export interface VirtualMachinePage<T extends VirtualMachineSummary> {
  items: T[];
  /** Machines that match, over all pages. */
  total: number;
  offset: number;
  limit: number;
  facets: {
    status: Record<string, number>;
    namespace: Record<string, number>;
  };
}

/** Rows of a page when the query says none. */
export const DEFAULT_LIMIT = 50;

type Filter = (machine: VirtualMachineSummary) => boolean;

const collator = new Intl.Collator('en', { numeric: true });

/**
 * Filters, sorts and cuts out one page.
 *
 * @remarks
 *
 * A facet counts what each of its values would leave, so the filter of that facet itself is not applied to it.
 */
export function listVirtualMachines<T extends VirtualMachineSummary>(
  machines: T[],
  query: VirtualMachineListQuery,
): VirtualMachinePage<T> {
  const { offset = 0, limit = DEFAULT_LIMIT, sort = 'name' } = query;
  const byOthers = allOf([
    searchFilter(query.search),
    oneOf(query.owner, ({ owner }) => owner),
    oneOf(query.cluster, ({ cluster }) => cluster),
  ]);
  const byStatus = oneOf(query.status, ({ status }) => status);
  const byNamespace = oneOf(query.namespace, ({ namespace }) => namespace);
  const matching: T[] = [];
  const facets: VirtualMachinePage<T>['facets'] = { status: {}, namespace: {} };
  for (const machine of machines) {
    if (byOthers(machine)) {
      const isStatus = byStatus(machine);
      const isNamespace = byNamespace(machine);
      if (isNamespace) {
        count(facets.status, machine.status);
      }
      if (isStatus) {
        count(facets.namespace, machine.namespace);
      }
      if (isStatus && isNamespace) {
        matching.push(machine);
      }
    }
  }
  matching.sort(comparator(sort));
  return {
    items: matching.slice(offset, offset + limit),
    total: matching.length,
    offset,
    limit,
    facets: {
      status: sortedKeys(facets.status),
      namespace: sortedKeys(facets.namespace),
    },
  };
}

function allOf(filters: Filter[]): Filter {
  return machine => filters.every(filter => filter(machine));
}

function oneOf(
  admitted: string[] | undefined,
  valueOf: (machine: VirtualMachineSummary) => string,
): Filter {
  if (!admitted || admitted.length === 0) {
    return () => true;
  }
  const values = new Set(admitted);
  return machine => values.has(valueOf(machine));
}

function searchFilter(search: string | undefined): Filter {
  const words = (search ?? '').toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) {
    return () => true;
  }
  return machine => {
    const text = [
      machine.name,
      machine.namespace,
      machine.cluster,
      machine.owner,
      machine.node,
      machine.image?.title,
      ...machine.ips,
    ]
      .join('\n')
      .toLowerCase();
    return words.every(word => text.includes(word));
  };
}

const sortValues: Record<
  VirtualMachineSortField,
  (machine: VirtualMachineSummary) => string | number | undefined
> = {
  name: ({ name }) => name,
  status: ({ status }) => status,
  namespace: ({ namespace }) => namespace,
  owner: ({ owner }) => owner,
  cluster: ({ cluster }) => cluster,
  node: ({ node }) => node,
  ip: ({ ip }) => ip,
  cpu: ({ cpu }) => cpu,
  memory: ({ memoryBytes }) => memoryBytes,
  disk: ({ diskBytes }) => diskBytes,
  image: ({ image }) => image?.title,
  createdAt: ({ createdAt }) => createdAt,
};

/** What has no value comes last in both directions; equal rows are ordered by name, so that pages never overlap. */
function comparator(
  sort: NonNullable<VirtualMachineListQuery['sort']>,
): (a: VirtualMachineSummary, b: VirtualMachineSummary) => number {
  const isDescending = sort.startsWith('-');
  const field = sort.replace(/^-/, '') as VirtualMachineSortField;
  const valueOf = sortValues[field];
  const direction = isDescending ? -1 : 1;
  return (a, b) => {
    const [left, right] = [valueOf(a), valueOf(b)];
    return (
      compareMissing(left, right) ||
      direction * compareValues(left, right) ||
      collator.compare(a.name, b.name) ||
      compareTexts(a.entityRef, b.entityRef)
    );
  };
}

type SortValue = string | number | undefined;

function compareMissing(left: SortValue, right: SortValue): number {
  return Number(left === undefined) - Number(right === undefined);
}

function compareValues(left: SortValue, right: SortValue): number {
  if (typeof left === 'number' && typeof right === 'number') {
    return left - right;
  }
  return left === right ? 0 : collator.compare(String(left), String(right));
}

function compareTexts(left: string, right: string): number {
  if (left === right) {
    return 0;
  }
  return left < right ? -1 : 1;
}

function count(counts: Record<string, number>, value: string): void {
  counts[value] = (counts[value] ?? 0) + 1;
}

function sortedKeys(counts: Record<string, number>): Record<string, number> {
  return Object.fromEntries(
    Object.entries(counts).sort(([a], [b]) => compareTexts(a, b)),
  );
}
