import { helmParameters } from './helmParameters';

const one = (name: string, value: string, forceString?: boolean) =>
  helmParameters([{ name, value, forceString }]);

describe('helmParameters', () => {
  it('reads values as the command line of helm does', () => {
    expect(
      helmParameters([
        { name: 'a.b', value: '5' },
        { name: 'a.c', value: 'true' },
        { name: 'a\\.d', value: '05' },
        { name: 'list', value: '{x,2}' },
        { name: 'none', value: 'null' },
        { name: 'empty' },
      ]),
    ).toEqual({
      a: { b: 5, c: true },
      'a.d': '05',
      list: ['x', 2],
      none: null,
      empty: '',
    });
    expect(one('a', '5', true)).toEqual({ a: '5' });
  });

  it('refuses entries of lists', () => {
    expect(() => one('list[0]', 'x')).toThrow(/cannot set the parameter/);
  });
});
