import type {
  ApplicationState,
  ChangeProgress,
  ChangeRequest,
  ChangeStep,
} from '@naru/plugin-gitops-common';

/** An open change request for the machine web-01; `part` says what is different. */
export function changeRequest(
  part: Partial<ChangeRequest> = {},
): ChangeRequest {
  const number = part.number ?? 12;
  return {
    repository: 'platform',
    branch: 'naru/vm/team1-staging/web-01',
    number,
    url: `https://git.example.com/platform/gitops/pulls/${number}`,
    title: 'Add virtual machine web-01 to team1-staging',
    state: 'open',
    author: 'Kim Dana',
    createdAt: '2026-11-21T09:00:00Z',
    headSha: '1111111111111111111111111111111111111111',
    base: 'main',
    mergeable: true,
    files: [
      { path: 'kubernetes/staging/vms/team1/web-01.yaml', status: 'added' },
    ],
    requestedBy: 'user:default/dev1',
    entityRefs: ['resource:team1-staging/web-01'],
    ...part,
  };
}

/** The Application that applies the machine, in order; `part` says what is different. */
export function application(
  part: Partial<ApplicationState> = {},
): ApplicationState {
  return {
    cluster: 'prod7',
    namespace: 'argocd',
    name: 'team1-vms-staging',
    project: 'apps',
    sync: 'Synced',
    health: 'Healthy',
    automated: true,
    conditions: [],
    resources: [],
    ...part,
  };
}

const WAY: ChangeStep['id'][] = ['pull-request', 'merge', 'sync', 'object'];

/** A change whose step `at` is in `state`: those before are done, those after wait. */
export function progressAt(
  at: ChangeStep['id'],
  state: ChangeStep['state'],
  part: {
    step?: Partial<ChangeStep>;
    changeRequest?: Partial<ChangeRequest>;
    applications?: ApplicationState[];
    argocd?: ChangeProgress['argocd'];
  } = {},
): ChangeProgress {
  const position = WAY.indexOf(at);
  return {
    changeRequest: changeRequest({
      state: position > 1 ? 'merged' : 'open',
      ...part.changeRequest,
    }),
    steps: WAY.map((id, index) => {
      if (index === position) {
        return {
          id,
          state,
          ...(id === 'object'
            ? { entityRef: 'resource:team1-staging/web-01' }
            : {}),
          ...part.step,
        };
      }
      return { id, state: index < position ? 'done' : 'waiting' };
    }),
    applications: part.applications ?? (position > 1 ? [application()] : []),
    argocd: part.argocd ?? {
      phase: 'live',
      lastGoodAt: '2026-11-21T09:00:00Z',
    },
  };
}
