import type MarkdownIt from 'markdown-it';
import type { StateBlock, StateInline } from 'markdown-it';

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
  for (let line = startLine; line < endLine; line += 1) {
    const text = state.src.slice(
      line === startLine ? start + 4 : state.bMarks[line],
      state.eMarks[line],
    );
    const end = text.indexOf('-->');
    if (end < 0) continue;
    // What follows on the line is text of a paragraph; the inline rule leaves the comment out there.
    if (text.slice(end + 3).trim() !== '') return false;
    if (!silent) state.line = line + 1;
    return true;
  }
  return false;
}

function inlineComment(state: StateInline, silent: boolean): boolean {
  if (!state.src.startsWith('<!--', state.pos)) return false;
  const end = state.src.indexOf('-->', state.pos + 4);
  if (end < 0) return false;
  if (!silent) state.pos = end + 3;
  else state.pos = end + 3;
  return true;
}
