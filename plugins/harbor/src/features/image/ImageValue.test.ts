import { belongsTo, isWhole, teamOf } from './ImageValue';

describe('teamOf', () => {
  it('reads the group of an owner, in any form that the catalog takes', () => {
    expect(teamOf('group:default/team1')).toBe('team1');
    expect(teamOf('team1')).toBe('team1');
    expect(teamOf('Group:team1')).toBe('team1');
  });

  it('knows no team of a person, of nothing and of nonsense', () => {
    for (const owner of ['user:default/dev1', '', undefined, 'a:b:c/d/e', 7]) {
      expect(teamOf(owner)).toBeUndefined();
    }
  });
});

describe('belongsTo', () => {
  it("holds for the team's projects only, not for those that begin alike", () => {
    expect(belongsTo({ repository: 'team1-prod/shop' }, 'team1')).toBe(true);
    expect(belongsTo({ repository: 'team10-dev/shop' }, 'team1')).toBe(false);
    expect(belongsTo({ repository: 'team1-dev-x/shop' }, 'team1')).toBe(false);
  });

  it('leaves half a name alone while it is typed', () => {
    expect(belongsTo({ repository: 'team2-d' }, 'team1')).toBe(true);
    expect(belongsTo({}, 'team1')).toBe(true);
  });
});

describe('isWhole', () => {
  it('holds for an image of the team with a tag, and for nothing less', () => {
    const repository = 'team1-dev/shop';
    expect(isWhole({ repository, tag: '1.1.0' }, 'team1')).toBe(true);
    expect(isWhole({ repository, tag: '1.1.0' }, 'team2')).toBe(false);
    expect(isWhole({ repository, tag: '1.1.0' }, undefined)).toBe(false);
    expect(isWhole({ repository, tag: 'latest' }, 'team1')).toBe(false);
    expect(isWhole({ repository, tag: 'a b' }, 'team1')).toBe(false);
    expect(isWhole({ repository }, 'team1')).toBe(false);
    expect(isWhole({ tag: '1.1.0' }, 'team1')).toBe(false);
    expect(isWhole({ repository: 'team1-dev', tag: '1' }, 'team1')).toBe(false);
  });
});
