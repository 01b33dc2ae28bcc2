import { belongsTo, teamOf } from './ImageValue';

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
