import { withoutOutside } from './keepInside';

describe('withoutOutside', () => {
  it.each([
    ['a sign within a value', '<img alt=">" src="https://a.example/x.png">'],
    ['references to characters', '<img src="&#104;ttps&colon;//a.example/x">'],
    ['spaces within', '<img src="ht\ntps://a.example/x">'],
    ['a backslash', '<img src="\\\\a.example/x">'],
    ['a second source', '<img srcset="x.png 1x, //a.example/x.png 2x">'],
    ['a drawing', '<svg><image xlink:href="https://a.example/x"/></svg>'],
    ['a button', '<input type="image" src="https://a.example/x">'],
    ['no quotes', '<img src=//a.example/x>'],
  ])('is not deceived by %s', (_, html) => {
    expect(withoutOutside(html)).not.toMatch(/<(?:img|image|input)\b/);
  });

  it('makes no elements of words', () => {
    expect(
      withoutOutside('<img alt="<b>x" src="https://a.example/x.png">'),
    ).toBe('<a href="https://a.example/x.png">&lt;b&gt;x</a>');
  });

  it('takes no long time for many signs', () => {
    const began = performance.now();
    withoutOutside('<img "\''.repeat(50_000));
    withoutOutside(`<img ${'a="b" '.repeat(50_000)}`);
    expect(performance.now() - began).toBeLessThan(2_000);
  });

  it('writes the character of an emoji', () => {
    expect(
      withoutOutside(
        '<p><img alt="😄" class="emojione" src="https://cdn.example.com/1f604.svg" title=":smile:" /> a</p>',
      ),
    ).toBe('<p>😄 a</p>');
  });

  it('makes a link of an image', () => {
    expect(
      withoutOutside('<img alt="Build" src="https://ci.example.com/b.svg" />'),
    ).toBe('<a href="https://ci.example.com/b.svg">Build</a>');
  });

  it.each([
    '<script src="https://cdn.example.com/a.js">',
    '<link rel="stylesheet" href="//fonts.example.com/css">',
    "<iframe src='https://video.example.com'>",
    '<source srcset=https://cdn.example.com/a.png>',
  ])('takes %s away', element => {
    expect(withoutOutside(`a${element}b`)).toBe('ab');
  });

  it('leaves links and what the site holds itself', () => {
    const html =
      '<link rel="canonical" href="https://docs.example.com/"><link rel="stylesheet" href="../assets/main.css"><a href="https://example.com">x</a><img src="a.png" alt="https://x">';
    expect(withoutOutside(html)).toBe(html);
  });
});
