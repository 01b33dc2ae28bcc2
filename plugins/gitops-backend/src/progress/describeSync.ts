import { ChangeRequest, ChangeStep } from '@naru/plugin-gitops-common';
import { Application } from '@naru/plugin-gitops-node';
import { isErrorCondition } from './errorConditions';
import { isSameObject, ManifestObject, objectTitle } from './ManifestObject';

/** A file of a change, what it holds, and who reads it. */
export interface FileCoverage {
  path: string;
  objects: ManifestObject[];
  applications: Application[];
}

/** How far one object, or a file without a reader, has come. */
export interface SyncFinding {
  state: 'active' | 'done' | 'failed';
  /** Argo CD has not read the merge yet and may be asked to. */
  unseen: boolean;
  message?: string;
  at?: string;
}

/** After so long an object that Argo CD does not know was taken away again. */
const FORGOTTEN_AFTER_MS = 5 * 60_000;

/**
 * Says how far each object of a merged change has come.
 *
 * @remarks
 *
 * Argo CD keeps the phase of an operation `Running` through minutes of retries, so what it says of the object itself counts before the phase.
 */
export function describeSync(
  changeRequest: ChangeRequest,
  files: FileCoverage[],
): SyncFinding[] {
  return files.flatMap(file => {
    if (file.applications.length === 0) {
      return [
        {
          state: 'active' as const,
          unseen: true,
          message: `No Application reads ${file.path} yet. An ApplicationSet makes one for a new folder within moments.`,
        },
      ];
    }
    return file.applications.flatMap(application =>
      file.objects.map(object => findingOf(changeRequest, object, application)),
    );
  });
}

/** One step out of all findings: failed when one is, done when all are. */
export function summarizeSync(
  findings: SyncFinding[],
): Pick<ChangeStep, 'state' | 'message' | 'at'> {
  const first =
    findings.find(({ state }) => state === 'failed') ??
    findings.find(({ state }) => state === 'active') ??
    findings.at(0);
  return {
    state: first?.state ?? 'active',
    message: first?.message,
    at: first?.at,
  };
}

function findingOf(
  changeRequest: ChangeRequest,
  object: ManifestObject,
  { state, reconciledAt }: Application,
): SyncFinding {
  const resource = state.resources.find(one => isSameObject(object, one));
  const operation = state.operation;
  if (resource?.status === 'SyncFailed') {
    return {
      state: 'failed',
      unseen: false,
      message: resource.message ?? operation?.message,
      at: operation?.startedAt,
    };
  }
  if (resource?.status === 'Synced') {
    return {
      state: 'done',
      unseen: false,
      at: operation?.finishedAt ?? reconciledAt,
    };
  }
  const condition = state.conditions.find(isErrorCondition);
  if (condition) {
    return {
      state: 'failed',
      unseen: resource === undefined,
      message: condition.message,
    };
  }
  if (!resource) {
    return unknownObject(changeRequest, object, { state, reconciledAt });
  }
  const since = operation?.finishedAt ?? operation?.startedAt;
  const concerns = !isBefore(since, changeRequest.mergedAt);
  if (concerns && operation && /^(Failed|Error)$/.test(operation.phase)) {
    return {
      state: 'failed',
      unseen: false,
      message: operation.message,
      at: operation.finishedAt,
    };
  }
  if (operation?.phase === 'Running') {
    return {
      state: 'active',
      unseen: false,
      message: operation.message,
      at: operation.startedAt,
    };
  }
  return {
    state: 'active',
    unseen: false,
    message: state.automated
      ? `Argo CD is about to apply it (Application ${state.name}).`
      : `Application ${state.name} does not sync by itself: a person has to sync it in Argo CD.`,
  };
}

function unknownObject(
  { mergeSha, mergedAt }: ChangeRequest,
  object: ManifestObject,
  { state, reconciledAt }: Pick<Application, 'state' | 'reconciledAt'>,
): SyncFinding {
  if (state.revision === mergeSha && state.sync !== 'Unknown') {
    return {
      state: 'failed',
      unseen: false,
      message: `Argo CD read the commit, but Application ${
        state.name
      } does not manage ${objectTitle(object)}. Is the file a manifest?`,
    };
  }
  const forgotten =
    mergedAt !== undefined &&
    reconciledAt !== undefined &&
    Date.parse(reconciledAt) - Date.parse(mergedAt) > FORGOTTEN_AFTER_MS;
  return forgotten
    ? {
        state: 'failed',
        unseen: false,
        message: `Application ${state.name} does not manage ${objectTitle(
          object,
        )}: it was changed or removed in Git since.`,
        at: reconciledAt,
      }
    : {
        state: 'active',
        unseen: true,
        message: `Argo CD has not read the merge yet (Application ${state.name}).`,
      };
}

/** Argo CD counts in seconds. */
function isBefore(time: string | undefined, other: string | undefined) {
  return (
    time !== undefined &&
    other !== undefined &&
    Date.parse(time) + 1_000 < Date.parse(other)
  );
}
