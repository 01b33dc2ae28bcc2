import { useApi } from '@backstage/frontend-plugin-api';
import {
  GITOPS_SIGNAL_CHANNEL,
  gitopsSignalSchema,
  type EntityApplications,
} from '@naru/plugin-gitops-common';
import { useLiveAnswer, type LiveAnswer } from '@naru/plugin-naru-react';
import { gitopsApiRef } from '../../api/GitopsApi';
import { isApplying } from './applicationStatus';

/** While something moves, pods change faster than Applications do. */
const POLL_MOVING_MS = 5_000;
const POLL_WITHOUT_SIGNALS_MS = 5_000;
/** With signals this only mends what a lost connection missed. */
const POLL_RESTING_MS = 30_000;

/** The Argo CD Applications of an entity, kept up to date; `entityRef` is undefined while nobody wants to know. */
export function useEntityApplications(
  entityRef: string | undefined,
): LiveAnswer<EntityApplications> {
  const gitopsApi = useApi(gitopsApiRef);
  return useLiveAnswer<EntityApplications>({
    key: entityRef,
    load: signal =>
      gitopsApi.listEntityApplications(entityRef ?? '', { signal }),
    channel: GITOPS_SIGNAL_CHANNEL,
    concerns: (message, answer) => {
      const signal = gitopsSignalSchema.safeParse(message);
      if (!signal.success) {
        return true;
      }
      const known = answer?.applications ?? [];
      // Right after the merge the Applications may not exist yet: any that comes may be one of ours.
      return known.length === 0
        ? signal.data.applications.length > 0
        : known.some(({ namespace, name }) =>
            signal.data.applications.includes(`${namespace}/${name}`),
          );
    },
    pollMs: (answer, signals) => {
      if (entityRef === undefined) {
        return undefined;
      }
      if (!signals) {
        return POLL_WITHOUT_SIGNALS_MS;
      }
      return !answer || isMoving(answer) ? POLL_MOVING_MS : POLL_RESTING_MS;
    },
  });
}

function isMoving({ applications, argocd }: EntityApplications): boolean {
  return (
    applications.length === 0 ||
    argocd.phase !== 'live' ||
    applications.some(
      application =>
        isApplying(application) ||
        application.health === 'Progressing' ||
        application.troubles.length > 0,
    )
  );
}
