import { latestStatuses } from '../api/branchRoutes';
import type { Forge } from '../Forge';
import type { FileChange } from '../git/GitRepository';
import type { ForgeAnswer } from '../http/ForgeRouter';
import type { Repository } from '../Repositories';
import type { PullRecord } from '../store/records';
import { type DiffLine, diffLines } from './diffLines';
import { html, type HtmlValue, type SafeHtml } from './html';
import { csrfField, link, moment, page, type Reader } from './layout';
import { markdown } from './markdown';
import type { Messages } from './messages';
import { repositoryHead } from './repositoryPages';

const LARGEST_DIFF_LINES = 3000;
const SIGNS: Record<DiffLine['kind'], string> = {
  added: '+',
  removed: '−',
  context: '',
  hunk: '',
};

/** Pull requests of a repository, the newest first. */
export function pullsPage(
  reader: Reader,
  forge: Forge,
  repository: Repository,
  state: 'open' | 'closed',
): ForgeAnswer {
  const { words } = reader;
  const all = repository.record.pulls;
  const shown = all.filter(pull => pull.state === state).reverse();
  const count = (each: 'open' | 'closed') =>
    all.filter(pull => pull.state === each).length;
  const tab = (each: 'open' | 'closed') =>
    html`<a
      href="?state=${each}"
      ${each === state ? html`aria-current="page"` : ''}
      >${words[each]} (${count(each)})</a
    >`;
  return page(
    reader,
    `${words.pullRequests} · ${repository.fullName}`,
    html`${repositoryHead(reader, repository, 'pulls')}
      <nav class="tabs" aria-label="${words.pullRequests}">
        ${tab('open')}${tab('closed')}
      </nav>
      ${shown.length === 0
        ? html`<p class="card soft">
            ${state === 'open' ? words.noOpenPulls : words.noClosedPulls}
          </p>`
        : html`<ul class="card list">
            ${shown.map(
              pull => html`<li>
                ${stateBadge(words, pull)}
                <a
                  href="${link(
                    repository.fullName,
                    'pulls',
                    String(pull.number),
                  )}"
                  ><strong>${pull.title}</strong></a
                >
                <div class="soft">
                  #${pull.number} · ${words.openedBy}
                  ${nameOf(forge, pull.author)} ·
                  ${moment(reader, pull.created)}
                </div>
              </li>`,
            )}
          </ul>`}`,
  );
}

/** One pull request: what it is, what checks say, what it changes, and the buttons. */
export async function pullPage(
  reader: Reader,
  forge: Forge,
  repository: Repository,
  pull: PullRecord,
  problem?: string,
): Promise<ForgeAnswer> {
  const { words } = reader;
  const { git } = repository;
  const { from, to } = await forge.pulls.range(repository, pull);
  const files = await git.changes(from, to);
  const lines = diffLines(await git.diff(from, to));
  const commits = await git.commitCount(to, from);
  const statuses = latestStatuses(
    repository.record.statuses.filter(each => each.sha === to),
  );
  return page(
    reader,
    `${pull.title} (#${pull.number}) · ${repository.fullName}`,
    html`${repositoryHead(reader, repository, 'pulls')}
      <h1>${pull.title} <span class="soft">#${pull.number}</span></h1>
      <p>
        ${stateBadge(words, pull)}
        <strong>${nameOf(forge, pull.author)}</strong>
        <span class="soft"
          >${words.wantsToMerge} · <code>${pull.head}</code> ${words.into}
          <code>${pull.base}</code> · ${words.commits} ${commits} ·
          ${moment(reader, pull.created)}</span
        >
      </p>
      ${problem && html`<p class="card problem" role="alert">${problem}</p>`}
      <div class="card markdown">
        ${pull.body
          ? markdown(pull.body)
          : html`<p class="soft">${words.noDescription}</p>`}
      </div>
      ${pull.comments.length > 0 &&
      html`<h2>${words.comments}</h2>
        ${pull.comments.map(
          comment => html`<div class="card markdown">
            <p class="soft">
              ${nameOf(forge, comment.author)} ·
              ${moment(reader, comment.created)}
            </p>
            ${markdown(comment.body)}
          </div>`,
        )}`}
      <h2>${words.checks}</h2>
      ${statuses.length === 0
        ? html`<p class="soft">${words.noChecks}</p>`
        : html`<ul class="card list">
            ${statuses.map(
              status => html`<li>
                <strong class="${status.state}"
                  >${stateWord(words, status.state)}</strong
                >
                <code>${status.context}</code> ${status.description}
                ${/^https?:\/\//.test(status.targetUrl) &&
                html`<a href="${status.targetUrl}" rel="noreferrer"
                  >${words.details}</a
                >`}
              </li>`,
            )}
          </ul>`}
      ${await mergeBox(reader, forge, repository, pull)}
      <h2>${words.filesChanged} (${files.length})</h2>
      ${files.length === 0
        ? html`<p class="soft">${words.noFiles}</p>`
        : files.map((file, index) =>
            fileCard(words, file, lines[index] ?? []),
          )}`,
    problem ? 409 : 200,
  );
}

async function mergeBox(
  reader: Reader,
  forge: Forge,
  repository: Repository,
  pull: PullRecord,
): Promise<SafeHtml> {
  const { words, session } = reader;
  const { repositories, accounts } = forge;
  const path = link(repository.fullName, 'pulls', String(pull.number));
  const withBranch = (text: string) => text.replace('{branch}', pull.base);
  if (pull.merged)
    return html`<div class="card" role="status">
      <strong>${nameOf(forge, pull.merged.by)}</strong> ${words.mergedBy}
      <a href="${link(repository.fullName, 'commit', pull.merged.sha)}"
        ><code>${pull.merged.sha.slice(0, 10)}</code></a
      >
      · ${moment(reader, pull.merged.at)}
    </div>`;
  if (!session)
    return html`<div class="card">
      <a href="/user/login?redirect_to=${encodeURIComponent(path)}"
        >${words.signInToMerge}</a
      >
    </div>`;
  const form = (action: string, content: HtmlValue) =>
    html`<form class="actions" method="post" action="${path}/${action}">
      ${csrfField(session)}${content}
    </form>`;
  const { account } = session;
  const mayWrite = repositories.may(account, 'write', repository);
  const mayClose = mayWrite || pull.author === account.login;
  if (pull.state === 'closed')
    return html`<div class="card">
      <p>${words.closedNote}</p>
      ${mayClose && form('reopen', html`<button>${words.reopen}</button>`)}
    </div>`;
  const close =
    mayClose && form('close', html`<button>${words.close}</button>`);
  if (!repositories.mayMerge(account, repository, pull.base)) {
    const who = accounts.people
      .map(person => accounts.find(person.login)!)
      .filter(each => repositories.mayMerge(each, repository, pull.base));
    return html`<div class="card">
      <p>
        ${withBranch(words.mayNotMerge)}
        ${who.map(each => each.fullName || each.login).join(', ')}
      </p>
      ${close}
    </div>`;
  }
  if (!(await forge.pulls.mergeable(repository, pull)))
    return html`<div class="card problem">
      <p>${withBranch(words.conflicts)}</p>
      ${close}
    </div>`;
  return html`<div class="card">
    <p>${withBranch(words.mayMerge)}</p>
    ${form(
      'merge',
      html`<button class="main" name="style" value="merge">
          ${words.merge}
        </button>
        <button name="style" value="squash">${words.squash}</button>`,
    )}
    ${close}
  </div>`;
}

/** A file's difference, folded away when it is very long. */
export function fileCard(
  words: Messages,
  file: FileChange,
  lines: DiffLine[],
): SafeHtml {
  const large = lines.length > LARGEST_DIFF_LINES;
  const body = large
    ? html`<p class="soft">${words.tooLarge}</p>`
    : html`<div class="diff">
        <table>
          ${lines.map(
            line => html`<tr class="${line.kind}">
              <td class="n">${line.before}</td>
              <td class="n">${line.after}</td>
              <td class="n">${SIGNS[line.kind]}</td>
              <td>${line.text}</td>
            </tr>`,
          )}
        </table>
      </div>`;
  return html`<details class="card file" open>
    <summary>
      <code
        >${file.previousPath ? `${file.previousPath} → ` : ''}${file.path}</code
      >
      <span class="soft">${words[file.status]}</span>
      <span class="plus">+${file.additions}</span>
      <span class="minus">−${file.deletions}</span>
    </summary>
    ${lines.length === 0 ? html`<p class="soft">${words.binary}</p>` : body}
  </details>`;
}

function stateBadge(words: Messages, pull: PullRecord): SafeHtml {
  const state = pull.merged ? 'merged' : pull.state;
  return html`<span class="badge ${state}">${words[state]}</span>`;
}

function stateWord(words: Messages, state: string): string {
  switch (state) {
    case 'success':
    case 'failure':
    case 'error':
    case 'warning':
      return words[state];
    default:
      return words.pending;
  }
}

function nameOf(forge: Forge, login: string): string {
  return forge.accounts.find(login)?.fullName || login;
}
