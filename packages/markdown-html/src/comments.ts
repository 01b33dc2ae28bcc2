import type MarkdownIt from 'markdown-it';
import type { StateBlock, StateInline } from 'markdown-it';
import type { RenderEnvironment } from './renderMarkdown';

/** Leaves `<!-- … -->` out: MkDocs passes comments on, and nobody sees them. */
export function comments(markdown: MarkdownIt): void {
  markdown.block.ruler.before('fence', 'comment', blockComment, {
    alt: ['paragraph', 'blockquote', 'list'],
  });
  markdown.inline.ruler.before('html_inline', 'comment', inlineComment);
}

function blockComment(
  state: StateBlock,
  startLine: number,
  endLine: number,
  silent: boolean,
): boolean {
  if (state.sCount[startLine]! - state.blkIndent >= 4) return false;
  const start = state.bMarks[startLine]! + state.tShift[startLine]!;
  if (!state.src.startsWith('<!--', start)) return false;
  // What was looked for in vain from an earlier line is not looked for again from each line after it.
  const environment = state.env as RenderEnvironment;
  const { noComment } = environment;
  if (
    noComment?.source === state.src &&
    startLine >= noComment.from &&
    endLine <= noComment.end &&
    startLine < noComment.until
  ) {
    return false;
  }
  const remember = (until: number) => {
    environment.noComment = {
      source: state.src,
      from: startLine,
      until,
      end: endLine,
    };
  };
  for (let line = startLine; line < endLine; line += 1) {
    const text = state.src.slice(
      line === startLine ? start + 4 : state.bMarks[line],
      state.eMarks[line],
    );
    const end = text.indexOf('-->');
    if (end < 0) continue;
    // What follows on the line is text of a paragraph; the inline rule leaves the comment out there.
    if (text.slice(end + 3).trim() !== '') {
      remember(line);
      return false;
    }
    if (!silent) state.line = line + 1;
    return true;
  }
  remember(endLine);
  return false;
}

function inlineComment(state: StateInline): boolean {
  if (!state.src.startsWith('<!--', state.pos)) return false;
  const environment = state.env as RenderEnvironment;
  if (environment.noEnd === state.src) return false;
  const end = state.src.indexOf('-->', state.pos + 4);
  if (end < 0) {
    environment.noEnd = state.src;
    return false;
  }
  state.pos = end + 3;
  return true;
}
