import type MarkdownIt from 'markdown-it';
import type { StateCore, Token } from 'markdown-it';
import { readAttributes } from './readAttributes';
import type { RenderEnvironment } from './renderMarkdown';

/** Gives every heading an id and lists the headings in the environment. */
export function headings(markdown: MarkdownIt): void {
  markdown.core.ruler.push('headings', nameHeadings);
}

function nameHeadings(state: StateCore): void {
  const found = state.tokens.flatMap((open, index) => {
    const inline = state.tokens[index + 1];
    return open.type === 'heading_open' && inline ? [{ open, inline }] : [];
  });
  const taken = new Set<string>();
  // As in Python-Markdown: ids that a page gives itself come first, whatever their place.
  for (const { open, inline } of found) {
    takeAttributes(open, inline);
    const id = open.attrGet('id');
    if (id) taken.add(id);
  }
  const environment = state.env as RenderEnvironment;
  for (const { open, inline } of found) {
    const text = textOf(inline.children ?? []).trim();
    const id = String(open.attrGet('id') ?? unique(slugOf(text), taken));
    taken.add(id);
    open.attrSet('id', id);
    environment.headings.push({
      level: Number(open.tag.slice(1)),
      id,
      text,
      html: state.md.renderer
        .renderInline(inline.children ?? [], state.md.options, state.env)
        .trim(),
    });
  }
}

function takeAttributes(open: Token, inline: Token): void {
  const last = inline.children?.at(-1);
  if (last?.type !== 'text') return;
  const match = /(?:^|[ \t]+)(\{[^{}\n]*\})[ \t]*$/.exec(last.content);
  const attributes = match && readAttributes(match[1]!);
  if (!attributes) return;
  last.content = last.content.slice(0, match.index);
  if (attributes.id) open.attrSet('id', attributes.id);
  if (attributes.classes.length > 0) {
    open.attrSet('class', attributes.classes.join(' '));
  }
}

function textOf(tokens: Token[]): string {
  return tokens
    .map(token => {
      if (token.type === 'softbreak' || token.type === 'hardbreak') return ' ';
      if (token.children) return textOf(token.children);
      return token.type === 'text' || token.type === 'code_inline'
        ? token.content
        : '';
    })
    .join('');
}

/**
 * The anchor of a heading's words. Latin words as Python-Markdown makes it; letters of other scripts stay, where
 * Python-Markdown would number the headings instead.
 */
export function slugOf(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFC')
    .replace(/[^\p{L}\p{N}_\s-]/gu, '')
    .trim()
    .toLowerCase()
    .replace(/[-\s]+/g, '-');
}

function unique(slug: string, taken: Set<string>): string {
  let id = slug;
  while (id === '' || taken.has(id)) {
    const numbered = /^(.*)_([0-9]+)$/.exec(id);
    id = numbered ? `${numbered[1]}_${Number(numbered[2]) + 1}` : `${id}_1`;
  }
  return id;
}
