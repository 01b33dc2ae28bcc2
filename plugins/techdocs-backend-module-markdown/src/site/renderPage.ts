import type { RenderedMarkdown } from '@naru/markdown-html';
import { escapeHtml } from './html';
import { relativeUrl } from './linksOf';
import { renderContents, renderNavigation } from './renderNavigation';
import type { Page, Site } from './Site';

/** Name that the reader's sanitiser takes for the style sheet of Material for MkDocs. */
export const styleSheet = 'assets/stylesheets/main.ec1eaa64.min.css';

const words = {
  en: {
    previous: 'Previous',
    next: 'Next',
    footer: 'Footer',
    built:
      'Built without MkDocs: code has no colours, and extensions beyond those of the runbooks are shown as text.',
    anchor: 'Permanent link',
  },
  ko: {
    previous: '이전',
    next: '다음',
    footer: '바닥글',
    built:
      'MkDocs 없이 만든 페이지입니다. 코드에 색이 없고, 런북에서 쓰지 않는 확장 문법은 글자 그대로 보입니다.',
    anchor: '고유 링크',
  },
};

const previousIcon =
  'M20 11v2H8l5.5 5.5-1.42 1.42L4.16 12l7.92-7.92L13.5 5.5 8 11z';
const nextIcon =
  'M4 11v2h12l-5.5 5.5 1.42 1.42L19.84 12l-7.92-7.92L10.5 5.5 16 11z';

/** A page in the elements of Material for MkDocs, which the TechDocs reader takes apart. */
export function renderPage(
  site: Site,
  page: Page,
  { html, headings }: RenderedMarkdown,
): string {
  const { language } = page;
  const root = relativeUrl(page.url, '');
  const title = page.url
    ? `${escapeHtml(page.title)} - ${escapeHtml(site.name)}`
    : escapeHtml(site.name);
  const description = page.description ?? site.description;
  const contents = renderContents(page, headings);
  return `<!doctype html>
<html lang="${language}" class="no-js">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width,initial-scale=1">
    ${
      description
        ? `<meta name="description" content="${escapeHtml(description)}">`
        : ''
    }
    <meta name="generator" content="Naru">
    <title>${title}</title>
    <link rel="stylesheet" href="${root}${styleSheet}">
  </head>
  <body dir="ltr">
    <input class="md-toggle" data-md-toggle="drawer" type="checkbox" id="__drawer" autocomplete="off">
    <label class="md-overlay" for="__drawer"></label>
    <header class="md-header" data-md-component="header"><nav class="md-header__inner md-grid"><label class="md-header__button md-icon" for="__drawer"></label></nav></header>
    <div class="md-container" data-md-component="container">
      <main class="md-main" data-md-component="main">
        <div class="md-main__inner md-grid">
          <div class="md-sidebar md-sidebar--primary" data-md-component="sidebar" data-md-type="navigation"><div class="md-sidebar__scrollwrap"><div class="md-sidebar__inner">${renderNavigation(
            site,
            page,
            headings,
          )}</div></div></div>
          <div class="md-sidebar md-sidebar--secondary" data-md-component="sidebar" data-md-type="toc"><div class="md-sidebar__scrollwrap"><div class="md-sidebar__inner">${contents}</div></div></div>
          <div class="md-content" data-md-component="content">
            <article class="md-content__inner md-typeset">
${withAnchors(asMaterial(html), words[language].anchor)}
<p data-naru-built="without-mkdocs"><small>${words[language].built}</small></p>
            </article>
          </div>
        </div>
      </main>
      ${renderFooter(site, page)}
    </div>
  </body>
</html>
`;
}

/** The page that says there is none. */
export function renderMissing(site: Site): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>${escapeHtml(
    site.name,
  )}</title></head><body><div class="md-container"><article class="md-content__inner md-typeset"><h1>404 - Not found</h1></article></div></body></html>
`;
}

function asMaterial(html: string): string {
  let isCode = false;
  return html
    .replace(
      /(<span class="filename">[^<]*<\/span>)?<pre><code( class="language-([\w+#-]+)")?>/g,
      (_, filename = '', marks = '', language = 'text') =>
        `<div class="language-${language} highlight">${filename}<pre><code${marks}>`,
    )
    .replace(
      /<div class="language-|<pre class="mermaid">|<\/code><\/pre>/g,
      mark => {
        if (mark !== '</code></pre>') {
          isCode = !mark.startsWith('<pre');
          return mark;
        }
        return isCode ? `${mark}</div>` : mark;
      },
    );
}

function withAnchors(html: string, label: string): string {
  return html.replace(
    /(<h[1-6] id="([^"]*)"[^>]*>)([\s\S]*?)(<\/h[1-6]>)/g,
    `$1$3<a class="headerlink" href="#$2" title="${label}">&para;</a>$4`,
  );
}

function renderFooter({ order }: Site, page: Page): string {
  const at = order.indexOf(page);
  const previous = at > 0 ? order[at - 1] : undefined;
  const next = at >= 0 ? order[at + 1] : undefined;
  const w = words[page.language];
  const icon = (path: string) =>
    `<div class="md-footer__button md-icon"><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><path d="${path}"/></svg></div>`;
  const title = (direction: string, to: Page) =>
    `<div class="md-footer__title"><span class="md-footer__direction">${direction}</span><div class="md-ellipsis">${escapeHtml(
      to.title,
    )}</div></div>`;
  const link = (side: 'prev' | 'next', label: string, to: Page) =>
    `<a href="${relativeUrl(
      page.url,
      to.url,
    )}" class="md-footer__link md-footer__link--${side}" aria-label="${label}: ${escapeHtml(
      to.title,
    )}">${side === 'prev' ? icon(previousIcon) : ''}${title(label, to)}${
      side === 'next' ? icon(nextIcon) : ''
    }</a>`;
  return `<footer class="md-footer"><nav class="md-footer__inner md-grid" aria-label="${
    w.footer
  }">${previous ? link('prev', w.previous, previous) : ''}${
    next ? link('next', w.next, next) : ''
  }</nav></footer>`;
}
