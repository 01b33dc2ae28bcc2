import { identityApiRef, useApi } from '@backstage/core-plugin-api';
import {
  KUBEVIRT_SIGNAL_CHANNEL,
  type VirtualMachineList,
  type VirtualMachineListQuery,
} from '@naru/plugin-kubevirt-common';
import { useRef } from 'react';
import { useLiveAnswer, type LiveAnswer } from '@naru/plugin-naru-react';
import { kubevirtApiRef } from '../../api/KubevirtApi';
import type { VmListState } from './useVmListState';

/** With signals this only mends what a lost connection missed. */
const POLL_WITH_SIGNALS_MS = 30_000;
const POLL_WITHOUT_SIGNALS_MS = 5_000;

/** The machines of one page of the list, kept up to date. */
export function useVms(state: VmListState): LiveAnswer<VirtualMachineList> {
  const kubevirtApi = useApi(kubevirtApiRef);
  const identityApi = useApi(identityApiRef);
  const shown = useRef<VirtualMachineList>();

  const answer = useLiveAnswer<VirtualMachineList>({
    key: JSON.stringify(state),
    channel: KUBEVIRT_SIGNAL_CHANNEL,
    pollMs: (_, signals) =>
      signals ? POLL_WITH_SIGNALS_MS : POLL_WITHOUT_SIGNALS_MS,
    load: async signal => {
      const owner = state.mine
        ? (await identityApi.getBackstageIdentity()).ownershipEntityRefs
        : undefined;
      const list = await kubevirtApi.listVms(queryOf(state, owner), { signal });
      return withKnownRows(list, shown.current);
    },
  });
  shown.current = answer.value;
  return answer;
}

function queryOf(
  state: VmListState,
  owner: string[] | undefined,
): VirtualMachineListQuery {
  return {
    offset: (state.page - 1) * state.pageSize,
    limit: state.pageSize,
    sort: state.sort,
    ...(state.search ? { search: state.search } : {}),
    ...(state.status.length > 0 ? { status: state.status } : {}),
    ...(state.namespace.length > 0 ? { namespace: state.namespace } : {}),
    ...(owner ? { owner } : {}),
  };
}

/** Keeps the objects of rows that did not change, so that the table draws only the others anew. */
function withKnownRows(
  next: VirtualMachineList,
  before: VirtualMachineList | undefined,
): VirtualMachineList {
  const known = new Map(
    before?.items.map(row => [JSON.stringify(row), row] as const),
  );
  return {
    ...next,
    items: next.items.map(row => known.get(JSON.stringify(row)) ?? row),
  };
}
