/** @jest-environment @backstage/cli-module-test-jest/config/jest-environment-jsdom */
import { renderMarkdown } from './renderMarkdown';

const script = ['java', 'script:'].join('');

/** The rendered page as elements, as a browser reads it. */
function dom(lines: string[] | string): HTMLElement {
  const body = document.createElement('main');
  body.innerHTML = renderMarkdown([lines].flat().join('\n')).html;
  return body;
}

describe('renderMarkdown', () => {
  describe('headings', () => {
    it('takes the id that a heading gives itself', () => {
      const { html, headings } = renderMarkdown(
        '## VM image import hangs in an isolated network {#kv-008}\n',
      );
      expect(html).toBe(
        '<h2 id="kv-008">VM image import hangs in an isolated network</h2>\n',
      );
      expect(headings).toEqual([
        {
          level: 2,
          id: 'kv-008',
          text: 'VM image import hangs in an isolated network',
          html: 'VM image import hangs in an isolated network',
        },
      ]);
    });

    it('names headings without id by their words, in every script', () => {
      const { headings } = renderMarkdown(
        '# `kubectl` & friends\n\n## 가상 머신이 멈췄을 때\n\n## Café — what?\n',
      );
      expect(headings.map(({ id }) => id)).toEqual([
        'kubectl-friends',
        '가상-머신이-멈췄을-때',
        'cafe-what',
      ]);
      expect(headings[0]).toMatchObject({
        text: 'kubectl & friends',
        html: '<code>kubectl</code> &amp; friends',
      });
    });

    it('numbers repeated ones as Python-Markdown does, after the ids that are given', () => {
      const { headings } = renderMarkdown(
        '### Check\n\n### Check\n\n### Check\n\n## Other {#check}\n\n### !!\n\n### ??\n',
      );
      expect(headings.map(({ id }) => id)).toEqual([
        'check_1',
        'check_2',
        'check_3',
        'check',
        '_1',
        '_2',
      ]);
    });

    it('leaves braces alone that are no attribute list', () => {
      expect(renderMarkdown('## Set {NAMESPACE} first\n## {a b}').html).toBe(
        '<h2 id="set-namespace-first">Set {NAMESPACE} first</h2>\n<h2 id="a-b">{a b}</h2>\n',
      );
    });
  });

  describe('admonitions', () => {
    it('keeps the title in any language and the body with blocks in it', () => {
      const body = dom([
        '!!! danger "볼륨과 그 안의 **모든 것**을 지웁니다"',
        '    먼저 백업을 확인하세요.',
        '',
        '    - 하나',
        '',
        '    ```bash',
        '    kubectl delete pvc "$PVC"',
        '    ```',
        '',
        'After.',
      ]);
      const box = body.querySelector('div.admonition.danger')!;
      expect(box.querySelector('p.admonition-title')!.innerHTML).toBe(
        '볼륨과 그 안의 <strong>모든 것</strong>을 지웁니다',
      );
      expect(box.querySelector('li')!.textContent).toBe('하나');
      expect(box.querySelector('code')!.textContent).toBe(
        'kubectl delete pvc "$PVC"\n',
      );
      expect(box.nextElementSibling!.outerHTML).toBe('<p>After.</p>');
    });

    it('takes the kind as title, and none when the title is empty', () => {
      expect(dom('!!! note\n    x').querySelector('p')!.textContent).toBe(
        'Note',
      );
      expect(
        dom('!!! tip ""\n    x').querySelector('.admonition-title'),
      ).toBeNull();
    });

    it('stands within a step of a list', () => {
      const body = dom([
        '1. First',
        '',
        '    !!! warning "Careful"',
        '        Really.',
        '',
        '        ```text',
        '        a',
        '          b',
        '        ```',
        '',
        '2. Second',
      ]);
      expect(body.querySelectorAll('ol > li')).toHaveLength(2);
      expect(body.querySelector('li .admonition.warning')).not.toBeNull();
      expect(body.querySelector('li .admonition code')!.textContent).toBe(
        'a\n  b\n',
      );
    });

    it('follows a paragraph without a blank line, and folds', () => {
      const body = dom(
        'Words\n!!! note "N"\n    in\n\n??? tip "T"\n    folded',
      );
      expect(body.querySelector('.admonition')!.textContent).toContain('in');
      expect(body.querySelector('details.tip > summary')!.textContent).toBe(
        'T',
      );
      expect(body.querySelector('details')!.textContent).toContain('folded');
    });

    it('shows tabs one after the other', () => {
      const body = dom('=== "Linux"\n    apt\n\n=== "macOS"\n    brew\n');
      expect(
        [...body.querySelectorAll('.tabbed-block')].map(tab =>
          tab.textContent!.split(/\s+/).filter(Boolean),
        ),
      ).toEqual([
        ['Linux', 'apt'],
        ['macOS', 'brew'],
      ]);
    });

    it('takes other marks for text', () => {
      expect(dom('!!! "no kind"').textContent).toContain('!!!');
      expect(dom('!!!important').textContent).toContain('!!!important');
    });
  });

  it('nests lists by four spaces, with code in a step', () => {
    const body = dom([
      '1. Outer',
      '    - middle',
      '        - inner',
      '',
      '    ```bash',
      '    if true; then',
      '      echo "x"',
      '    fi',
      '    ```',
      '',
      '2. Next',
    ]);
    expect(body.querySelector('ol > li > ul > li > ul > li')!.textContent).toBe(
      'inner',
    );
    expect(body.querySelector('ol > li > pre > code')!.textContent).toBe(
      'if true; then\n  echo "x"\nfi\n',
    );
    expect(body.querySelectorAll('ol')).toHaveLength(1);
  });

  it('renders tables with alignment and code with bars in cells', () => {
    const body = dom([
      '| what | count |',
      '| --- | ---: |',
      '| `a \\| b` | **2** |',
    ]);
    expect(body.querySelector('th')!.textContent).toBe('what');
    expect(body.querySelector('td code')!.textContent).toBe('a | b');
    expect(body.querySelectorAll('td')[1]!.getAttribute('style')).toBe(
      'text-align:right',
    );
  });

  it('marks code with its language and sets diagrams apart', () => {
    expect(renderMarkdown('```bash\na <b>\n```').html).toBe(
      '<pre><code class="language-bash">a &lt;b&gt;\n</code></pre>\n',
    );
    expect(renderMarkdown('```yaml title="a<b.yaml"\na: 1\n```').html).toBe(
      '<span class="filename">a&lt;b.yaml</span><pre><code class="language-yaml">a: 1\n</code></pre>\n',
    );
    expect(renderMarkdown('```mermaid\nA --> B\n```').html).toBe(
      '<pre class="mermaid"><code>A --&gt; B\n</code></pre>\n',
    );
    expect(renderMarkdown('```"><script>\nx\n```').html).toBe(
      '<pre><code>x\n</code></pre>\n',
    );
  });

  it('shows tasks as boxes', () => {
    const boxes = dom('- [ ] open\n- [x] done').querySelectorAll('input');
    expect([...boxes].map(box => box.hasAttribute('checked'))).toEqual([
      false,
      true,
    ]);
    expect([...boxes].every(box => box.hasAttribute('disabled'))).toBe(true);
  });

  it('leads relative links and images where the caller wants them', () => {
    const { html } = renderMarkdown(
      '[a](../gitops/self-heal.md#argo-004) [b](#here) [c](https://example.com/x.md) ![d](images/x.png){ width="300" }',
      { link: href => `/docs/${href}`, image: src => `/static/${src}` },
    );
    expect(html).toBe(
      '<p><a href="/docs/../gitops/self-heal.md#argo-004">a</a> <a href="#here">b</a> <a href="https://example.com/x.md">c</a> <img src="/static/images/x.png" alt="d" width="300" loading="lazy"></p>\n',
    );
  });

  it('makes a link of an image that another host has', () => {
    const body = dom('![Badge](https://img.example.com/b.svg)');
    expect(body.querySelector('img')).toBeNull();
    expect(body.querySelector('a')!.textContent).toBe('Badge');
  });

  it('links whole addresses, not what merely looks like one', () => {
    const body = dom('See https://example.com/a and example.com and a@b.co');
    expect(
      [...body.querySelectorAll('a')].map(link => link.getAttribute('href')),
    ).toEqual(['https://example.com/a']);
  });

  it('leaves comments out', () => {
    expect(renderMarkdown('a <!-- b --> c\n\n<!-- d\n\ne -->\n\nf').html).toBe(
      '<p>a  c</p>\n<p>f</p>\n',
    );
  });

  describe('hostile pages', () => {
    it('shows raw HTML as text', () => {
      const body = dom('<script>alert(1)</script>\n\n<img src=x onerror=y>');
      expect(body.querySelector('script, img')).toBeNull();
      expect(body.textContent).toContain('<script>alert(1)</script>');
    });

    it.each([
      `${script}alert(1)`,
      `${script.toUpperCase()}x`,
      'java&#10;script:alert(1)',
      'java&Tab;script:alert(1)',
      `&#1;${script}alert(1)`,
      'data:text/html,x',
      'vbscript:x',
      'file:///etc/passwd',
      '//evil.example.com',
      '/\\evil.example.com',
      '\\\\evil.example.com',
    ])('makes no link to %s', address => {
      for (const source of [
        `[a](<${address}>)`,
        `![a](<${address}>)`,
        `[a][1]\n\n[1]: <${address}>`,
        `<${address}>`,
      ]) {
        for (const link of dom(source).querySelectorAll<HTMLElement>(
          '[href], [src]',
        )) {
          const target = link.getAttribute('href') ?? link.getAttribute('src');
          expect(new URL(target!, 'http://portal.test/a/').host).toBe(
            'portal.test',
          );
        }
      }
    });

    it('does not let a caller lead to a script', () => {
      expect(
        renderMarkdown('[a](b)', { link: () => `${script}alert(1)` }).html,
      ).toBe('<p><a href="#">a</a></p>\n');
    });

    it('takes no handler or style from attribute lists', () => {
      const body = dom(
        '# A {onclick="x" #a style="color:red"}\n\n![i](x.png){onerror=x width="expression(1)"}',
      );
      expect(body.querySelector('h1')!.outerHTML).toBe('<h1 id="a">A</h1>');
      expect(body.querySelector('img')!.getAttributeNames().sort()).toEqual([
        'alt',
        'loading',
        'src',
      ]);
    });

    it('does not slow down on repeated marks', () => {
      const began = performance.now();
      for (const mark of [
        '[',
        '*',
        '`',
        '!!! note "',
        '> ',
        '<!--',
        '{#a ',
        '- ',
      ]) {
        renderMarkdown(mark.repeat(5_000));
        renderMarkdown(`${mark}\n`.repeat(2_000));
        renderMarkdown(`# ${mark.repeat(5_000)}`);
      }
      expect(performance.now() - began).toBeLessThan(10_000);
    });

    it.each([
      ['equal headings', '# a\n'.repeat(10_000)],
      ['a heading of spaces', `# a${' '.repeat(100_000)}b`],
      ['a heading of braces', `# ${'{a'.repeat(50_000)}`],
      ['comments without an end', '<!--\n'.repeat(20_000)],
      ['comments with words behind', `${'<!--\n'.repeat(20_000)}--> x`],
      ['comments in a paragraph', `a ${'<!--'.repeat(30_000)}`],
    ])('takes no time for %s', (_, source) => {
      const began = performance.now();
      renderMarkdown(source);
      expect(performance.now() - began).toBeLessThan(3_000);
    });
  });
});
