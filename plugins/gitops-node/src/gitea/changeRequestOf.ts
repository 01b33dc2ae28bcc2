import { ChangeRequest } from '@naru/plugin-gitops-common';
import { readRequestFacts } from '../requests/requestFacts';
import { GiteaPull } from './giteaAnswers';

/** Reads a pull request of Gitea; without its files. */
export function changeRequestOf(
  repository: string,
  pull: GiteaPull,
): ChangeRequest {
  const facts = readRequestFacts(pull.body ?? '');
  const merged = pull.merged === true;
  const closed = merged ? 'merged' : 'closed';
  const state = pull.state === 'open' ? 'open' : closed;
  return {
    repository,
    branch: pull.head.label,
    number: pull.number,
    url: pull.html_url,
    title: pull.title,
    state,
    author:
      facts?.author ?? (pull.user?.full_name || pull.user?.login || 'unknown'),
    createdAt: pull.created_at,
    mergedAt: merged ? pull.merged_at : undefined,
    mergeSha: merged ? pull.merge_commit_sha : undefined,
    headSha: pull.head.sha ?? '',
    base: pull.base.label,
    mergeable: state === 'open' ? pull.mergeable : undefined,
    files: [],
    requestedBy: facts?.requestedBy,
    entityRefs: facts?.entityRefs ?? [],
  };
}
