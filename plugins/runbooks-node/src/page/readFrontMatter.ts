import { parse } from 'yaml';
import { pageLimits } from './pageLimits';

/**
 * A page without its front matter.
 */
export interface FrontMatterPage {
  /** As YAML has it; not checked. */
  data: unknown;
  body: string;
  /** Number of lines before the body. */
  offset: number;
}

const FRONT_MATTER = /^---[ \t]*\r?\n([\s\S]*?)\r?\n---[ \t]*(?:\r?\n|$)/;

/**
 * Takes a page apart.
 *
 * @throws Error when there is no front matter, it is no YAML, or something is too long; the message has one line
 */
export function readFrontMatter(text: string): FrontMatterPage {
  const long = longLine(text);
  if (long !== undefined) {
    throw new Error(
      `line ${long} has more than ${pageLimits.line} characters; break it`,
    );
  }
  const found = FRONT_MATTER.exec(text.replace(/^\uFEFF/, ''));
  if (!found) {
    throw new Error('must begin with a front matter between two lines "---"');
  }
  const [whole, yaml] = found;
  if (yaml.length > pageLimits.frontMatter) {
    throw new Error(
      `the front matter has more than ${pageLimits.frontMatter} characters; use more pages`,
    );
  }
  let data: unknown;
  try {
    // Aliases are refused: they can make a small text large.
    data = parse(yaml, { maxAliasCount: 0, strict: true });
  } catch (error) {
    const [line] = String(error instanceof Error ? error.message : error).split(
      '\n',
    );
    throw new Error(`the front matter is no YAML: ${line.replace(/:$/, '')}`);
  }
  return {
    data,
    body: text.replace(/^\uFEFF/, '').slice(whole.length),
    offset: whole.split('\n').length - 1,
  };
}

/** Number of the first line that is too long. */
function longLine(text: string): number | undefined {
  let line = 1;
  for (let begin = 0; begin <= text.length; line += 1) {
    const found = text.indexOf('\n', begin);
    const end = found === -1 ? text.length : found;
    if (end - begin > pageLimits.line) return line;
    begin = end + 1;
  }
  return undefined;
}
