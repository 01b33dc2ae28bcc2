import { renderText } from './renderText';

const render = (content: string, values: Record<string, unknown> = {}) =>
  renderText({ content, scopes: { values } });

describe('renderText', () => {
  it('writes values into the text and leaves the rest alone', () => {
    const { text, faults } = render(
      '# ${{ values.name }}\n\n| a | `b` |\nOf ${{ values.teams }}.\n',
      { name: 'shop', teams: ['team1', 'team2'] },
    );
    expect(text).toBe('# shop\n\n| a | `b` |\nOf team1, team2.\n');
    expect(faults).toEqual([]);
  });

  it('leaves out a line whose values are all absent', () => {
    expect(
      render(
        'a\n- ${{ values.x | optional }}\n${{ values.x | optional }} ${{ values.y }}\n',
        { y: 'b' },
      ).text,
    ).toBe('a\n b\n');
  });

  it.each([
    ['# heading', '&#35; heading'],
    ['- item', '&#45; item'],
    ['1. item', '1\\. item'],
    ['--8<-- "/etc/passwd"', '&#45;-8&#60;-- "/etc/passwd"'],
    ['::: module', '&#58;:: module'],
    ['<script>alert(1)</script>', '&#60;script&#62;alert(1)&#60;/script&#62;'],
    ['[x](javascript:y)', '\\[x\\](javascript:y)'],
    ['![x](http://y)', '&#33;\\[x\\](http://y)'],
    ['{{ config }} {% raw %}', '\\{\\{ config \\}\\} \\{% raw %\\}'],
    ['one\n\n# two', 'one &#35; two'],
    ['&lt;b&gt;', '&#38;lt;b&#38;gt;'],
    ['나루 🛶', '나루 🛶'],
    ['$& $1', '&#36;&#38; &#36;1'],
    ['${{ values.secret }}', '&#36;\\{\\{ values.secret \\}\\}'],
  ])('keeps %j words', (value, expected) => {
    expect(render('${{ values.x }}', { x: value }).text).toBe(expected);
  });

  it('reports invisible characters, and refuses what is no text', () => {
    expect(render('a ${{ values.x }}', { x: '\u0000' }).faults).toMatchObject([
      { rule: 'VAL-010', field: 'line 1' },
    ]);
    expect(() => render('${{ values.x }}', { x: { a: 1 } })).toThrow('line 1');
    expect(() => render('a\n${{ values.x }}')).toThrow(
      'line 2: values.x is missing',
    );
  });
});
