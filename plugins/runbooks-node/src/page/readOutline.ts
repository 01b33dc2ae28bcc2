/**
 * A heading of a page.
 */
export interface OutlineHeading {
  level: number;
  /** Without the anchor. */
  text: string;
  /** Anchor that the page gives it. */
  id?: string;
  /** Index in the lines of the text. */
  line: number;
}

/**
 * A fenced block of code.
 */
export interface OutlineCode {
  language: string;
  /** Without the indentation of the fence. */
  code: string;
  line: number;
  closed: boolean;
}

/**
 * What a page is made of, as far as it is needed to take it apart and to check it.
 */
export interface PageOutline {
  lines: string[];
  headings: OutlineHeading[];
  code: OutlineCode[];
  /** For each line: it belongs to a fenced block. */
  inCode: boolean[];
}

const HEADING = /^(#{1,6})[ \t]+(.*?)(?:[ \t]+#+)?[ \t]*$/;
const ANCHOR = /^(.*?)[ \t]*\{:?[ \t]*#([^\s}]+)[ \t]*\}$/;
const FENCE = /^([ \t]*)(`{3,}|~{3,})[ \t]*([^\s`{]*)[^`]*$/;

/**
 * Finds headings and blocks of code.
 */
export function readOutline(text: string): PageOutline {
  const lines = text.split(/\r?\n/);
  const outline: PageOutline = { lines, headings: [], code: [], inCode: [] };
  let open:
    | { indent: number; mark: string; block: OutlineCode; content: string[] }
    | undefined;

  lines.forEach((line, index) => {
    outline.inCode.push(open !== undefined);
    const fence = FENCE.exec(line);
    if (open) {
      const isEnd =
        fence &&
        fence[3] === '' &&
        fence[2][0] === open.mark[0] &&
        fence[2].length >= open.mark.length;
      if (isEnd) {
        open.block.code = open.content.join('\n');
        open.block.closed = true;
        open = undefined;
      } else {
        const spaces = /^ */.exec(line)?.[0].length ?? 0;
        open.content.push(line.slice(Math.min(spaces, open.indent)));
      }
      return;
    }
    if (fence) {
      outline.inCode[index] = true;
      const block = {
        language: fence[3],
        code: '',
        line: index,
        closed: false,
      };
      outline.code.push(block);
      open = {
        indent: fence[1].length,
        mark: fence[2],
        block,
        content: [],
      };
      return;
    }
    const heading = HEADING.exec(line);
    if (heading) {
      const anchor = ANCHOR.exec(heading[2]);
      outline.headings.push({
        level: heading[1].length,
        text: anchor ? anchor[1] : heading[2],
        id: anchor?.[2],
        line: index,
      });
    }
  });
  if (open) open.block.code = open.content.join('\n');
  return outline;
}
