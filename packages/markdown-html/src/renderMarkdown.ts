import MarkdownIt from 'markdown-it';
import { admonitions } from './admonitions';
import { code } from './code';
import { comments } from './comments';
import { headings } from './headings';
import { isSafeLink, links } from './links';
import { tasks } from './tasks';

/** A heading of a page, in the order of the page. */
export interface Heading {
  /** 1 to 6. */
  level: number;
  /** The anchor; unique within the page. */
  id: string;
  /** Its words without marks. */
  text: string;
  /** Its words as HTML, for a table of contents. */
  html: string;
}

/** Options of {@link renderMarkdown}. */
export interface RenderOptions {
  /** Where a link leads instead; not asked for links within the page (`#…`) and those to other hosts. */
  link?: (href: string) => string;
  /** Where an image is instead; only relative ones are images, others become links. Without it `link` is asked. */
  image?: (src: string) => string;
}

/** A rendered page. */
export interface RenderedMarkdown {
  /** The page's body: no script, no handler, no style but the alignment of cells, no resource of another host. */
  html: string;
  headings: Heading[];
}

/** What the rules of one rendering share. */
export interface RenderEnvironment extends RenderOptions {
  headings: Heading[];
  /** Lines at which no comment begins that is one by itself. */
  noComment?: { source: string; from: number; until: number; end: number };
  /** Text of a paragraph in which no comment ends any more. */
  noEnd?: string;
}

const markdown = new MarkdownIt('default', { html: false, linkify: true })
  .use(comments)
  .use(admonitions)
  .use(code)
  .use(headings)
  .use(links)
  .use(tasks);
markdown.linkify.set({ fuzzyLink: false, fuzzyEmail: false, fuzzyIP: false });
markdown.validateLink = isSafeLink;

/**
 * Renders Markdown without front matter, in the dialect of MkDocs with techdocs-core: tables, admonitions (`!!!`),
 * foldable ones (`???`), tabs (`===`, one after the other), ids of headings (`{#id}`), task lists, fenced code.
 * Raw HTML is shown as text, comments are left out.
 *
 * - code: `<pre><code class="language-bash">`; diagrams: `<pre class="mermaid"><code>`
 * - admonitions: `<div class="admonition danger"><p class="admonition-title">…`
 *
 * @param source - Markdown; what it says is not trusted
 */
export function renderMarkdown(
  source: string,
  options: RenderOptions = {},
): RenderedMarkdown {
  const environment: RenderEnvironment = { ...options, headings: [] };
  const html = markdown.render(source, environment);
  return { html, headings: environment.headings };
}
