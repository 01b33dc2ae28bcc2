import { mergePull } from '../api/pullRoutes';
import { splitReference } from '../api/contentRoutes';
import type { Forge } from '../Forge';
import { ForgeError } from '../ForgeError';
import type {
  ForgeAnswer,
  ForgeRequest,
  ForgeRouter,
} from '../http/ForgeRouter';
import type { Repository } from '../Repositories';
import type { PullRecord } from '../store/records';
import { html } from './html';
import { page, PAGE_HEADERS, type Reader, redirect } from './layout';
import { languageOf, messagesIn } from './messages';
import { pullPage, pullsPage } from './pullPages';
import {
  commitPage,
  emptyRepositoryPage,
  repositoriesPage,
  sourcePage,
} from './repositoryPages';
import type { Session, Sessions } from './Sessions';
import { signInPage } from './signInPage';
import { STYLE } from './style';

/** The pages for people: sign in, look around, read, merge and close pull requests. */
export function addPageRoutes(
  router: ForgeRouter,
  forge: Forge,
  sessions: Sessions,
): void {
  const readerOf = (request: ForgeRequest): Reader => {
    const language = languageOf(request.headers['accept-language']);
    return {
      language,
      words: messagesIn(language),
      session: sessions.find(request.headers.cookie),
      path: request.url.pathname + request.url.search,
    };
  };

  /** Shows a page; what is missing or hidden gets the same answer. */
  const show = (
    pattern: string,
    make: (
      reader: Reader,
      request: ForgeRequest,
      repository: () => Repository,
    ) => Promise<ForgeAnswer | undefined> | ForgeAnswer | undefined,
  ) => {
    router.on('GET', pattern, async request => {
      const reader = readerOf(request);
      const missing = page(
        reader,
        '404',
        html`<p class="card">${reader.words.notFound}</p>`,
        404,
      );
      try {
        const { owner, repo } = request.params;
        const repository = () =>
          forge.repositories.visible(owner, repo, reader.session?.account);
        return (await make(reader, request, repository)) ?? missing;
      } catch (error) {
        if (error instanceof ForgeError && error.status === 404) return missing;
        throw error;
      }
    });
  };

  /** Takes a form of a signed-in reader; anything else goes to the sign-in page or is refused. */
  const take = (
    pattern: string,
    work: (
      session: Session,
      form: URLSearchParams,
      request: ForgeRequest,
      reader: Reader,
    ) => Promise<ForgeAnswer>,
  ) => {
    router.on('POST', pattern, async request => {
      const reader = readerOf(request);
      const { session } = reader;
      const back = request.url.pathname.replace(/\/[^/]*$/, '');
      if (!session)
        return redirect(`/user/login?redirect_to=${encodeURIComponent(back)}`);
      const form = new URLSearchParams(request.body.toString('utf8'));
      if (!sessions.isOwnForm(session, form.get('_csrf') ?? undefined))
        return page(
          reader,
          '403',
          html`<p class="card problem">${reader.words.staleForm}</p>`,
          403,
        );
      return work(session, form, request, reader);
    });
  };

  router.on('GET', '/assets/forge.css', async () => ({
    status: 200,
    text: STYLE,
    type: 'text/css; charset=utf-8',
    headers: { 'X-Content-Type-Options': 'nosniff' },
  }));

  show('/', reader => repositoriesPage(reader, forge));

  show('/user/login', (reader, request) =>
    signInPage(
      reader,
      forge.accounts.people,
      localPath(request.url.searchParams.get('redirect_to')),
      false,
    ),
  );

  router.on('POST', '/user/login', async request => {
    const reader = readerOf(request);
    const form = new URLSearchParams(request.body.toString('utf8'));
    const target = localPath(form.get('redirect_to'));
    const person = forge.accounts.people.find(
      each => !each.service && each.login === form.get('person'),
    );
    const byPassword = () =>
      forge.accounts.byPassword(
        form.get('user_name') ?? '',
        form.get('password') ?? '',
      );
    const account =
      isFromHere(request) &&
      (person ? forge.accounts.find(person.login) : byPassword());
    if (!account)
      return signInPage(reader, forge.accounts.people, target, true);
    return redirect(target, { 'Set-Cookie': sessions.start(account) });
  });

  take('/user/logout', async (_session, _form, request) =>
    redirect('/', { 'Set-Cookie': sessions.end(request.headers.cookie) }),
  );

  show('/:owner/:repo', async (reader, _request, find) => {
    const repository = find();
    const ref = repository.record.defaultBranch;
    const sha = await repository.git.branchTip(ref);
    if (!sha) return emptyRepositoryPage(reader, forge, repository);
    return sourcePage(reader, forge, repository, {
      kind: 'branch',
      ref,
      sha,
      path: '',
    });
  });

  show('/:owner/:repo/src/:kind/*', async (reader, request, find) => {
    const repository = find();
    const { kind, '*': rest } = request.params;
    if (kind !== 'branch' && kind !== 'commit') return undefined;
    const split = await splitReference(repository, rest.replace(/\/$/, ''));
    return split && sourcePage(reader, forge, repository, { kind, ...split });
  });

  show('/:owner/:repo/commit/:sha', async (reader, request, find) => {
    const repository = find();
    const sha = await repository.git.commitId(request.params.sha);
    return sha ? commitPage(reader, repository, sha) : undefined;
  });

  show('/:owner/:repo/pulls', (reader, request, find) => {
    const closed = request.url.searchParams.get('state') === 'closed';
    return pullsPage(reader, forge, find(), closed ? 'closed' : 'open');
  });

  show('/:owner/:repo/pulls/:number', async (reader, request, find) => {
    const repository = find();
    const { number } = request.params;
    const text = /^(\d+)\.diff$/.exec(number);
    const pull = forge.pulls.find(repository, Number(text?.[1] ?? number));
    if (!pull) return undefined;
    if (!text) return pullPage(reader, forge, repository, pull);
    const { from, to } = await forge.pulls.range(repository, pull);
    return {
      status: 200,
      text: await repository.git.diff(from, to),
      type: 'text/plain; charset=utf-8',
      headers: PAGE_HEADERS,
    };
  });

  const act = (
    action: string,
    work: (
      repository: Repository,
      pull: PullRecord,
      session: Session,
      form: URLSearchParams,
    ) => Promise<void>,
  ) => {
    take(
      `/:owner/:repo/pulls/:number/${action}`,
      async (session, form, request, reader) => {
        const { owner, repo, number } = request.params;
        const repository = forge.repositories.visible(
          owner,
          repo,
          session.account,
        );
        const pull = forge.pulls.find(repository, Number(number));
        if (!pull) throw ForgeError.notFound();
        try {
          await work(repository, pull, session, form);
        } catch (error) {
          if (!(error instanceof ForgeError)) throw error;
          return pullPage(reader, forge, repository, pull, error.message);
        }
        return redirect(request.url.pathname.replace(/\/[^/]*$/, ''));
      },
    );
  };

  act('merge', (repository, pull, { account }, form) =>
    mergePull(forge, repository, pull, account, {
      style: form.get('style') === 'squash' ? 'squash' : 'merge',
    }),
  );

  const changeState =
    (state: 'open' | 'closed') =>
    async (
      repository: Repository,
      pull: PullRecord,
      { account }: Session,
    ): Promise<void> => {
      const own = pull.author === account.login;
      if (!own && !forge.repositories.may(account, 'write', repository))
        throw new ForgeError(
          403,
          'user should have a permission to write to a repo',
        );
      await repository.exclusive(async () =>
        forge.pulls.edit(repository, pull, account, { state }),
      );
    };
  act('close', changeState('closed'));
  act('reopen', changeState('open'));
}

/** A path on this server, never another host. */
function localPath(path: string | null): string {
  return path && /^\/(?![/\\])/.test(path) ? path : '/';
}

/** Whether a form was sent from a page of this server: another site must not sign anybody in. */
function isFromHere(request: ForgeRequest): boolean {
  const { origin, host } = request.headers;
  return !origin || origin === 'null'
    ? request.headers['sec-fetch-site'] !== 'cross-site'
    : new URL(origin).host === host;
}
