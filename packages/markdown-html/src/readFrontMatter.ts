import { parse } from 'yaml';

/** A page's front matter and what follows it. */
export interface FrontMatter {
  /** The mapping between the first two lines `---`; empty when there is none or when it is no mapping. */
  data: Record<string, unknown>;
  /** The Markdown after it. */
  body: string;
}

const block =
  /^\uFEFF?---[ \t]*\r?\n([\s\S]*?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|(?![\s\S]))/m;

/**
 * Splits the front matter from a page.
 *
 * @param source - the whole page
 * @throws YAMLParseError when the front matter is not YAML
 */
export function readFrontMatter(source: string): FrontMatter {
  const match = block.exec(source);
  if (match?.index !== 0)
    return { data: {}, body: source.replace(/^\uFEFF/, '') };
  const data: unknown = parse(match[1]!, { maxAliasCount: 20 });
  return {
    data:
      typeof data === 'object' && data !== null && !Array.isArray(data)
        ? (data as Record<string, unknown>)
        : {},
    body: source.slice(match[0].length),
  };
}
