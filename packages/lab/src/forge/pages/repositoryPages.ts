import type { Forge } from '../Forge';
import { EMPTY_TREE } from '../git/gitNames';
import type { ForgeAnswer } from '../http/ForgeRouter';
import type { Repository } from '../Repositories';
import { diffLines } from './diffLines';
import { html, type SafeHtml } from './html';
import { link, moment, page, type Reader } from './layout';
import { markdown } from './markdown';
import { fileCard } from './pullPages';

/** All repositories that the reader may see. */
export function repositoriesPage(reader: Reader, forge: Forge): ForgeAnswer {
  const { words, session } = reader;
  const visible = forge.repositories
    .all()
    .filter(each => forge.repositories.may(session?.account, 'read', each));
  return page(
    reader,
    words.repositories,
    html`<h1>${words.repositories}</h1>
      ${visible.length === 0
        ? html`<p class="card soft">${words.noRepositories}</p>`
        : html`<ul class="card list">
            ${visible.map(each => {
              const open = each.record.pulls.filter(
                pull => pull.state === 'open',
              ).length;
              return html`<li>
                <a href="${link(each.fullName)}"
                  ><strong>${each.fullName}</strong></a
                >
                <div class="soft">
                  ${each.record.description}
                  <a href="${link(each.fullName, 'pulls')}"
                    >${words.pullRequests} (${open})</a
                  >
                </div>
              </li>`;
            })}
          </ul>`}`,
  );
}

/** Name of the repository and the way to its parts. */
export function repositoryHead(
  reader: Reader,
  repository: Repository,
  current: 'files' | 'pulls',
): SafeHtml {
  const { words } = reader;
  const open = repository.record.pulls.filter(
    pull => pull.state === 'open',
  ).length;
  const here = (part: string) =>
    part === current ? html`aria-current="page"` : '';
  return html`<nav class="tabs" aria-label="${repository.fullName}">
    <a href="${link(repository.fullName)}" ${here('files')}
      >${repository.fullName}</a
    >
    <a href="${link(repository.fullName, 'pulls')}" ${here('pulls')}
      >${words.pullRequests} (${open})</a
    >
  </nav>`;
}

/** A folder or a file at a reference. */
export async function sourcePage(
  reader: Reader,
  forge: Forge,
  repository: Repository,
  at: { kind: 'branch' | 'commit'; ref: string; sha: string; path: string },
): Promise<ForgeAnswer | undefined> {
  const { git, fullName } = repository;
  const { words } = reader;
  const { kind, ref, sha, path } = at;
  const entry = path ? await git.entry(sha, path) : undefined;
  if (path && !entry) return undefined;
  const to = (file: string) => link(fullName, 'src', kind, ref, file);
  const parts = path.split('/').filter(part => part);
  const crumbs = html`<p>
    <span class="soft">${words.branch}</span> <code>${ref}</code> ·
    <a href="${to('')}">${repository.record.name}</a>
    ${parts.map(
      (part, index) =>
        html`/
          <a href="${to(parts.slice(0, index + 1).join('/'))}">${part}</a>`,
    )}
  </p>`;
  if (entry && entry.type === 'blob') {
    const content = (await git.blob(entry.sha)) ?? Buffer.alloc(0);
    const text = content.includes(0)
      ? html`<p class="card soft">${words.binary}</p>`
      : html`<pre class="card">${content.toString('utf8')}</pre>`;
    return page(
      reader,
      `${path} · ${fullName}`,
      html`${repositoryHead(reader, repository, 'files')}${crumbs}${text}`,
    );
  }
  const entries = await git.entries(sha, path);
  entries.sort(
    (a, b) =>
      Number(b.type === 'tree') - Number(a.type === 'tree') ||
      a.path.localeCompare(b.path),
  );
  const readme = entries.find(each => /(^|\/)README\.md$/i.test(each.path));
  const text = readme && (await git.blob(readme.sha))?.toString('utf8');
  const last = await git.commit(sha);
  return page(
    reader,
    fullName,
    html`${repositoryHead(reader, repository, 'files')}
      ${!path &&
      html`<p class="soft">
        ${words.clone}: <code>${forge.shapes.base}/${fullName}.git</code>
      </p>`}
      ${crumbs}
      <p class="soft">
        ${words.latestCommit}
        <a href="${link(fullName, 'commit', sha)}"
          ><code>${sha.slice(0, 10)}</code></a
        >
        ${last.message.split('\n')[0]} · ${last.author.name} ·
        ${moment(reader, last.committer.date)}
      </p>
      <ul class="card list">
        ${entries.map(each => {
          const name = each.path.split('/').at(-1);
          return html`<li>
            <a href="${to(each.path)}">${name}${each.type === 'tree' && '/'}</a>
          </li>`;
        })}
      </ul>
      ${text && html`<div class="card markdown">${markdown(text)}</div>`}`,
  );
}

/** What a reader sees of a repository without commits. */
export function emptyRepositoryPage(
  reader: Reader,
  forge: Forge,
  repository: Repository,
): ForgeAnswer {
  const { words } = reader;
  return page(
    reader,
    repository.fullName,
    html`${repositoryHead(reader, repository, 'files')}
      <p class="card soft">
        ${words.emptyRepository} ${words.clone}:
        <code>${forge.shapes.base}/${repository.fullName}.git</code>
      </p>`,
  );
}

/** A commit and what it changed. */
export async function commitPage(
  reader: Reader,
  repository: Repository,
  sha: string,
): Promise<ForgeAnswer> {
  const { git, fullName } = repository;
  const { words } = reader;
  const commit = await git.commit(sha);
  const from = commit.parents[0] ?? EMPTY_TREE;
  const files = await git.changes(from, sha);
  const lines = diffLines(await git.diff(from, sha));
  const [title, ...rest] = commit.message.trim().split('\n');
  return page(
    reader,
    `${title} · ${fullName}`,
    html`${repositoryHead(reader, repository, 'files')}
      <h1>${title}</h1>
      <p class="soft">
        ${words.commit} <code>${sha}</code> ${words.by} ${commit.author.name} ·
        ${moment(reader, commit.author.date)}
      </p>
      ${rest.length > 0 && html`<pre>${rest.join('\n').trim()}</pre>`}
      ${files.map((file, index) => fileCard(words, file, lines[index] ?? []))}`,
  );
}
