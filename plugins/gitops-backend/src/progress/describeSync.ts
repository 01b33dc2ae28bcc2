import { ChangeRequest, ChangeStep } from '@naru/plugin-gitops-common';
import { Application } from '@naru/plugin-gitops-node';
import { isErrorCondition } from './errorConditions';
import { isSameObject, ManifestObject, objectTitle } from './ManifestObject';

/** A file of a change, what it holds, and who reads it. */
export interface FileCoverage {
  path: string;
  /** Kubernetes objects; a file of values or of documentation holds none. */
  objects: ManifestObject[];
  applications: Application[];
  /** Applications that are among the objects, as Argo CD has them by now. */
  made?: { name: string; application?: Application }[];
}

/** How far one object, or a file without a reader, has come. */
export interface SyncFinding {
  state: 'active' | 'done' | 'failed';
  /** Argo CD has not read the merge yet and may be asked to. */
  unseen: boolean;
  /** Who is to do it. */
  application?: Application;
  /** It waits for a person to sync the Application. */
  manual?: boolean;
  message?: string;
  at?: string;
}

/** After so long Argo CD has read a merge, whatever came after it. */
const FORGOTTEN_AFTER_MS = 5 * 60_000;

/**
 * Says how far each object of a merged change has come, and each Application that the change makes or gives other values.
 *
 * @remarks
 *
 * Argo CD keeps the phase of an operation `Running` through minutes of retries, so what it says of the object itself counts before the phase.
 *
 * @param laterCommits - commits of merges after this one: who has read one of them has read this one
 */
export function describeSync(
  changeRequest: ChangeRequest,
  files: FileCoverage[],
  laterCommits: Set<string> = new Set(),
): SyncFinding[] {
  const whole = new Set<Application>();
  const findings = files.flatMap(file => {
    if (file.objects.length === 0) {
      file.applications.forEach(application => whole.add(application));
      return [];
    }
    file.made?.forEach(
      ({ application }) => application && whole.add(application),
    );
    return findingsOfObjects(changeRequest, file);
  });
  return [
    ...findings,
    ...[...whole].map(application =>
      findingOfApplication(changeRequest, application, laterCommits),
    ),
  ];
}

/**
 * One step out of all findings: failed when one is, done when all are. What waits for a person holds it up only where there is nothing else.
 */
export function summarizeSync(
  findings: SyncFinding[],
): Pick<ChangeStep, 'state' | 'message' | 'at'> {
  const byThemselves = findings.filter(({ manual }) => !manual);
  const decisive = byThemselves.length > 0 ? byThemselves : findings;
  const first =
    findings.find(({ state }) => state === 'failed') ??
    decisive.find(({ state }) => state === 'active') ??
    decisive.at(0);
  const waiting = findings.find(({ manual }) => manual);
  return {
    state: first?.state ?? 'active',
    message: first?.state === 'done' ? waiting?.message : first?.message,
    at: first?.at,
  };
}

function findingsOfObjects(
  changeRequest: ChangeRequest,
  file: FileCoverage,
): SyncFinding[] {
  if (file.applications.length === 0) {
    return [
      {
        state: 'active',
        unseen: true,
        message: `No Application reads ${file.path} yet. An ApplicationSet makes one for a new folder within moments.`,
      },
    ];
  }
  const missing = (file.made ?? []).filter(({ application }) => !application);
  return [
    ...file.applications.flatMap(application =>
      file.objects.map(object => ({
        application,
        ...findingOf(changeRequest, object, application),
      })),
    ),
    ...missing.map(({ name }) => ({
      state: 'active' as const,
      unseen: true,
      message: `Argo CD is about to make Application ${name}.`,
    })),
  ];
}

function findingOf(
  changeRequest: ChangeRequest,
  object: ManifestObject,
  application: Application,
): SyncFinding {
  const { state, reconciledAt } = application;
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
  return resource
    ? findingOfOperation(changeRequest, application)
    : unknownObject(changeRequest, object, application);
}

/** An Application with other values, or a new one: all that it makes is to be there. */
function findingOfApplication(
  changeRequest: ChangeRequest,
  application: Application,
  laterCommits: Set<string>,
): SyncFinding {
  const { state, reconciledAt } = application;
  const seen = hasRead(application, changeRequest, laterCommits);
  const condition = state.conditions.find(isErrorCondition);
  if (condition) {
    return {
      state: 'failed',
      application,
      unseen: !seen,
      message: condition.message,
    };
  }
  if (!seen) {
    return {
      state: 'active',
      application,
      unseen: true,
      message: `Argo CD has not read the merge yet (Application ${state.name}).`,
    };
  }
  const { operation } = state;
  const refused = state.resources.find(({ status }) => status === 'SyncFailed');
  if (refused) {
    return {
      state: 'failed',
      application,
      unseen: false,
      message: refused.message ?? operation?.message,
      at: operation?.startedAt,
    };
  }
  if (state.sync === 'Synced') {
    return {
      state: 'done',
      application,
      unseen: false,
      at: operation?.finishedAt ?? reconciledAt,
    };
  }
  return { application, ...findingOfOperation(changeRequest, application) };
}

/** What is to be applied and is not yet: what the operation says. */
function findingOfOperation(
  changeRequest: ChangeRequest,
  { state }: Application,
): SyncFinding {
  const { operation } = state;
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
  return state.automated
    ? {
        state: 'active',
        unseen: false,
        message: `Argo CD is about to apply it (Application ${state.name}).`,
      }
    : {
        state: 'active',
        unseen: false,
        manual: true,
        message: `Application ${state.name} does not sync by itself: a person has to sync it.`,
      };
}

/** Whether Argo CD compared an Application with the merge, or with something later. */
function hasRead(
  application: Application,
  { mergeSha, mergedAt }: ChangeRequest,
  laterCommits: Set<string>,
): boolean {
  const { revisions = [], operationRevisions, createdAt } = application;
  const isNew =
    revisions.length > 0 &&
    createdAt !== undefined &&
    !isBefore(createdAt, mergedAt);
  return (
    isNew ||
    [...revisions, ...operationRevisions].some(
      revision => revision === mergeSha || laterCommits.has(revision),
    ) ||
    isForgotten(mergedAt, application.reconciledAt)
  );
}

function unknownObject(
  { mergeSha, mergedAt }: ChangeRequest,
  object: ManifestObject,
  { state, revisions, reconciledAt }: Application,
): SyncFinding {
  const compared = [state.revision, ...(revisions ?? [])];
  if (compared.includes(mergeSha) && state.sync !== 'Unknown') {
    return {
      state: 'failed',
      unseen: false,
      message: `Argo CD read the commit, but Application ${
        state.name
      } does not manage ${objectTitle(object)}. Is the file a manifest?`,
    };
  }
  return isForgotten(mergedAt, reconciledAt)
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

function isForgotten(
  mergedAt: string | undefined,
  reconciledAt: string | undefined,
): boolean {
  return (
    mergedAt !== undefined &&
    reconciledAt !== undefined &&
    Date.parse(reconciledAt) - Date.parse(mergedAt) > FORGOTTEN_AFTER_MS
  );
}

/** Argo CD counts in seconds. */
function isBefore(
  time: string | undefined,
  other: string | undefined,
): boolean {
  return (
    time !== undefined &&
    other !== undefined &&
    Date.parse(time) + 1_000 < Date.parse(other)
  );
}
