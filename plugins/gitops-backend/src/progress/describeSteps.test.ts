import { ChangeRequest } from '@naru/plugin-gitops-common';
import { Application } from '@naru/plugin-gitops-node';
import { BRANCH, PATH, vmResource } from '../__fixtures__/changes';
import { application } from '../__fixtures__/FakeApplications';
import { ChangeFacts, describeSteps } from './describeSteps';

const MERGED_AT = '2026-11-21T09:00:00Z';

const changeRequest: ChangeRequest = {
  repository: 'platform',
  branch: BRANCH,
  number: 1,
  url: 'http://git.test/pulls/1',
  title: 'Add web-01',
  state: 'open',
  author: '김다나',
  createdAt: '2026-11-21T08:50:00Z',
  headSha: 'head',
  base: 'main',
  mergeable: true,
  files: [{ path: PATH, status: 'added' }],
  entityRefs: ['resource:team1-staging/web-01'],
};

const merged: ChangeRequest = {
  ...changeRequest,
  state: 'merged',
  mergedAt: MERGED_AT,
  mergeSha: 'merge',
};

const object = {
  group: 'kubevirt.io',
  kind: 'VirtualMachine',
  namespace: 'team1-staging',
  name: 'web-01',
};

function steps(change: Partial<ChangeFacts> = {}) {
  const list = describeSteps({
    changeRequest,
    checks: [],
    files: [],
    argocd: { phase: 'live' },
    argocdConfigured: true,
    entitiesInCatalog: new Set(),
    objectStates: new Map(),
    ...change,
  });
  expect(list.map(({ id }) => id)).toEqual([
    'pull-request',
    'merge',
    'sync',
    'object',
  ]);
  return list;
}

const afterMerge = (
  applications: Application[],
  change: Partial<ChangeFacts> = {},
) =>
  steps({
    changeRequest: merged,
    files: [{ path: PATH, objects: [object], applications }],
    ...change,
  });

const vm = (status: string, message?: string) => ({
  ...vmResource,
  status,
  message,
});

describe('describeSteps', () => {
  it('waits for the merge of an open pull request', () => {
    expect(steps().map(({ state }) => state)).toEqual([
      'done',
      'active',
      'waiting',
      'waiting',
    ]);
  });

  it('says why it cannot be merged', () => {
    const [, conflict] = steps({
      changeRequest: { ...changeRequest, mergeable: false },
    });
    expect(conflict).toMatchObject({
      state: 'active',
      message: 'The forge cannot merge it into main now.',
    });
    const [, check] = steps({
      checks: [
        { context: 'build', state: 'success' },
        {
          context: 'policy',
          state: 'failure',
          description: 'no owner',
          url: 'http://ci.test/1',
        },
      ],
    });
    expect(check).toMatchObject({
      message: 'Check "policy" failed: no owner.',
      url: 'http://ci.test/1',
    });
  });

  it('ends at a pull request that was closed', () => {
    const [, merge, sync] = steps({
      changeRequest: { ...changeRequest, state: 'closed' },
    });
    expect(merge.state).toBe('failed');
    expect(sync.state).toBe('waiting');
  });

  it.each<[string, Application[], string, RegExp]>([
    [
      'no Application reads the file',
      [],
      'active',
      /No Application reads kubernetes/,
    ],
    [
      'Argo CD has not read the merge',
      [application({ revision: 'old' })],
      'active',
      /has not read the merge yet/,
    ],
    [
      'Argo CD is about to apply',
      [application({ resources: [vm('OutOfSync')] })],
      'active',
      /about to apply/,
    ],
    [
      'a person has to sync',
      [application({ automated: false, resources: [vm('OutOfSync')] })],
      'active',
      /does not sync by itself/,
    ],
    [
      'an operation runs',
      [
        application({
          resources: [vm('OutOfSync')],
          operation: { phase: 'Running', message: 'waiting for wave 1' },
        }),
      ],
      'active',
      /waiting for wave 1/,
    ],
    [
      'the cluster refuses the object while the operation still runs',
      [
        application({
          resources: [
            vm('SyncFailed', 'admission webhook denied the request: no'),
          ],
          operation: {
            phase: 'Running',
            message: 'one or more objects failed',
            retryCount: 2,
          },
        }),
      ],
      'failed',
      /^admission webhook denied the request: no$/,
    ],
    [
      'the manifests cannot be rendered',
      [
        application({
          sync: 'Unknown',
          conditions: [
            { type: 'ComparisonError', message: 'app path does not exist' },
          ],
        }),
      ],
      'failed',
      /^app path does not exist$/,
    ],
    [
      'the operation failed after the merge',
      [
        application({
          resources: [vm('OutOfSync')],
          operation: {
            phase: 'Failed',
            message: 'gave up',
            startedAt: MERGED_AT,
            finishedAt: '2026-11-21T09:03:00Z',
          },
        }),
      ],
      'failed',
      /gave up/,
    ],
    [
      'an operation failed before the merge',
      [
        application({
          resources: [vm('OutOfSync')],
          operation: {
            phase: 'Failed',
            message: 'old',
            finishedAt: '2026-11-21T08:00:00Z',
          },
        }),
      ],
      'active',
      /about to apply/,
    ],
    [
      'the file holds nothing that Argo CD knows',
      [application({ revision: 'merge' })],
      'failed',
      /does not manage VirtualMachine team1-staging\/web-01. Is the file a manifest/,
    ],
    [
      'it was removed since',
      [
        application(
          { revision: 'later' },
          { reconciledAt: '2026-11-21T10:00:00Z' },
        ),
      ],
      'failed',
      /changed or removed in Git since/,
    ],
  ])('tells when %s', (_, applications, state, message) => {
    const [, , sync, last] = afterMerge(applications);
    expect(sync).toMatchObject({
      state,
      message: expect.stringMatching(message),
    });
    expect(last.state).toBe('waiting');
  });

  it('leads on to the entity when the object is applied', () => {
    const applied = [
      application(
        { resources: [vm('Synced', 'created')] },
        { reconciledAt: '2026-11-21T09:00:10Z' },
      ),
    ];
    const [, , sync, waiting] = afterMerge(applied);
    expect(sync).toEqual({
      id: 'sync',
      state: 'done',
      at: '2026-11-21T09:00:10Z',
      message: undefined,
    });
    expect(waiting).toMatchObject({
      state: 'active',
      entityRef: 'resource:team1-staging/web-01',
    });
    const [, , , done] = afterMerge(applied, {
      entitiesInCatalog: new Set(['resource:team1-staging/web-01']),
    });
    expect(done.state).toBe('done');
  });

  it.each([
    [{ state: 'active', message: 'Provisioning 42%' }, 'active'],
    [{ state: 'failed', message: 'got 404' }, 'failed'],
    [{ state: 'done' }, 'done'],
  ] as const)('says how the live object does: %j', (objectState, state) => {
    const ref = 'resource:team1-staging/web-01';
    const [, , , last] = afterMerge(
      [application({ resources: [vm('Synced')] })],
      {
        objectStates: new Map([[ref, objectState]]),
        entitiesInCatalog: new Set([ref]),
      },
    );
    expect(last).toMatchObject({ ...objectState, state, entityRef: ref });
  });

  it('is as far as its slowest object', () => {
    const other = { ...object, name: 'web-02' };
    const [, , sync] = steps({
      changeRequest: merged,
      files: [
        {
          path: PATH,
          objects: [object, other],
          applications: [application({ resources: [vm('Synced')] })],
        },
      ],
    });
    expect(sync.state).toBe('active');
  });

  it('says so when nothing can be seen of Argo CD', () => {
    const [, , none] = afterMerge([], { argocdConfigured: false });
    expect(none.message).toContain('No Argo CD is configured');
    const [, , loading] = afterMerge([], {
      argocd: { phase: 'loading', message: 'connection refused' },
    });
    expect(loading).toMatchObject({
      state: 'active',
      message: 'connection refused',
    });
  });
});
