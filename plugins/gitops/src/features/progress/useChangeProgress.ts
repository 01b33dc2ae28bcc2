import { useApi } from '@backstage/frontend-plugin-api';
import {
  GITOPS_SIGNAL_CHANNEL,
  gitopsSignalSchema,
  requestId,
  type ChangeProgress,
} from '@naru/plugin-gitops-common';
import { useLiveAnswer, type LiveAnswer } from '@naru/plugin-naru-react';
import { gitopsApiRef } from '../../api/GitopsApi';

/** With signals this only mends what a lost connection missed. */
const POLL_WITH_SIGNALS_MS = 10_000;
const POLL_WITHOUT_SIGNALS_MS = 3_000;

/** How far a change has come, kept up to date until it has arrived. */
export function useChangeProgress(change: {
  repository: string;
  branch: string;
}): LiveAnswer<ChangeProgress> {
  const gitopsApi = useApi(gitopsApiRef);
  const { repository, branch } = change;
  const id = requestId(repository, branch);

  return useLiveAnswer<ChangeProgress>({
    key: id,
    load: signal => gitopsApi.getProgress({ repository, branch }, { signal }),
    channel: GITOPS_SIGNAL_CHANNEL,
    concerns: (message, progress) => {
      const signal = gitopsSignalSchema.safeParse(message);
      if (!signal.success || signal.data.changeRequests.includes(id)) {
        return true;
      }
      const known = progress?.applications ?? [];
      // Right after the merge the Application may not exist yet: any that comes may be ours.
      return known.length === 0
        ? signal.data.applications.length > 0
        : known.some(application =>
            signal.data.applications.includes(
              `${application.namespace}/${application.name}`,
            ),
          );
    },
    pollMs: (progress, signals) => {
      if (progress && isSettled(progress)) {
        return undefined;
      }
      return signals ? POLL_WITH_SIGNALS_MS : POLL_WITHOUT_SIGNALS_MS;
    },
  });
}

/** Nothing more will happen by itself: everything is done, or the pull request was closed without a merge. */
export function isSettled(progress: ChangeProgress): boolean {
  return (
    progress.changeRequest.state === 'closed' ||
    progress.steps.every(step => step.state === 'done')
  );
}
