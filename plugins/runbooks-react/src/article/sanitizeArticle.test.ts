import { sanitizeArticle } from './sanitizeArticle';

const sanitized = (html: string) => {
  const element = document.createElement('div');
  element.append(sanitizeArticle(html));
  return element.innerHTML;
};

describe('sanitizeArticle', () => {
  it('keeps what a page is made of', () => {
    const html =
      '<h4 id="back">How to go back</h4><div class="admonition danger"><p class="admonition-title">Deletes</p></div><pre><code class="language-bash">ls</code></pre>';
    expect(sanitized(html)).toBe(html);
  });

  it('drops what runs, and what looks like a form of the portal', () => {
    expect(
      sanitized(
        '<img src="x" onerror="alert(1)"><script>alert(1)</script><a href="javascript:alert(1)">a</a><form><input></form><p style="position:fixed">b</p>',
      ),
    ).toBe('<img src="x"><a>a</a><p>b</p>');
  });
});
