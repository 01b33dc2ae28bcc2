import { RE2JS } from 're2js';
import { patternSize } from './patternSize';

describe('patternSize', () => {
  it.each([
    'dial tcp .{1,60} i/o timeout',
    '[a-z]{3}|[^\\]x]{20}',
    '([a-z][^b].\\pL){250}',
    '((\\pL{1,10}){1,10}){1,10}',
    '(a{2}|[[:alpha:]]{3})(x)',
    'a{,5}{ b',
  ])('is near the size of %s', pattern => {
    const size = RE2JS.compile(pattern).programSize();
    expect(patternSize(pattern)).toBeGreaterThan(size / 3);
    expect(patternSize(pattern)).toBeLessThan(size * 3);
  });
});
