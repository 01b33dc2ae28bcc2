import { withoutOutside } from './keepInside';

describe('withoutOutside', () => {
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
