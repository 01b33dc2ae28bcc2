import type MarkdownIt from 'markdown-it';

/** Fenced code as `<pre><code class="language-…">`, with the file's name above it when one is given; diagrams apart. */
export function code(markdown: MarkdownIt): void {
  const { escapeHtml, unescapeAll } = markdown.utils;
  markdown.renderer.rules.fence = (tokens, index) => {
    const { content, info } = tokens[index]!;
    const { language, title } = readInfo(unescapeAll(info));
    const text = escapeHtml(content);
    if (language === 'mermaid') {
      return `<pre class="mermaid"><code>${text}</code></pre>\n`;
    }
    const name = title
      ? `<span class="filename">${escapeHtml(title)}</span>`
      : '';
    const marks = language ? ` class="language-${escapeHtml(language)}"` : '';
    return `${name}<pre><code${marks}>${text}</code></pre>\n`;
  };
}

/** Reads `bash`, `yaml title="x.yaml"` and `{ .yaml title="x.yaml" }`. */
function readInfo(info: string): { language?: string; title?: string } {
  const language = /^\s*(?:\{\s*\.)?([A-Za-z0-9][\w+#-]{0,31})/.exec(info)?.[1];
  const title = /\btitle="([^"]{1,200})"/.exec(info)?.[1];
  return { language: language?.toLowerCase(), title };
}
