import { renderMarkdown } from '@naru/markdown-html';
import {
  languages,
  type CaseArticle,
  type Language,
} from '@naru/plugin-runbooks-common';
import type { RunbookCase, Runbooks } from '@naru/plugin-runbooks-node';
import { posix } from 'node:path';

/**
 * A case to read: its parts as HTML whose links lead to pages of the portal.
 */
export function renderArticle(
  runbooks: Runbooks,
  found: RunbookCase,
  language: Language,
): CaseArticle {
  const summary = runbooks.summary(found, language);
  const sections = found.texts[summary.language]?.sections ?? [];
  const folder = `${summary.language}/${found.group}`;
  const root = runbooks.pagePath(found.source, '') ?? '/';
  return {
    ...summary,
    sections: sections.map(({ key, title, markdown }) => ({
      key,
      title,
      html: renderMarkdown(withPage(markdown, found.page), {
        link: href => `${root}${pageOf(folder, href)}`,
        image: src =>
          `/api/techdocs/static${root}${posix.join('/', folder, src).slice(1)}`,
      }).html,
    })),
    since: found.since,
    until: found.until,
    related: found.related.flatMap(id => {
      const other = runbooks.find(id);
      return other ? [runbooks.summary(other, language)] : [];
    }),
    languages: languages.filter(other => found.texts[other]),
  };
}

/** Path of a page from a link to its file, under the documentation of the folder. */
function pageOf(folder: string, href: string): string {
  const [path, anchor] = href.split('#');
  // A path that leads out of the documentation ends at its start.
  const file = posix.join('/', folder, path).slice(1);
  const page = file.replace(/(^|\/)index\.md$/, '$1').replace(/\.md$/, '');
  return anchor === undefined ? page : `${page}#${anchor}`;
}

/** A link to another case of the page names the page, because a part is shown without it. */
function withPage(markdown: string, page: string): string {
  let fence: string | undefined;
  return markdown
    .split('\n')
    .map(line => {
      const mark = /^ *(`{3,}|~{3,})/.exec(line)?.[1];
      if (mark && (!fence || mark.startsWith(fence))) {
        fence = fence ? undefined : mark;
        return line;
      }
      return fence ? line : line.replace(/\]\(#/g, `](${page}.md#`);
    })
    .join('\n');
}
