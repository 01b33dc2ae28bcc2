import {
  ArgoCdState,
  ChangeRequest,
  ChangeStep,
} from '@naru/plugin-gitops-common';
import { CommitStatus, ObjectState } from '@naru/plugin-gitops-node';
import { describeSync, FileCoverage, summarizeSync } from './describeSync';

/** What is known of a change. */
export interface ChangeFacts {
  changeRequest: ChangeRequest;
  /** What checks say of its last commit, while it is open. */
  checks: CommitStatus[];
  files: FileCoverage[];
  /** Commits of merges after this one. */
  laterCommits?: Set<string>;
  argocd: ArgoCdState;
  argocdConfigured: boolean;
  /** Entity refs of the change that are in the catalog. */
  entitiesInCatalog: Set<string>;
  /** How the live objects do, by entity ref; those of systems that nobody watches are missing. */
  objectStates: Map<string, ObjectState>;
}

/** Says how far a change has come. */
export function describeSteps(facts: ChangeFacts): ChangeStep[] {
  const { changeRequest } = facts;
  const sync = syncStep(facts);
  return [
    {
      id: 'pull-request',
      state: 'done',
      at: changeRequest.createdAt,
      url: changeRequest.url,
    },
    mergeStep(facts),
    sync,
    objectStep(facts, sync),
  ];
}

function mergeStep({ changeRequest, checks }: ChangeFacts): ChangeStep {
  const { state, url, mergedAt, mergeable, base } = changeRequest;
  const step = { id: 'merge', url } as const;
  if (state === 'merged') {
    return { ...step, state: 'done', at: mergedAt };
  }
  if (state === 'closed') {
    return {
      ...step,
      state: 'failed',
      message: 'The pull request was closed without a merge.',
    };
  }
  const failed = checks.find(check => check.state === 'failure');
  if (failed) {
    return {
      ...step,
      state: 'active',
      url: failed.url ?? url,
      message: `Check "${failed.context}" failed${
        failed.description ? `: ${failed.description}` : ''
      }.`,
    };
  }
  return {
    ...step,
    state: 'active',
    message:
      mergeable === false
        ? `The forge cannot merge it into ${base} now.`
        : undefined,
  };
}

function syncStep(facts: ChangeFacts): ChangeStep {
  const { changeRequest, files, argocd, argocdConfigured } = facts;
  if (changeRequest.state !== 'merged') {
    return { id: 'sync', state: 'waiting' };
  }
  if (!argocdConfigured) {
    return {
      id: 'sync',
      state: 'active',
      message:
        'No Argo CD is configured (gitops.argocd), so the portal cannot see what becomes of it.',
    };
  }
  if (argocd.phase === 'loading') {
    return { id: 'sync', state: 'active', message: argocd.message };
  }
  return {
    id: 'sync',
    ...summarizeSync(describeSync(changeRequest, files, facts.laterCommits)),
  };
}

function objectStep(facts: ChangeFacts, sync: ChangeStep): ChangeStep {
  const { changeRequest, entitiesInCatalog, objectStates } = facts;
  const { entityRefs } = changeRequest;
  const step = { id: 'object', entityRef: entityRefs.at(0) } as const;
  const states = entityRefs.flatMap(ref => objectStates.get(ref) ?? []);
  const failed = states.find(({ state }) => state === 'failed');
  if (failed) {
    return { ...step, ...failed };
  }
  if (sync.state !== 'done') {
    return { ...step, state: 'waiting' };
  }
  const active = states.find(({ state }) => state === 'active');
  if (active) {
    return { ...step, ...active };
  }
  return entityRefs.every(ref => entitiesInCatalog.has(ref))
    ? { ...step, state: 'done', at: states.length > 0 ? undefined : sync.at }
    : {
        ...step,
        state: 'active',
        message: 'It is applied. The catalog learns of it within moments.',
      };
}
