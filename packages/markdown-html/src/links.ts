import type MarkdownIt from 'markdown-it';
import type { StateCore, Token } from 'markdown-it';
import { readAttributes } from './readAttributes';
import type { RenderEnvironment } from './renderMarkdown';

const scheme = /^[a-z][a-z0-9+.-]*:/i;

/** True for http, https, mailto and addresses relative to the page; what a browser would take for a scheme is none of these. */
export function isSafeLink(href: string): boolean {
  // Browsers drop tabs and line breaks within an address, and take a backslash for a slash.
  const address = [...href].filter(letter => letter > ' ').join('');
  if (/^[\\/]{2}/.test(address) || address.includes('\\')) return false;
  return !scheme.test(address) || /^(?:https?:|mailto:)/i.test(address);
}

/** Leads links and images where the caller wants them; an image of another host becomes a link to it. */
export function links(markdown: MarkdownIt): void {
  markdown.core.ruler.push('links', leadLinks);
  const { escapeHtml } = markdown.utils;
  markdown.renderer.rules.image = (tokens, index, options, _, renderer) => {
    const token = tokens[index]!;
    const words = renderer.renderInlineAsText(token.children ?? [], options, _);
    const source = token.attrGet('src') ?? '';
    if (scheme.test(source)) {
      return `<a href="${escapeHtml(source)}">${escapeHtml(
        words || source,
      )}</a>`;
    }
    token.attrSet('alt', words);
    token.attrSet('loading', 'lazy');
    return renderer.renderToken(tokens, index, options);
  };
  markdown.renderer.rules.s_open = () => '<del>';
  markdown.renderer.rules.s_close = () => '</del>';
}

function leadLinks(state: StateCore): void {
  const environment = state.env as RenderEnvironment;
  for (const { children } of state.tokens) {
    if (children) lead(children, environment);
  }
}

function lead(tokens: Token[], environment: RenderEnvironment): void {
  const { link, image = link } = environment;
  for (const [index, token] of tokens.entries()) {
    if (token.type === 'image') {
      redirect(token, 'src', image);
      takeSize(token, tokens[index + 1]);
    } else if (token.type === 'link_open') {
      redirect(token, 'href', link);
    } else if (token.type === 'link_close') {
      takeSize(token, tokens[index + 1]);
    }
  }
}

function redirect(
  token: Token,
  name: 'href' | 'src',
  change: ((address: string) => string) | undefined,
): void {
  const address = String(token.attrGet(name) ?? '');
  if (!change || address.startsWith('#') || scheme.test(address)) return;
  const changed = change(address);
  token.attrSet(name, isSafeLink(changed) ? changed : '#');
}

/** Takes the attribute list away that follows a link or an image; an image's size is kept. */
function takeSize(token: Token, next: Token | undefined): void {
  if (next?.type !== 'text') return;
  const match = /^\{[^{}\n]*\}/.exec(next.content);
  const attributes = match && readAttributes(match[0]);
  if (!attributes) return;
  next.content = next.content.slice(match[0].length);
  if (token.type !== 'image') return;
  for (const [name, value] of Object.entries(attributes.size)) {
    token.attrSet(name, value);
  }
}
