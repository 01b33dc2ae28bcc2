/**
 * Markdown as MkDocs with techdocs-core reads it, rendered to HTML without Python.
 *
 * @packageDocumentation
 */

export {
  renderMarkdown,
  type Heading,
  type RenderedMarkdown,
  type RenderOptions,
} from './renderMarkdown';
export { readFrontMatter, type FrontMatter } from './readFrontMatter';
export { slugOf } from './headings';
