import { escapeHtml, SafeHtml } from './html';

const FENCE = /^ {0,3}(```+|~~~+)/;
const HEADING = /^(#{1,6})\s+(.*?)\s*#*$/;
const BULLET = /^\s{0,3}[-*+]\s+(.*)$/;
const NUMBER = /^\s{0,3}\d{1,9}[.)]\s+(.*)$/;
const RULE = /^ {0,3}(-{3,}|\*{3,}|_{3,})\s*$/;
const TABLE_LINE = /^\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)+\|?\s*$/;
const LONGEST = 200_000;

/**
 * Writes the part of Markdown that pull requests use: headings, paragraphs, lists, quotes, code, tables, bold, italic, links.
 * HTML in the text stays text; links lead to http and https only.
 */
export function markdown(text: string): SafeHtml {
  const lines = text.slice(0, LONGEST).replace(/\r\n?/g, '\n').split('\n');
  return new SafeHtml(blocks(lines));
}

function blocks(lines: string[]): string {
  let out = '';
  let at = 0;
  while (at < lines.length) {
    const line = lines[at];
    const fence = FENCE.exec(line);
    const heading = HEADING.exec(line);
    if (line.trim() === '' || /^\s*<!--.*-->\s*$/.test(line)) {
      at += 1;
    } else if (fence) {
      const stop = endOf(
        lines,
        at + 1,
        other => !other.trim().startsWith(fence[1]),
      );
      const code = lines.slice(at + 1, stop).join('\n');
      out += `<pre><code>${escapeHtml(code)}</code></pre>`;
      at = stop + 1;
    } else if (heading) {
      // The page has its own first heading.
      const level = Math.min(heading[1].length + 2, 6);
      out += `<h${level}>${inline(heading[2])}</h${level}>`;
      at += 1;
    } else if (RULE.test(line)) {
      out += '<hr>';
      at += 1;
    } else if (line.includes('|') && TABLE_LINE.test(lines[at + 1] ?? '')) {
      const stop = endOf(lines, at + 2, other => other.includes('|'));
      out += table(lines[at], lines.slice(at + 2, stop));
      at = stop;
    } else if (line.startsWith('>')) {
      const stop = endOf(lines, at, other => other.startsWith('>'));
      const inner = lines.slice(at, stop).map(each => each.replace(/^> ?/, ''));
      out += `<blockquote>${blocks(inner)}</blockquote>`;
      at = stop;
    } else if (BULLET.test(line) || NUMBER.test(line)) {
      const pattern = BULLET.test(line) ? BULLET : NUMBER;
      const stop = endOf(
        lines,
        at,
        other => pattern.test(other) || /^\s+\S/.test(other),
      );
      out += list(lines.slice(at, stop), pattern);
      at = stop;
    } else {
      const stop = endOf(
        lines,
        at + 1,
        other =>
          other.trim() !== '' &&
          !FENCE.test(other) &&
          !HEADING.test(other) &&
          !BULLET.test(other) &&
          !other.startsWith('>'),
      );
      out += `<p>${lines.slice(at, stop).map(inline).join('<br>')}</p>`;
      at = stop;
    }
  }
  return out;
}

function endOf(
  lines: string[],
  from: number,
  belongs: (line: string) => boolean,
): number {
  let at = from;
  while (at < lines.length && belongs(lines[at])) at += 1;
  return at;
}

function list(lines: string[], pattern: RegExp): string {
  const tag = pattern === BULLET ? 'ul' : 'ol';
  const items: string[] = [];
  for (const line of lines) {
    const match = pattern.exec(line);
    if (match) items.push(match[1]);
    else items[items.length - 1] += ` ${line.trim()}`;
  }
  return `<${tag}>${items
    .map(item => `<li>${inline(item)}</li>`)
    .join('')}</${tag}>`;
}

function table(head: string, rows: string[]): string {
  const cells = (line: string, tag: string) =>
    line
      .trim()
      .replace(/^\||\|$/g, '')
      .split('|')
      .map(cell => `<${tag}>${inline(cell.trim())}</${tag}>`)
      .join('');
  const body = rows.map(row => `<tr>${cells(row, 'td')}</tr>`).join('');
  return `<table><thead><tr>${cells(
    head,
    'th',
  )}</tr></thead><tbody>${body}</tbody></table>`;
}

function inline(text: string): string {
  // Code first: nothing inside it is markup.
  return text
    .split(/(`[^`]+`)/)
    .map((part, index) =>
      index % 2 === 1
        ? `<code>${escapeHtml(part.slice(1, -1))}</code>`
        : marks(escapeHtml(part)),
    )
    .join('');
}

function marks(escaped: string): string {
  return escaped
    .replace(
      /\[([^\]\n]+)\]\((https?:\/\/[^\s()<>]+)\)/g,
      '<a href="$2" rel="noreferrer">$1</a>',
    )
    .replace(/\*\*([^*\n]+)\*\*/g, '<strong>$1</strong>')
    .replace(/(^|[\s(])[*_]([^*_\n]+)[*_](?=$|[\s).,:;!?])/g, '$1<em>$2</em>');
}
