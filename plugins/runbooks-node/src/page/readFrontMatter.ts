import { parse } from 'yaml';

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
 * @throws Error when there is no front matter or it is no YAML; the message has one line
 */
export function readFrontMatter(text: string): FrontMatterPage {
  const found = FRONT_MATTER.exec(text.replace(/^\uFEFF/, ''));
  if (!found) {
    throw new Error('must begin with a front matter between two lines "---"');
  }
  const [whole, yaml] = found;
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
