import type { ForgePerson } from '../ForgePerson';
import type { ForgeAnswer } from '../http/ForgeRouter';
import { html } from './html';
import { page, type Reader } from './layout';

/** Name and password, and the sample people at one click. */
export function signInPage(
  reader: Reader,
  people: readonly ForgePerson[],
  redirectTo: string,
  failed: boolean,
): ForgeAnswer {
  const { words } = reader;
  const target = html`<input
    type="hidden"
    name="redirect_to"
    value="${redirectTo}"
  />`;
  const offered = people.filter(person => !person.service);
  return page(
    reader,
    words.signIn,
    html`<h1>${words.signIn}</h1>
      ${failed &&
      html`<p class="card problem" role="alert">${words.signInFailed}</p>`}
      <div class="card">
        <h2>${words.labPeople}</h2>
        <p class="soft">${words.labPeopleHint}</p>
        <div class="people">
          ${offered.map(
            person => html`<form method="post" action="/user/login">
              ${target}
              <button name="person" value="${person.login}">
                ${words.signInAs}
                <strong>${person.fullName}</strong> (${person.login})
              </button>
            </form>`,
          )}
        </div>
      </div>
      <form class="card" method="post" action="/user/login">
        ${target}
        <label
          >${words.userName}
          <input name="user_name" autocomplete="username" required />
        </label>
        <label
          >${words.password}
          <input
            name="password"
            type="password"
            autocomplete="current-password"
            required
          />
        </label>
        <button class="main">${words.signIn}</button>
      </form>`,
    failed ? 401 : 200,
  );
}
