import {
  printableStatuses,
  virtualMachineSortFields,
  type PrintableStatus,
  type VirtualMachineListQuery,
} from '@naru/plugin-kubevirt-common';
import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';

/** Rows a page may have. */
export const PAGE_SIZES = [25, 50, 100];

/** Everything about the list that is worth sharing: it lives in the address of the page. */
export interface VmListState {
  search: string;
  status: PrintableStatus[];
  namespace: string[];
  /** Only machines of the signed-in person and their groups. */
  mine: boolean;
  sort: NonNullable<VirtualMachineListQuery['sort']>;
  /** Counted from 1. */
  page: number;
  pageSize: number;
}

/** The state of the list, and how to change parts of it. Any change but of the page leads back to the first page. */
export interface VmListStateControl {
  state: VmListState;
  /** Whether search or a filter narrows the list. */
  isNarrowed: boolean;
  change(part: Partial<VmListState>): void;
  /** Forgets search and filters, keeps order and page size. */
  clear(): void;
}

/** Reads and writes the state of the list in the query of the address. */
export function useVmListState(): VmListStateControl {
  const [params, setParams] = useSearchParams();
  const state = useMemo(() => stateOf(params), [params]);

  const change = useCallback(
    (part: Partial<VmListState>) => {
      setParams(
        before => paramsOf({ ...stateOf(before), page: 1, ...part }, before),
        // Typing in the search field must not fill the history of the browser.
        { replace: part.search !== undefined, preventScrollReset: true },
      );
    },
    [setParams],
  );
  const clear = useCallback(
    () => change({ search: '', status: [], namespace: [], mine: false }),
    [change],
  );

  const isNarrowed =
    state.search !== '' ||
    state.status.length > 0 ||
    state.namespace.length > 0 ||
    state.mine;
  return { state, isNarrowed, change, clear };
}

function stateOf(params: URLSearchParams): VmListState {
  return {
    search: params.get('q') ?? '',
    status: params.getAll('status').filter(isStatus),
    namespace: params.getAll('ns'),
    mine: params.get('mine') === '1',
    sort: sortOf(params.get('sort')),
    page: Math.max(1, Math.floor(Number(params.get('page'))) || 1),
    pageSize:
      PAGE_SIZES.find(size => String(size) === params.get('size')) ??
      PAGE_SIZES[0],
  };
}

function paramsOf(state: VmListState, before: URLSearchParams) {
  const params = new URLSearchParams(before);
  const set = (key: string, values: string[]) => {
    params.delete(key);
    values.filter(Boolean).forEach(value => params.append(key, value));
  };
  set('q', [state.search]);
  set('status', state.status);
  set('ns', state.namespace);
  set('mine', [state.mine ? '1' : '']);
  set('sort', [state.sort === 'name' ? '' : state.sort]);
  set('page', [state.page === 1 ? '' : String(state.page)]);
  set('size', [state.pageSize === PAGE_SIZES[0] ? '' : String(state.pageSize)]);
  return params;
}

function isStatus(value: string): value is PrintableStatus {
  return printableStatuses.some(status => status === value);
}

function sortOf(value: string | null): VmListState['sort'] {
  const field = virtualMachineSortFields.find(
    one => one === value?.replace(/^-/, ''),
  );
  if (!field) {
    return 'name';
  }
  return value?.startsWith('-') ? `-${field}` : field;
}
