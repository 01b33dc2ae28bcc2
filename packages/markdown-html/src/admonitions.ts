import type MarkdownIt from 'markdown-it';
import type { StateBlock } from 'markdown-it';

const opening =
  /^(!!!|\?\?\?\+?|===[!+]?)[ \t]+(?:([A-Za-z][\w-]*(?:[ \t]+[A-Za-z][\w-]*)*))?[ \t]*(?:"(.*)")?[ \t]*$/;
const bodyIndent = 4;

interface Opening {
  marker: string;
  classes: string[];
  /** Empty: no title is wanted. */
  title: string;
}

/** `!!! danger "Title"` and `??? note` with a body indented by four spaces, and `=== "Tab"`. */
export function admonitions(markdown: MarkdownIt): void {
  markdown.block.ruler.before('fence', 'admonition', parseAdmonition, {
    alt: ['paragraph', 'reference', 'blockquote', 'list'],
  });
}

function parseAdmonition(
  state: StateBlock,
  startLine: number,
  endLine: number,
  silent: boolean,
): boolean {
  const indent = state.sCount[startLine]!;
  if (indent - state.blkIndent >= bodyIndent) return false;
  const head = readOpening(
    state.src.slice(
      state.bMarks[startLine]! + state.tShift[startLine]!,
      state.eMarks[startLine],
    ),
  );
  if (!head) return false;
  if (silent) return true;

  const bodyEnd = endOfBody(state, startLine + 1, endLine, indent + bodyIndent);
  const { parentType, lineMax, blkIndent } = state;
  const [tag, titleTag] = head.marker.startsWith('?')
    ? ['details', 'summary']
    : ['div', 'p'];

  const open = state.push('admonition_open', tag, 1);
  open.block = true;
  open.map = [startLine, bodyEnd];
  open.attrSet('class', head.classes.join(' '));
  if (head.marker === '???+') open.attrSet('open', '');

  if (head.title !== '') {
    const title = state.push('admonition_title_open', titleTag, 1);
    title.block = true;
    if (titleTag === 'p') title.attrSet('class', 'admonition-title');
    const words = state.push('inline', '', 0);
    words.content = head.title;
    words.map = [startLine, startLine + 1];
    words.children = [];
    state.push('admonition_title_close', titleTag, -1).block = true;
  }

  state.parentType = 'blockquote';
  state.lineMax = bodyEnd;
  state.blkIndent = indent + bodyIndent;
  state.md.block.tokenize(state, startLine + 1, bodyEnd);
  state.parentType = parentType;
  state.lineMax = lineMax;
  state.blkIndent = blkIndent;

  state.push('admonition_close', tag, -1).block = true;
  state.line = bodyEnd;
  return true;
}

function readOpening(line: string): Opening | undefined {
  const match = opening.exec(line);
  if (!match) return undefined;
  const [, marker = '', names, quoted] = match;
  if (marker.startsWith('=')) {
    return quoted === undefined || names !== undefined
      ? undefined
      : { marker, classes: ['tabbed-block'], title: `**${quoted}**` };
  }
  const classes = (names ?? '')
    .toLowerCase()
    .split(/[ \t]+/)
    .filter(Boolean);
  if (classes.length === 0) {
    if (!marker.startsWith('?') || quoted === undefined) return undefined;
    return { marker, classes: ['note'], title: quoted };
  }
  const [type = ''] = classes;
  return {
    marker,
    classes: marker.startsWith('?') ? classes : ['admonition', ...classes],
    title: quoted ?? type.charAt(0).toUpperCase() + type.slice(1),
  };
}

function endOfBody(
  state: StateBlock,
  from: number,
  endLine: number,
  least: number,
): number {
  let end = from;
  for (let line = from; line < endLine; line += 1) {
    if (state.isEmpty(line)) continue;
    if (state.sCount[line]! < least) break;
    end = line + 1;
  }
  return end;
}
