import { parseLabelSelector } from './labelSelector';

describe('parseLabelSelector', () => {
  it.each([
    ['', true],
    ['a=1', true],
    ['a==1,b!=1', true],
    ['a in (1, 2),b notin (1)', true],
    ['a,!z', true],
    ['naru.io/owner=team1', false],
    ['a=2', false],
    ['b', true],
    ['z in (1)', false],
    ['z notin (1)', true],
  ])('selects by %s', (text, selected) => {
    expect(parseLabelSelector(text)({ a: '1', b: '2' })).toBe(selected);
  });

  it('refuses what is no selector', () => {
    expect(() => parseLabelSelector('a=b=c')).toThrow(
      'unable to parse requirement',
    );
  });
});
