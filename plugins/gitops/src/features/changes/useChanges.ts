import { useApi } from '@backstage/frontend-plugin-api';
import {
  GITOPS_SIGNAL_CHANNEL,
  gitopsSignalSchema,
  type ChangeRequestList,
} from '@naru/plugin-gitops-common';
import { useLiveAnswer, type LiveAnswer } from '@naru/plugin-naru-react';
import { gitopsApiRef } from '../../api/GitopsApi';

/** With signals this only mends what a lost connection missed. */
const POLL_WITH_SIGNALS_MS = 60_000;
const POLL_WITHOUT_SIGNALS_MS = 10_000;

/** All change requests that Naru made, kept up to date. */
export function useChanges(): LiveAnswer<ChangeRequestList> {
  const gitopsApi = useApi(gitopsApiRef);
  return useLiveAnswer<ChangeRequestList>({
    key: 'all',
    load: signal => gitopsApi.listChanges({ signal }),
    channel: GITOPS_SIGNAL_CHANNEL,
    concerns: message => {
      const signal = gitopsSignalSchema.safeParse(message);
      return !signal.success || signal.data.changeRequests.length > 0;
    },
    pollMs: (_, signals) =>
      signals ? POLL_WITH_SIGNALS_MS : POLL_WITHOUT_SIGNALS_MS,
  });
}
