import fc from 'fast-check';
import { RE2JS } from 're2js';
import { requiredLiterals } from './requiredLiterals';

describe('requiredLiterals', () => {
  it.each<[string, string[][]]>([
    ['dial tcp .{1,60} i/o timeout', [['dial tcp '], [' i/o timeout']]],
    [
      'expected status code 200, got (401|403)',
      [['expected status code 200, got '], ['401', '403']],
    ],
    ['a(bcd|efgh)', [['a'], ['bcd', 'efgh']]],
    ['(401|403)?', []],
    ['a (?:b .{1,9} cd|.*)', [['a ']]],
    ['a (?:b .{1,9} cd) e', [['a '], ['b '], [' cd'], [' e']]],
    ['Ab+c', [['ab'], ['c']]],
    ['abc?', [['ab']]],
    ['colou?r', [['colo'], ['r']]],
    ['no space|disk .{1,9} full', [['no space', 'disk ']]],
    ['no space|.*', []],
    ['\\d+ node\\(s\\) had', [[' node(s) had']]],
    ['[a-z]+', []],
    ['[]x]abc[^]]', [['abc']]],
    ['(?P<name>Unauthorized)', [['unauthorized']]],
    ['(ab){3}', [['ab']]],
    ['(ab){0,3}cd', [['cd']]],
    ['\\Qa.b\\E', []],
    ['(?i)abc', []],
    ['(abc', []],
  ])('finds what stands in all that %s matches', (pattern, expected) => {
    expect(requiredLiterals(pattern)).toEqual(expected);
  });

  it('never leaves out a text that the pattern matches', () => {
    const letters = fc.constantFrom('a', 'b', 'c', 'K');
    const atom = fc.oneof(
      fc.string({ unit: letters, maxLength: 4 }),
      fc.constantFrom('.', '[ab]', '\\w', '\\.', '(?:ab|c)', '(ac|)', '^', '$'),
    );
    const repeat = fc.constantFrom(
      '',
      '',
      '',
      '?',
      '*',
      '+',
      '{2}',
      '{0,2}',
      '+?',
    );
    const sequence = fc
      .array(fc.tuple(atom, repeat), { minLength: 1, maxLength: 5 })
      .map(items =>
        items
          .map(([text, mark]) => (text === '' ? '' : `(?:${text})${mark}`))
          .join(''),
      );
    const pattern = fc
      .array(sequence, { minLength: 1, maxLength: 3 })
      .map(branches => branches.join('|'));
    const message = fc.string({
      unit: fc.constantFrom('a', 'b', 'c', 'k', '.', ' '),
      maxLength: 20,
    });
    fc.assert(
      fc.property(pattern, message, (source, text) => {
        const sets = requiredLiterals(source);
        const matches = RE2JS.compile(source, RE2JS.CASE_INSENSITIVE).test(
          text,
        );
        const folded = text.toLocaleLowerCase('en-US');
        const mayMatch = sets.every(set =>
          set.some(literal => folded.includes(literal)),
        );
        expect(!matches || mayMatch).toBe(true);
      }),
      { numRuns: 5_000 },
    );
  });
});
