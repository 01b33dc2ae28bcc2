import type { Heading } from '@naru/markdown-html';
import { escapeHtml } from './html';
import { relativeUrl } from './linksOf';
import { type NavItem, type Page, pagesOf, type Site } from './Site';

const words = {
  en: { toc: 'Table of contents', nav: 'Navigation' },
  ko: { toc: '목차', nav: '탐색' },
};

/** The site's navigation seen from a page, in the elements of Material for MkDocs. */
export function renderNavigation(
  site: Site,
  page: Page,
  headings: Heading[],
): string {
  const name = escapeHtml(site.name);
  const home = relativeUrl(page.url, '');
  return `<nav class="md-nav md-nav--primary" aria-label="${
    words[page.language].nav
  }" data-md-level="0"><label class="md-nav__title" for="__drawer"><a href="${home}" title="${name}" class="md-nav__button md-logo" aria-label="${name}" data-md-component="logo"></a>${name}</label><ul class="md-nav__list" data-md-scrollfix>${renderItems(
    site.nav,
    page,
    headings,
    '__nav',
    1,
  )}</ul></nav>`;
}

function renderItems(
  items: NavItem[],
  page: Page,
  headings: Heading[],
  id: string,
  level: number,
): string {
  return items
    .map((item, index) => {
      if ('items' in item) {
        return renderSection(item, page, headings, `${id}_${index + 1}`, level);
      }
      if ('href' in item) return entry(item.href, item.title);
      return item.page === page
        ? renderCurrent(item.title, page, headings)
        : entry(relativeUrl(page.url, item.page.url), item.title);
    })
    .join('\n');
}

function entry(href: string, title: string): string {
  return `<li class="md-nav__item"><a href="${escapeHtml(
    href,
  )}" class="md-nav__link">${ellipsis(title)}</a></li>`;
}

function renderSection(
  { title, items }: { title: string; items: NavItem[] },
  page: Page,
  headings: Heading[],
  id: string,
  level: number,
): string {
  const active = pagesOf(items).includes(page);
  return `<li class="md-nav__item${
    active ? ' md-nav__item--active' : ''
  } md-nav__item--nested"><input class="md-nav__toggle md-toggle" type="checkbox" id="${id}"${
    active ? ' checked' : ''
  }><label class="md-nav__link" for="${id}" id="${id}_label" tabindex="0">${ellipsis(
    title,
  )}<span class="md-nav__icon md-icon"></span></label><nav class="md-nav" data-md-level="${level}" aria-labelledby="${id}_label" aria-expanded="${active}"><label class="md-nav__title" for="${id}"><span class="md-nav__icon md-icon"></span>${escapeHtml(
    title,
  )}</label><ul class="md-nav__list" data-md-scrollfix>${renderItems(
    items,
    page,
    headings,
    id,
    level + 1,
  )}</ul></nav></li>`;
}

function renderCurrent(title: string, page: Page, headings: Heading[]): string {
  const toc = renderContents(page, headings);
  const link = 'md-nav__link md-nav__link--active';
  return `<li class="md-nav__item md-nav__item--active"><input class="md-nav__toggle md-toggle" type="checkbox" id="__toc">${
    toc
      ? `<label class="${link}" for="__toc">${ellipsis(
          title,
        )}<span class="md-nav__icon md-icon"></span></label>`
      : ''
  }<a href="./" class="${link}">${ellipsis(title)}</a>${toc}</li>`;
}

/** The headings of a page below its title; empty when there are none. */
export function renderContents(page: Page, headings: Heading[]): string {
  const listed = headings.filter(({ level }) => level > 1);
  if (listed.length === 0) return '';
  const label = words[page.language].toc;
  return `<nav class="md-nav md-nav--secondary" aria-label="${label}"><label class="md-nav__title" for="__toc"><span class="md-nav__icon md-icon"></span>${label}</label><ul class="md-nav__list" data-md-component="toc" data-md-scrollfix>${renderHeadings(
    listed,
  )}</ul></nav>`;
}

function renderHeadings(headings: Heading[]): string {
  let html = '';
  for (let index = 0; index < headings.length; ) {
    const { id, text, level } = headings[index]!;
    let end = index + 1;
    while (end < headings.length && headings[end]!.level > level) end += 1;
    const below = headings.slice(index + 1, end);
    html += `<li class="md-nav__item"><a href="#${escapeHtml(
      id,
    )}" class="md-nav__link">${ellipsis(text)}</a>${
      below.length > 0
        ? `<nav class="md-nav" aria-label="${escapeHtml(
            text,
          )}"><ul class="md-nav__list">${renderHeadings(below)}</ul></nav>`
        : ''
    }</li>`;
    index = end;
  }
  return html;
}

function ellipsis(title: string): string {
  return `<span class="md-ellipsis">${escapeHtml(title)}</span>`;
}
