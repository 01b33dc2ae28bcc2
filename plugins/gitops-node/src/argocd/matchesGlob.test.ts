import { matchesGlob } from './matchesGlob';

describe('matchesGlob', () => {
  it.each([
    ['*.yaml', 'a/b/c.yaml'],
    ['**/*.yaml', 'a/c.yaml'],
    ['a?c', 'abc'],
    ['{a,b}.yaml', 'b.yaml'],
    ['{a,{b,c}d}*', 'cd.yaml'],
    ['{,a}b', 'b'],
    ['[a-c]1', 'b1'],
    ['[!a]1', 'b1'],
    ['[^1', '[^1'],
    ['a,b', 'a,b'],
    ['\\*', '*'],
    ['', ''],
  ])('%s matches %s', (pattern, path) => {
    expect(matchesGlob(pattern, path)).toBe(true);
  });

  it.each([
    ['*.yaml', 'a.yml'],
    ['a?c', 'ac'],
    ['{a,b}.yaml', 'c.yaml'],
    ['[!a]1', 'a1'],
    ['a.c', 'abc'],
    ['{a', '{a'],
    ['a}', 'a}'],
    ['[c-a]', 'b'],
    [`{${'a,'.repeat(300)}}`, 'a'],
    ['', 'a'],
  ])('%.20s does not match %s', (pattern, path) => {
    expect(matchesGlob(pattern, path)).toBe(false);
  });

  it('is through soon with whatever somebody wrote', () => {
    const before = performance.now();
    expect(matchesGlob(`${'*a'.repeat(100)}b`, 'a'.repeat(200))).toBe(false);
    expect(matchesGlob('{*,*a}'.repeat(50), 'a'.repeat(200))).toBe(true);
    expect(performance.now() - before).toBeLessThan(3_000);
  });
});
