import { type Application, parseApplication } from '../model/Application';
import { parseAppProject } from '../model/AppProject';
import { maySync } from './syncWindows';

const NOON = new Date('2026-01-01T12:00:00Z');
const OPEN = { schedule: '0 12 * * *', duration: '1h' };
const SHUT = { schedule: '0 13 * * *', duration: '1h' };

function application(): Application {
  return parseApplication({
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: { name: 'shop-production', namespace: 'argocd' },
    spec: {
      project: 'apps',
      destination: {
        server: 'https://kubernetes.default.svc',
        namespace: 'team1-production',
      },
    },
  });
}

function decide(syncWindows: object[], isManual = false): boolean {
  const project = parseAppProject({
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'AppProject',
    metadata: { name: 'apps' },
    spec: { syncWindows },
  });
  return maySync(application(), project, { now: NOON, isManual });
}

const ALL = { applications: ['*'] };

describe('maySync', () => {
  it.each<[string, object[], boolean]>([
    ['no windows', [], true],
    ['an open deny', [{ kind: 'deny', ...OPEN, ...ALL }], false],
    ['a shut deny', [{ kind: 'deny', ...SHUT, ...ALL }], true],
    ['an open allow', [{ kind: 'allow', ...OPEN, ...ALL }], true],
    ['a shut allow', [{ kind: 'allow', ...SHUT, ...ALL }], false],
    [
      'a deny within an allow',
      [
        { kind: 'allow', ...OPEN, ...ALL },
        { kind: 'deny', ...OPEN, ...ALL },
      ],
      false,
    ],
    ['others', [{ kind: 'deny', ...OPEN, applications: ['blog-*'] }], true],
    [
      'its namespace',
      [{ kind: 'deny', ...OPEN, namespaces: ['*-production'] }],
      false,
    ],
    [
      'its cluster, by name',
      [{ kind: 'deny', ...OPEN, clusters: ['in-cluster'] }],
      false,
    ],
    [
      'one of two when both are wanted',
      [
        {
          kind: 'deny',
          ...OPEN,
          andOperator: true,
          namespaces: ['*-production'],
          applications: ['blog-*'],
        },
      ],
      true,
    ],
  ])('with %s', (_, windows, expected) => {
    expect(decide(windows)).toBe(expected);
  });

  it('lets people through where all windows do', () => {
    const deny = { kind: 'deny', ...OPEN, ...ALL };
    expect(decide([{ ...deny, manualSync: true }], true)).toBe(true);
    expect(decide([{ ...deny, manualSync: true }], false)).toBe(false);
    expect(decide([{ ...deny, manualSync: true }, deny], true)).toBe(false);
  });

  it('refuses a window that it cannot read', () => {
    expect(() =>
      decide([{ kind: 'deny', ...ALL, schedule: '@daily' }]),
    ).toThrow(/sync window that cannot be read/);
  });
});
