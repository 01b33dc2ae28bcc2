import type { Comparison } from '../compare/ApplicationComparer';
import { parseApplication } from '../model/Application';
import { decideAutoSync } from './autoSync';

const now = new Date('2026-01-01T00:10:00Z');
const source = { repoURL: 'https://forge/x.git', path: 'a' };

function application(options: {
  automated?: Record<string, unknown>;
  status?: Record<string, unknown>;
  operation?: Record<string, unknown>;
}) {
  const { automated, status, operation } = options;
  return parseApplication({
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: { name: 'web', namespace: 'argocd' },
    spec: {
      project: 'default',
      source,
      destination: { namespace: 'web' },
      syncPolicy: { automated },
    },
    ...(operation ? { operation } : {}),
    ...(status ? { status } : {}),
  });
}

function comparison(
  entries: { desired: boolean; status?: 'Synced' | 'OutOfSync' }[],
): Comparison {
  const object = {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'a' },
  };
  return {
    status: 'OutOfSync',
    beside: [],
    hooks: [],
    conditions: [],
    objects: entries.map(({ desired, status = 'OutOfSync' }, index) => ({
      identity: {
        group: '',
        kind: 'ConfigMap',
        namespace: 'web',
        name: `a${index}`,
      },
      version: 'v1',
      isNamespaced: true,
      desired: desired ? object : undefined,
      live: object,
      status,
      wave: 0,
    })),
  };
}

function tried(options: {
  phase?: string;
  attempts?: number;
  finishedAt?: string;
}) {
  const { phase = 'Succeeded', attempts, finishedAt } = options;
  return {
    operationState: {
      phase,
      message: 'no luck',
      startedAt: '2026-01-01T00:09:00Z',
      finishedAt: finishedAt ?? '2026-01-01T00:09:59Z',
      operation: { sync: { autoHealAttemptsCount: attempts } },
      syncResult: { revision: 'sha', source },
    },
  };
}

const DIFFERS = comparison([{ desired: true }]);

describe('decideAutoSync', () => {
  it.each([
    ['is not automated', { automated: undefined }],
    ['has automation switched off', { automated: { enabled: false } }],
    ['has an operation', { automated: {}, operation: { sync: {} } }],
  ])('leaves an application alone that %s', (_, options) => {
    expect(decideAutoSync(application(options), DIFFERS, ['sha'], now)).toEqual(
      { type: 'nothing' },
    );
  });

  it('syncs a new revision with five retries', () => {
    expect(
      decideAutoSync(
        application({ automated: { prune: true } }),
        DIFFERS,
        ['sha'],
        now,
      ),
    ).toEqual({
      type: 'sync',
      operation: {
        initiatedBy: { automated: true },
        retry: { limit: 5 },
        sync: { revision: 'sha', source, prune: true },
      },
    });
  });

  it('does not sync what only wants pruning when it may not prune', () => {
    const pruning = comparison([
      { desired: false },
      { desired: true, status: 'Synced' },
    ]);
    expect(
      decideAutoSync(application({ automated: {} }), pruning, ['sha'], now),
    ).toEqual({ type: 'nothing' });
  });

  it('does not wipe out everything unless it may', () => {
    const empty = comparison([{ desired: false }]);
    const decide = (automated: Record<string, unknown>) =>
      decideAutoSync(application({ automated }), empty, ['sha'], now);
    expect(decide({ prune: true })).toEqual({
      type: 'refused',
      condition: {
        type: 'SyncError',
        message:
          'Skipping sync attempt to [sha]: auto-sync will wipe out all resources',
      },
    });
    expect(decide({ prune: true, allowEmpty: true }).type).toBe('sync');
  });

  it('does not try a failed revision again', () => {
    expect(
      decideAutoSync(
        application({ automated: {}, status: tried({ phase: 'Failed' }) }),
        DIFFERS,
        ['sha'],
        now,
      ),
    ).toEqual({
      type: 'refused',
      condition: {
        type: 'SyncError',
        message: 'Failed last sync attempt to [sha]: no luck',
      },
    });
  });

  it('heals only what differs, and more slowly each time', () => {
    const decide = (
      automated: Record<string, unknown>,
      state: Parameters<typeof tried>[0],
    ) =>
      decideAutoSync(
        application({ automated, status: tried(state) }),
        comparison([{ desired: true }, { desired: true, status: 'Synced' }]),
        ['sha'],
        now,
      );
    expect(decide({}, {})).toEqual({ type: 'nothing' });
    expect(decide({ selfHeal: true }, {})).toMatchObject({
      type: 'sync',
      operation: {
        sync: {
          autoHealAttemptsCount: 1,
          resources: [{ kind: 'ConfigMap', name: 'a0' }],
        },
      },
    });
    expect(decide({ selfHeal: true }, { attempts: 2 })).toEqual({
      type: 'later',
      seconds: 5,
    });
    expect(
      decide(
        { selfHeal: true },
        { attempts: 5, finishedAt: '2026-01-01T00:04:00Z' },
      ),
    ).toMatchObject({
      type: 'sync',
      operation: { sync: { autoHealAttemptsCount: 1 } },
    });
  });
});
