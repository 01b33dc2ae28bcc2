import mermaid from 'mermaid';
import { drawDiagrams } from './drawDiagrams';

jest.mock('mermaid', () => ({
  __esModule: true,
  default: { initialize: jest.fn(), render: jest.fn() },
}));

const render = jest.mocked(mermaid.render);
const initialize = jest.mocked(mermaid.initialize);

function page(html: string): HTMLElement {
  const root = document.createElement('article');
  root.innerHTML = html;
  return root;
}

const shown = (root: ParentNode) =>
  [...root.querySelectorAll<HTMLElement>('[data-diagram-variant]')]
    .filter(({ hidden }) => !hidden)
    .map(({ dataset }) => dataset.diagramVariant);

describe('drawDiagrams', () => {
  beforeEach(() => {
    jest.clearAllMocks();
    render.mockImplementation(async (id, source) => ({
      svg: `<svg id="${id}"><text>${source.replace(/[<>]/g, '')}</text></svg>`,
      diagramType: 'flowchart',
    }));
  });

  it('draws what MkDocs, the built-in renderer and nameless code hold', async () => {
    const root = page(`
      <pre class="mermaid"><code>flowchart LR\n  A</code></pre>
      <div class="highlight"><pre><code class="language-mermaid">graph TD\n B</code></pre></div>
      <div class="language-text highlight"><pre><div>copy</div><code>sequenceDiagram\n  C</code></pre></div>`);
    await drawDiagrams(root, { dark: false });
    expect(render.mock.calls.map(([, source]) => source)).toEqual([
      'flowchart LR\n  A',
      'graph TD\n B',
      'sequenceDiagram\n  C',
    ]);
    expect(root.querySelectorAll('figure svg')).toHaveLength(3);
    expect(root.querySelector('pre')).toBeNull();
  });

  it('leaves other code alone', async () => {
    const html =
      '<div class="language-text highlight"><pre><code>graph of errors</code></pre></div><pre><code class="language-bash">flowchart LR</code></pre>';
    const root = page(html.replace('flowchart LR', 'echo flowchart'));
    await drawDiagrams(root, { dark: true });
    expect(render).not.toHaveBeenCalled();
    expect(root.querySelectorAll('pre')).toHaveLength(2);
  });

  it('changes between light and dark, and keeps the light one for paper', async () => {
    const root = page('<pre class="mermaid"><code>flowchart LR</code></pre>');
    await drawDiagrams(root, { dark: true });
    expect(shown(root)).toEqual(['dark']);
    await drawDiagrams(root, { dark: false });
    expect(shown(root)).toEqual(['light']);
    expect(render).toHaveBeenCalledTimes(2);
    expect(
      initialize.mock.calls.map(([config]) => config.themeVariables.darkMode),
    ).toEqual([false, true]);
    expect(initialize.mock.calls[0]?.[0].securityLevel).toBe('strict');
  });

  it('scrolls a wide drawing before its words get too small', async () => {
    render.mockResolvedValue({
      svg: '<svg viewBox="0 0 1000 200" width="100%"></svg>',
      diagramType: 'flowchart',
    });
    const root = page('<pre class="mermaid"><code>flowchart LR</code></pre>');
    await drawDiagrams(root, { dark: false });
    expect(root.querySelector('svg')!.style.minWidth).toBe('780px');
    expect(root.querySelector('figure')!.style.overflowX).toBe('auto');
    expect(root.querySelector('figure')!.tabIndex).toBe(0);
  });

  it('shows the text of a diagram that cannot be drawn', async () => {
    render.mockRejectedValue(new Error('Parse error'));
    const root = page('<pre class="mermaid"><code>flowchart ??</code></pre>');
    await drawDiagrams(root, { dark: true });
    await drawDiagrams(root, { dark: false });
    expect(root.textContent).toContain('flowchart ??');
    expect(render).toHaveBeenCalledTimes(1);
  });

  it('stops when it is told to', async () => {
    const root = page('<pre class="mermaid"><code>flowchart LR</code></pre>');
    await drawDiagrams(root, { dark: false, signal: AbortSignal.abort() });
    expect(render).not.toHaveBeenCalled();
  });
});
