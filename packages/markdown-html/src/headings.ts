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
  const numbers = new Map<string, number>();
  // As in Python-Markdown: ids that a page gives itself come first, whatever their place.
  for (const { open, inline } of found) {
    takeAttributes(open, inline);
    const id = open.attrGet('id');
    if (id) taken.add(id);
  }
  const environment = state.env as RenderEnvironment;
  for (const { open, inline } of found) {
    const text = textOf(inline.children ?? []).trim();
    const id = String(
      open.attrGet('id') ?? unique(slugOf(text), taken, numbers),
    );
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
  const begin = last.content.lastIndexOf('{');
  const match = /^\{[^{}\n]*\}\s*$/.exec(last.content.slice(begin));
  const words = last.content.slice(0, Math.max(begin, 0));
  if (!match || (words !== '' && !/[ \t]$/.test(words))) return;
  const attributes = readAttributes(match[0].trimEnd());
  if (!attributes) return;
  last.content = words.trimEnd();
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

/** @param numbers - the last number of each name, so that a thousand equal headings are not counted a thousand times */
function unique(
  slug: string,
  taken: Set<string>,
  numbers: Map<string, number>,
): string {
  if (slug !== '' && !taken.has(slug)) return slug;
  const numbered = /^(.*)_([0-9]{1,9})$/.exec(slug);
  const name = numbered?.[1] ?? slug;
  let number = Math.max(Number(numbered?.[2] ?? 0), numbers.get(name) ?? 0) + 1;
  while (taken.has(`${name}_${number}`)) number += 1;
  numbers.set(name, number);
  return `${name}_${number}`;
}
