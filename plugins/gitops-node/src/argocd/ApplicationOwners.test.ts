import { ConfigReader } from '@backstage/config';
import { Application } from './Application';
import { ApplicationOwners } from './ApplicationOwners';
import { destinationCluster } from './destinationCluster';

const ownership = [
  { match: '^(team[1-7])-(staging|production)/', owner: 'group:default/$1' },
];

function application(rest: Partial<Application>): Application {
  return {
    state: {
      cluster: 'prod7',
      namespace: 'argocd',
      name: 'shop',
      project: 'apps',
      sync: 'Synced',
      health: 'Healthy',
      automated: true,
      conditions: [],
      resources: [],
    },
    sources: [],
    operationRevisions: [],
    ...rest,
  };
}

describe('ApplicationOwners', () => {
  const owners = ApplicationOwners.fromConfig(
    new ConfigReader({ naru: { ownership } }),
  );

  it('lets the namespace decide, not what the Application says of itself', () => {
    expect(
      owners.ownerOf(
        application({
          destination: { namespace: 'team1-staging' },
          owner: 'group:default/team2',
        }),
      ),
    ).toBe('group:default/team1');
  });

  it('takes the annotation where no rule matches, and nobody without one', () => {
    const destination = { namespace: 'tools' };
    expect(owners.ownerOf(application({ destination, owner: 'Team3' }))).toBe(
      'group:default/team3',
    );
    expect(owners.ownerOf(application({ destination }))).toBeUndefined();
    expect(
      owners.ownerOf(application({ destination, owner: 'a:b:c' })),
    ).toBeUndefined();
  });

  it('says which rule is wrong', () => {
    const read = (value: unknown) =>
      ApplicationOwners.fromConfig(
        new ConfigReader({ naru: { ownership: value } as never }),
      );
    expect(() => read([{ match: '(', owner: 'x' }])).toThrow(
      'naru.ownership[0].match',
    );
    expect(() => read([{ match: 'a' }])).toThrow('naru.ownership');
  });
});

describe('destinationCluster', () => {
  it.each([
    [{ server: 'https://kubernetes.default.svc' }, 'prod7'],
    [{ name: 'in-cluster' }, 'prod7'],
    [{ name: 'edge' }, 'edge'],
    [{ server: 'https://elsewhere:6443' }, undefined],
    [undefined, undefined],
  ])('reads %j', (destination, expected) => {
    expect(destinationCluster(application({ destination }))).toBe(expected);
  });
});
