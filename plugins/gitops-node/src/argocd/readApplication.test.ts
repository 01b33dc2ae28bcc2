import { readApplication } from './readApplication';

const metadata = { name: 'team1-vms-staging', namespace: 'argocd' };

const vm = {
  group: 'kubevirt.io',
  kind: 'VirtualMachine',
  namespace: 'team1-staging',
  name: 'web-01',
};

describe('readApplication', () => {
  it('reads what Argo CD 3.2 says while it retries a refused object', () => {
    const application = readApplication('prod7', {
      metadata: {
        ...metadata,
        ownerReferences: [{ kind: 'ApplicationSet', name: 'vms-staging' }],
      },
      spec: {
        project: 'apps',
        source: {
          repoURL: 'http://git.test/platform/gitops.git',
          path: 'kubernetes/staging/vms/team1',
          targetRevision: 'main',
        },
        syncPolicy: { automated: { prune: true, selfHeal: true } },
      },
      status: {
        sync: { status: 'OutOfSync', revision: 'abc' },
        health: { status: 'Healthy' },
        reconciledAt: '2026-11-21T09:00:00Z',
        sourceType: 'Directory',
        resources: [
          { ...vm, version: 'v1', status: 'OutOfSync' },
          { group: '', kind: 'ConfigMap', name: 'a', status: 'Synced' },
        ],
        operationState: {
          phase: 'Running',
          message: 'one or more objects failed to apply',
          retryCount: 3,
          startedAt: '2026-11-21T09:00:01Z',
          syncResult: {
            revision: 'abc',
            resources: [
              {
                ...vm,
                status: 'SyncFailed',
                hookPhase: 'Failed',
                message: 'admission webhook denied the request',
              },
              { kind: 'ConfigMap', name: 'a', message: 'configmap/a created' },
            ],
          },
        },
      },
    });
    expect(application).toEqual({
      state: {
        cluster: 'prod7',
        namespace: 'argocd',
        name: 'team1-vms-staging',
        project: 'apps',
        sync: 'OutOfSync',
        health: 'Healthy',
        revision: 'abc',
        automated: true,
        operation: {
          phase: 'Running',
          message: 'one or more objects failed to apply',
          retryCount: 3,
          startedAt: '2026-11-21T09:00:01Z',
          finishedAt: undefined,
        },
        conditions: [],
        resources: [
          {
            ...vm,
            status: 'SyncFailed',
            message: 'admission webhook denied the request',
          },
          {
            kind: 'ConfigMap',
            name: 'a',
            status: 'Synced',
            message: 'configmap/a created',
          },
        ],
      },
      sources: [
        {
          repoUrl: 'http://git.test/platform/gitops.git',
          path: 'kubernetes/staging/vms/team1',
          targetRevision: 'main',
          reads: 'directory',
        },
      ],
      applicationSet: 'vms-staging',
      reconciledAt: '2026-11-21T09:00:00Z',
      operationRevisions: ['abc'],
      revisions: ['abc'],
    });
  });

  it('reads a new one that Argo CD has not looked at', () => {
    const { state, sources } = readApplication('prod7', {
      metadata,
      spec: { source: { repoURL: 'x' } },
    });
    expect(state).toMatchObject({
      sync: 'Unknown',
      health: 'Unknown',
      automated: false,
      resources: [],
      conditions: [],
    });
    expect(sources).toMatchObject([{ path: '', targetRevision: 'HEAD' }]);
  });

  it('takes what it does not know as if it were not there', () => {
    const { state } = readApplication('prod7', {
      metadata,
      spec: { syncPolicy: { automated: { enabled: false } }, sources: 'x' },
      status: {
        sync: { status: 'Dreaming' },
        conditions: [
          { type: 'ComparisonError', message: 'app path does not exist' },
          7,
        ],
        resources: [{ kind: 'NoName' }],
        operationState: 'x',
      },
    });
    expect(state).toMatchObject({
      sync: 'Unknown',
      automated: false,
      conditions: [
        { type: 'ComparisonError', message: 'app path does not exist' },
      ],
      resources: [],
      operation: undefined,
    });
  });

  it('tells a failed hook, which has no status of its own, in its words', () => {
    const job = {
      group: 'batch',
      kind: 'Job',
      namespace: 'team1-staging',
      name: 'migrate',
    };
    const message = 'Job has reached the specified backoff limit';
    const { state } = readApplication('prod7', {
      metadata,
      status: {
        resources: [vm],
        operationState: {
          phase: 'Failed',
          syncResult: {
            resources: [
              { ...job, hookType: 'PreSync', hookPhase: 'Failed', message },
              { ...job, name: 'seed', hookPhase: 'Succeeded', message: 'done' },
            ],
          },
        },
      },
    });
    expect(state.resources).toEqual([
      vm,
      { ...job, status: 'SyncFailed', message },
    ]);
  });

  it('no longer shows the failure of an object that is in sync by now', () => {
    const { state } = readApplication('prod7', {
      metadata,
      status: {
        resources: [{ ...vm, status: 'Synced' }],
        operationState: {
          phase: 'Failed',
          syncResult: {
            resources: [{ ...vm, status: 'SyncFailed', message: 'denied' }],
          },
        },
      },
    });
    expect(state.resources[0].status).toBe('Synced');
  });

  it.each([
    [{ helm: {} }, undefined, 'tree'],
    [{ kustomize: {} }, undefined, 'tree'],
    [{ directory: { recurse: true } }, 'Directory', 'tree'],
    [{ directory: { recurse: false } }, 'Directory', 'directory'],
    [{}, 'Helm', 'tree'],
    [{}, 'Directory', 'directory'],
  ])('knows how deep %j of type %s reads', (change, sourceType, reads) => {
    const { sources } = readApplication('prod7', {
      metadata,
      spec: { source: { repoURL: 'x', path: './a/', ...change } },
      status: { sourceType },
    });
    expect(sources).toEqual([
      { repoUrl: 'x', path: 'a', targetRevision: 'HEAD', reads },
    ]);
  });

  it('prefers sources to source and leaves out charts of a registry', () => {
    const { sources } = readApplication('prod7', {
      metadata,
      spec: {
        source: { repoURL: 'old' },
        sources: [
          { repoURL: 'oci://charts', chart: 'x' },
          { repoURL: 'one', path: 'a' },
        ],
      },
    });
    expect(sources.map(({ repoUrl }) => repoUrl)).toEqual(['one']);
  });
});
