import { ConfigReader } from '@backstage/config';
import { JsonObject } from '@backstage/types';
import { Ownership } from './Ownership';

function read(naru: JsonObject): Ownership {
  return Ownership.fromConfig(new ConfigReader({ naru }));
}

describe('Ownership', () => {
  const ownership = read({
    ownership: [
      {
        match: '^(team[1-7])-(staging|production)/',
        owner: 'group:default/$1',
      },
      { match: '/shared-', owner: 'shared' },
    ],
    defaultOwner: 'group:default/rest',
    platformGroup: 'group:default/platform-team',
  });

  it.each([
    [
      'its own annotation',
      {
        annotations: { 'naru.io/owner': 'user:default/Dev1' },
        namespaceAnnotations: { 'naru.io/owner': 'group:default/team2' },
      },
      'user:default/dev1',
    ],
    [
      'the annotation of its namespace',
      { namespaceAnnotations: { 'naru.io/owner': 'team2' } },
      'group:default/team2',
    ],
    ['the first rule that matches', {}, 'group:default/team1'],
    [
      'a later rule',
      { namespace: 'lab', name: 'shared-01' },
      'group:default/shared',
    ],
    ['the default', { namespace: 'lab' }, 'group:default/rest'],
  ])('takes the owner from %s', (_, object, owner) => {
    expect(
      ownership.ownerOf({
        namespace: 'team1-staging',
        name: 'web-01',
        ...object,
      }),
    ).toEqual({ owner });
  });

  it.each(['', '::', 'component:default/web', 'a b', 'group:x/../y'])(
    'reports the annotation %p and goes on to the next source',
    annotation => {
      expect(
        ownership.ownerOf({
          namespace: 'team1-staging',
          name: 'web-01',
          annotations: { 'naru.io/owner': annotation },
        }),
      ).toEqual({
        owner: 'group:default/team1',
        problem: expect.stringContaining('is no ref of a group or user'),
      });
    },
  );

  it('has an owner without config, and one for the platform', () => {
    const object = { namespace: 'lab', name: 'web-01' };
    expect(read({}).ownerOf(object).owner).toBe('group:default/unowned');
    expect(read({ platformGroup: 'ops' }).ownerOf(object).owner).toBe(
      'group:default/ops',
    );
    expect(ownership.platformOwner).toBe('group:default/platform-team');
    expect(read({ defaultOwner: 'rest' }).platformOwner).toBe(
      'group:default/rest',
    );
  });

  it.each<[string, JsonObject, string]>([
    [
      'rules that are none',
      { ownership: ['team1'] },
      'Config naru.ownership: must be a list of { match, owner }, both texts',
    ],
    [
      'a match that is no expression',
      { ownership: [{ match: '(', owner: 'a' }] },
      'Config naru.ownership[0].match: "(" is not a regular expression',
    ],
    [
      'an owner that is none',
      { ownership: [{ match: '.', owner: 'component:default/a' }] },
      'Config naru.ownership[0].owner: "component:default/a" is not the ref of a group or user',
    ],
    [
      'a default that is none',
      { defaultOwner: 'a b' },
      'Config naru.defaultOwner: "a b" is not the ref of a group or user',
    ],
  ])('refuses %s', (_, naru, message) => {
    expect(() => read(naru)).toThrow(message);
  });
});
