import { LabelSelector } from './LabelSelector';

const labels = { 'naru.io/app': 'shop', team: 'team1', empty: '' };

describe('LabelSelector', () => {
  it.each([
    ['naru.io/app=shop', true],
    ['naru.io/app==shop, team = team1', true],
    ['naru.io/app=shop,team=team2', false],
    ['naru.io/app!=other', true],
    ['missing!=other', true],
    ['team in (team1, team2)', true],
    ['team in (team2),naru.io/app=shop', false],
    ['team notin (team2)', true],
    ['team notin (team1)', false],
    ['team', true],
    ['!team', false],
    ['!missing', true],
    ['empty=', true],
    ['toString', false],
  ])('reads %s', (text, expected) => {
    expect(LabelSelector.parse(text).matches(labels)).toBe(expected);
  });

  it.each([
    '',
    ' , ',
    'naru.io/app=(',
    'a b',
    'team in ()x',
    'team in (a/b)',
    '=x',
    'a=b=c',
    `a=${'x'.repeat(1_000)}`,
  ])('refuses %j', text => {
    expect(() => LabelSelector.parse(text)).toThrow('elector');
  });
});
