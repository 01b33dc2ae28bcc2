import { parseAppProject } from '../model/AppProject';
import { permitsKind, permitsNamespace, specProblems } from './projectRules';

function project(spec: Record<string, unknown>) {
  return parseAppProject({
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'AppProject',
    metadata: { name: 'apps' },
    spec,
  });
}

const open = {
  sourceRepos: ['*'],
  destinations: [{ server: '*', namespace: '*' }],
};

const spec = {
  project: 'apps',
  source: { repoURL: 'https://forge/x.git', path: 'a' },
  destination: {
    server: 'https://kubernetes.default.svc',
    namespace: 'team1-staging',
  },
};

describe('specProblems', () => {
  const problem = (
    change: Record<string, unknown>,
    projectSpec: Record<string, unknown> = open,
  ) => specProblems({ ...spec, ...change }, project(projectSpec))[0]?.message;

  it('finds none in a good one', () => {
    expect(specProblems(spec, project(open))).toEqual([]);
    expect(
      problem({ destination: { name: 'in-cluster', namespace: 'x' } }),
    ).toBeUndefined();
  });

  it('names what is wrong', () => {
    expect(specProblems(spec, undefined)).toEqual([
      {
        type: 'InvalidSpecError',
        message: 'Application referencing project apps which does not exist',
      },
    ]);
    expect(problem({ source: { repoURL: 'https://forge/x.git' } })).toBe(
      'spec.source.repoURL and either spec.source.path or spec.source.chart are required',
    );
    expect(problem({ source: undefined })).toMatch(/are required$/);
    expect(problem({ destination: {} })).toBe(
      'Destination server missing from app spec',
    );
    expect(
      problem({ destination: { name: 'in-cluster', server: 'https://x' } }),
    ).toBe(
      "application destination can't have both name and server defined: in-cluster https://x",
    );
    expect(problem({ destination: { server: 'https://x' } })).toBe(
      'error getting cluster by server "https://x": rpc error: code = NotFound desc = cluster "https://x" not found',
    );
  });

  it('heeds exceptions of the project', () => {
    expect(
      problem({}, { ...open, sourceRepos: ['*', '!https://forge/*'] }),
    ).toBe(
      "application repo https://forge/x.git is not permitted in project 'apps'",
    );
    expect(
      problem(
        {},
        {
          ...open,
          destinations: [
            { server: '*', namespace: '*' },
            { server: '*', namespace: '!team1-*' },
          ],
        },
      ),
    ).toMatch(/do not match any of the allowed destinations/);
  });
});

describe('permitsNamespace', () => {
  it('goes by pattern', () => {
    const apps = project({
      destinations: [{ name: 'in-cluster', namespace: 'team?-*' }],
    });
    expect(permitsNamespace(apps, 'team1-staging')).toBe(true);
    expect(permitsNamespace(apps, 'kube-system')).toBe(false);
    expect(permitsNamespace(project({}), 'team1-staging')).toBe(false);
  });
});

describe('permitsKind', () => {
  const permits = (
    lists: Record<string, unknown>,
    group: string,
    kind: string,
    isNamespaced: boolean,
  ) => permitsKind(project(lists), { group, kind }, isNamespaced);

  it('allows kinds of namespaces unless told otherwise, and kinds of the cluster only when told', () => {
    expect(permits({}, '', 'ConfigMap', true)).toBe(true);
    expect(permits({}, '', 'Namespace', false)).toBe(false);
  });

  it('heeds both lists', () => {
    const lists = {
      namespaceResourceWhitelist: [{ group: '*', kind: '*' }],
      namespaceResourceBlacklist: [{ group: '', kind: 'ResourceQuota' }],
      clusterResourceWhitelist: [{ group: '', kind: 'Namespace' }],
    };
    expect(permits(lists, '', 'ResourceQuota', true)).toBe(false);
    expect(permits(lists, 'kubevirt.io', 'VirtualMachine', true)).toBe(true);
    expect(permits(lists, '', 'Namespace', false)).toBe(true);
    expect(permits(lists, '', 'Node', false)).toBe(false);
  });
});
