import type { Comparison } from '../compare/ApplicationComparer';
import {
  type Application,
  type ApplicationCondition,
  type Operation,
  sourceFields,
  type OperationState,
} from '../model/Application';
import { equalJson } from '../model/JsonValue';
import { selfHealDelay } from './retryDelay';

/** Seconds of peace after which the count of healing attempts starts anew. */
const SELF_HEAL_COOLDOWN = 330;

/** What automation does about a comparison. */
export type AutoSyncDecision =
  | { type: 'nothing' }
  | { type: 'sync'; operation: Operation }
  | { type: 'refused'; condition: ApplicationCondition }
  /** To be asked again. */
  | { type: 'later'; seconds: number };

const NOTHING: AutoSyncDecision = { type: 'nothing' };

/** Whether an automated Application is to be synced now. */
export function decideAutoSync(
  application: Application,
  comparison: Comparison,
  revisions: string[],
  now: Date,
): AutoSyncDecision {
  const { automated, syncOptions, retry } = application.spec.syncPolicy ?? {};
  const isOn =
    automated !== undefined &&
    automated.enabled !== false &&
    application.operation === undefined &&
    application.object.metadata.deletionTimestamp === undefined;
  if (!isOn || comparison.status !== 'OutOfSync') return NOTHING;
  const { objects } = comparison;
  if (
    !automated.prune &&
    objects.every(entry => entry.status !== 'OutOfSync' || !entry.desired)
  ) {
    return NOTHING;
  }
  const isMultiSource = (application.spec.sources ?? []).length > 0;
  const sync: NonNullable<Operation['sync']> = {
    ...(isMultiSource ? { revisions } : { revision: revisions[0] }),
    ...sourceFields(application.spec),
    ...(automated.prune ? { prune: true } : {}),
    ...(syncOptions ? { syncOptions } : {}),
  };
  const operation: Operation = {
    initiatedBy: { automated: true },
    retry: retry ?? { limit: 5 },
    sync,
  };
  const { operationState } = application.status ?? {};
  const named = `[${revisions.join(' ')}]`;
  if (operationState && wasTried(application, operationState, revisions)) {
    if (operationState.phase !== 'Succeeded') {
      return refused(
        `Failed last sync attempt to ${named}: ${operationState.message ?? ''}`,
      );
    }
    if (!automated.selfHeal) return NOTHING;
    const attempts = healingAttempts(operationState, now);
    const waited = secondsSince(operationState.finishedAt, now);
    const seconds = selfHealDelay(attempts) - waited;
    if (seconds > 0) return { type: 'later', seconds };
    sync.autoHealAttemptsCount = attempts + 1;
    sync.resources = objects
      .filter(entry => entry.status !== 'Synced')
      .map(({ identity: { group, kind, name } }) => ({
        ...(group ? { group } : {}),
        kind,
        name,
      }));
  }
  if (
    automated.prune &&
    !automated.allowEmpty &&
    objects.every(entry => !entry.desired)
  ) {
    return refused(
      `Skipping sync attempt to ${named}: auto-sync will wipe out all resources`,
    );
  }
  return { type: 'sync', operation };
}

function refused(message: string): AutoSyncDecision {
  return { type: 'refused', condition: { type: 'SyncError', message } };
}

function wasTried(
  application: Application,
  state: OperationState,
  revisions: string[],
): boolean {
  const result = state.syncResult;
  if (!state.operation.sync || !result) return false;
  const tried = result.revisions ?? [result.revision];
  return (
    equalJson(tried, revisions) &&
    equalJson(sourceFields(result), sourceFields(application.spec))
  );
}

function healingAttempts(state: OperationState, now: Date): number {
  const isAtPeace =
    state.phase === 'Succeeded' &&
    secondsSince(state.finishedAt, now) >= SELF_HEAL_COOLDOWN;
  return isAtPeace ? 0 : state.operation.sync?.autoHealAttemptsCount ?? 0;
}

function secondsSince(time: string | undefined, now: Date): number {
  return time === undefined
    ? Infinity
    : (now.getTime() - new Date(time).getTime()) / 1000;
}
