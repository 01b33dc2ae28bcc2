import type { ForgeAnswer } from '../http/ForgeRouter';
import { html, type HtmlValue, SafeHtml } from './html';
import type { Messages } from './messages';
import type { Session } from './Sessions';

/** What every page knows of its reader. */
export interface Reader {
  language: 'en' | 'ko';
  words: Messages;
  session: Session | undefined;
  /** Path of the page, to come back to after signing in. */
  path: string;
}

/** Headers of all pages: nothing runs, nothing is loaded from elsewhere, nobody frames them. */
export const PAGE_HEADERS = {
  'Content-Security-Policy':
    "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'same-origin',
};

/** A whole page around its content. */
export function page(
  reader: Reader,
  title: string,
  content: HtmlValue,
  status = 200,
): ForgeAnswer {
  const { words, session } = reader;
  const who = session
    ? html`<span
          >${words.signedInAs}
          <strong
            >${session.account.fullName || session.account.login}</strong
          ></span
        >
        <form method="post" action="/user/logout">
          ${csrfField(session)}<button class="link">${words.signOut}</button>
        </form>`
    : html`<a href="/user/login?redirect_to=${encodeURIComponent(reader.path)}"
        >${words.signIn}</a
      >`;
  const text = html`<!DOCTYPE html>
    <html lang="${reader.language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} · ${words.forge}</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="/assets/forge.css" />
      </head>
      <body>
        <header class="top">
          <div>
            <a class="brand" href="/">${words.forge}</a>
            <div class="who">${who}</div>
          </div>
        </header>
        <main>${content}</main>
      </body>
    </html>`;
  return {
    status,
    text: text.text,
    type: 'text/html; charset=utf-8',
    headers: PAGE_HEADERS,
  };
}

/** The hidden field without which no form is taken. */
export function csrfField(session: Session): SafeHtml {
  return html`<input
    type="hidden"
    name="_csrf"
    value="${session.csrfToken}"
  />`;
}

/** Sends the browser on. */
export function redirect(
  location: string,
  headers: Record<string, string> = {},
): ForgeAnswer {
  return { status: 303, headers: { Location: location, ...headers } };
}

/** Link to a page of the forge: each part is encoded, slashes stay. */
export function link(...parts: string[]): string {
  return `/${parts
    .flatMap(part => part.split('/'))
    .map(encodeURIComponent)
    .join('/')}`;
}

/** A time as the reader's language writes it, in UTC. */
export function moment(reader: Reader, time: string): SafeHtml {
  const text = new Intl.DateTimeFormat(reader.language, {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: 'UTC',
  }).format(new Date(time));
  return html`<time datetime="${time}">${text} UTC</time>`;
}
