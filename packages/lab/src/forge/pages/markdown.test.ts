import { markdown } from './markdown';

const text = (source: string) => markdown(source).toString();

describe('markdown', () => {
  it('writes headings, paragraphs, lists and tables', () => {
    expect(
      text('## What\nA **new** machine\n\n- one\n- `two`\n\n1. first\n'),
    ).toBe(
      '<h4>What</h4><p>A <strong>new</strong> machine</p><ul><li>one</li><li><code>two</code></li></ul><ol><li>first</li></ol>',
    );
    expect(text('| a | b |\n| --- | --- |\n| 1 | 2 |')).toBe(
      '<table><thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><td>1</td><td>2</td></tr></tbody></table>',
    );
  });

  it('leaves code as it is', () => {
    expect(text('```yaml\na: "**b**" <x>\n```')).toBe(
      '<pre><code>a: &quot;**b**&quot; &lt;x&gt;</code></pre>',
    );
    expect(text('```\nnever closed')).toBe(
      '<pre><code>never closed</code></pre>',
    );
  });

  it('keeps HTML text', () => {
    expect(text('<script>alert(1)</script> & <img src=x onerror=y>')).toBe(
      '<p>&lt;script&gt;alert(1)&lt;/script&gt; &amp; &lt;img src=x onerror=y&gt;</p>',
    );
  });

  it('links to http and https only', () => {
    expect(text('[a](https://example.com/?a=1&b="2)')).toContain(
      '<a href="https://example.com/?a=1&amp;b=&quot;2" rel="noreferrer">a</a>',
    );
    expect(text('[a](javascript:alert(1))')).not.toContain('<a');
    expect(text('[a](data:text/html,x)')).not.toContain('<a');
  });

  it('hides comments and quotes quotes', () => {
    expect(text('<!-- naru:request -->\n> said')).toBe(
      '<blockquote><p>said</p></blockquote>',
    );
  });
});
