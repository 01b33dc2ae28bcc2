import { z } from 'zod';
import { timestamp } from '../../clock/LabClock';
import type { Forge } from '../Forge';
import { ForgeError } from '../ForgeError';
import {
  type ForgeRequest,
  type ForgeRouter,
  readJson,
} from '../http/ForgeRouter';
import { MERGE_STYLES } from '../PullRequests';
import type { Repository } from '../Repositories';
import type { PullRecord } from '../store/records';
import {
  done,
  listAnswer,
  ok,
  pageOf,
  repositoryOf,
  signedIn,
  withRole,
} from './access';

const NewPull = z.object({
  head: z.string(),
  base: z.string(),
  title: z.string(),
  body: z.string().default(''),
});
const EditPull = z.object({
  title: z.string().optional(),
  body: z.string().optional(),
  state: z.enum(['open', 'closed']).optional(),
});
const MergePull = z.object({
  Do: z.string(),
  MergeTitleField: z.string().optional(),
  MergeMessageField: z.string().optional(),
  head_commit_id: z.string().optional(),
  delete_branch_after_merge: z.boolean().optional(),
});
const NewComment = z.object({ body: z.string() });

/** Pull requests and the remarks on them. */
export function addPullRoutes(router: ForgeRouter, forge: Forge): void {
  const { pulls, pullShapes, shapes, store } = forge;
  const repo = '/api/v1/repos/:owner/:repo';

  const pullOf = (request: ForgeRequest, repository: Repository) => {
    const pull = pulls.find(repository, Number(request.params.number));
    if (!pull) throw ForgeError.notFound();
    return pull;
  };

  router.on('GET', `${repo}/pulls`, async request => {
    const repository = repositoryOf(forge, request);
    const query = request.url.searchParams;
    const state = query.get('state') ?? 'open';
    const base = query.get('base_branch');
    const poster = query.get('poster');
    const found = repository.record.pulls.filter(
      pull =>
        (state === 'all' ||
          pull.state === (state === 'closed' ? 'closed' : 'open')) &&
        (!base || pull.base === base) &&
        (!poster || pull.author === poster),
    );
    found.sort(order(query.get('sort')));
    const { skip, limit } = pageOf(request);
    const { viewer } = request;
    const shape = await shapes.repository(repository, viewer);
    const page = [];
    for (const pull of found.slice(skip, skip + limit))
      page.push(await pullShapes.pull(repository, pull, viewer, true, shape));
    return listAnswer(request, shapes.base, page, found.length);
  });

  router.on('POST', `${repo}/pulls`, async request => {
    const repository = repositoryOf(forge, request);
    const account = signedIn(request.viewer);
    const wish = readJson(request, NewPull, {
      head: 'Head',
      base: 'Base',
      title: 'Title',
    });
    return repository.exclusive(async () => {
      const pull = await pulls.create(repository, account, wish);
      return ok(await pullShapes.pull(repository, pull, account), 201);
    });
  });

  router.on('GET', `${repo}/pulls/:file`, async request => {
    const repository = repositoryOf(forge, request);
    const match = /^(\d+)(?:\.(diff|patch))?$/.exec(request.params.file);
    const pull = match && pulls.find(repository, Number(match[1]));
    if (!pull) throw ForgeError.notFound();
    if (!match[2])
      return ok(await pullShapes.pull(repository, pull, request.viewer));
    return {
      status: 200,
      type: 'text/plain; charset=utf-8',
      text: await textOf(forge, repository, pull, match[2]),
    };
  });

  router.on('PATCH', `${repo}/pulls/:number`, async request => {
    const repository = repositoryOf(forge, request);
    const account = signedIn(request.viewer);
    const pull = pullOf(request, repository);
    const own = pull.author === account.login;
    if (!own && !forge.repositories.may(account, 'write', repository))
      throw new ForgeError(
        403,
        'user should have a permission to write to a repo',
      );
    const change = readJson(request, EditPull);
    return repository.exclusive(async () => {
      pulls.edit(repository, pull, account, {
        ...change,
        // Gitea takes an empty title for none.
        title: change.title || undefined,
      });
      return ok(await pullShapes.pull(repository, pull, account), 201);
    });
  });

  router.on('GET', `${repo}/pulls/:number/files`, async request => {
    const repository = repositoryOf(forge, request);
    const pull = pullOf(request, repository);
    const { from, to } = await pulls.range(repository, pull);
    const files = await repository.git.changes(from, to);
    const { skip, limit } = pageOf(request);
    return listAnswer(
      request,
      shapes.base,
      files
        .slice(skip, skip + limit)
        .map(file => pullShapes.pullFile(repository, file, to)),
      files.length,
    );
  });

  router.on('GET', `${repo}/pulls/:number/commits`, async request => {
    const repository = repositoryOf(forge, request);
    const pull = pullOf(request, repository);
    const { from, to } = await pulls.range(repository, pull);
    const { skip, limit } = pageOf(request);
    const commits = await repository.git.commits(to, {
      without: from,
      skip,
      limit,
    });
    const page = [];
    for (const commit of commits)
      page.push(
        await shapes.commit(repository, commit, request.viewer, {
          files: true,
          stat: true,
          verification: true,
        }),
      );
    const total = await repository.git.commitCount(to, from);
    return listAnswer(request, shapes.base, page, total);
  });

  router.on('GET', `${repo}/pulls/:number/merge`, async request => {
    const repository = repositoryOf(forge, request);
    const pull = pullOf(request, repository);
    if (!pull.merged) throw ForgeError.notFound();
    return done();
  });

  router.on('POST', `${repo}/pulls/:number/merge`, async request => {
    const repository = repositoryOf(forge, request);
    const account = signedIn(request.viewer);
    const wish = readJson(request, MergePull, { Do: 'Do' });
    const style = MERGE_STYLES.find(each => each === wish.Do);
    if (!style) throw new ForgeError(422, '[Do]: In');
    const pull = pulls.find(repository, Number(request.params.number));
    if (!pull)
      throw ForgeError.notFound('GetPullRequestByIndex', [
        'pull request does not exist',
      ]);
    await mergePull(forge, repository, pull, account, {
      style,
      title: wish.MergeTitleField,
      message: wish.MergeMessageField,
      head: wish.head_commit_id,
      deleteBranch: wish.delete_branch_after_merge,
    });
    return done(200);
  });

  // After all others: the branches are told apart from `pulls/<number>/files` by what exists.
  router.on('GET', `${repo}/pulls/:base/*`, async request => {
    const repository = repositoryOf(forge, request);
    const { base, '*': head } = request.params;
    const pull = repository.record.pulls.find(
      each => each.base === base && each.head === head,
    );
    if (!pull) throw ForgeError.notFound();
    return ok(await pullShapes.pull(repository, pull, request.viewer));
  });

  const comments = `${repo}/issues/:number/comments`;

  router.on('GET', comments, async request => {
    const repository = repositoryOf(forge, request);
    const pull = pullOf(request, repository);
    const all = pull.comments;
    return listAnswer(
      request,
      shapes.base,
      all.map(each =>
        pullShapes.comment(repository, pull, each, request.viewer),
      ),
      all.length,
    );
  });

  router.on('POST', comments, async request => {
    const repository = repositoryOf(forge, request);
    const account = signedIn(request.viewer);
    const { body } = readJson(request, NewComment, { body: 'Body' });
    const pull = pulls.find(repository, Number(request.params.number));
    if (!pull)
      throw new ForgeError(
        500,
        `issue does not exist [id: 0, repo_id: ${repository.record.id}, index: ${request.params.number}]`,
      );
    const now = timestamp(forge.clock);
    const comment = {
      id: store.nextId('comment'),
      author: account.login,
      body,
      created: now,
    };
    pull.comments.push(comment);
    pull.updated = now;
    store.save();
    return ok(
      pullShapes.comment(repository, pull, comment, request.viewer),
      201,
    );
  });

  router.on('GET', `${repo}/compare/*`, async request => {
    const { repository } = withRole(forge, request, 'write');
    const [base, head] = request.params['*'].split('...');
    const from = await repository.git.resolve(base);
    const to = head ? await repository.git.resolve(head) : undefined;
    if (!from || !to) throw ForgeError.notFound();
    const commits = [];
    for (const commit of await repository.git.commits(to, {
      without: from,
      limit: 50,
    }))
      commits.push(
        await shapes.commit(repository, commit, request.viewer, {
          files: true,
          stat: false,
          verification: false,
        }),
      );
    return ok({
      total_commits: await repository.git.commitCount(to, from),
      commits,
    });
  });
}

/** Merges, and lets everything follow that a push to the base would. */
export async function mergePull(
  forge: Forge,
  repository: Repository,
  pull: PullRecord,
  account: ReturnType<typeof signedIn>,
  options: Parameters<Forge['pulls']['merge']>[3],
): Promise<void> {
  await repository.exclusive(async () => {
    const { before, after } = await forge.pulls.merge(
      repository,
      pull,
      account,
      options,
    );
    await forge.branchMoved(repository, pull.base, before, after, account);
    if (!options.deleteBranch) return;
    const tip = await repository.git.branchTip(pull.head);
    if (!tip || !forge.repositories.mayPush(account, repository, pull.head))
      return;
    await repository.git.forceReference(`refs/heads/${pull.head}`, undefined);
    await forge.branchMoved(repository, pull.head, tip, undefined, account);
  });
}

async function textOf(
  forge: Forge,
  repository: Repository,
  pull: PullRecord,
  kind: string,
): Promise<string> {
  const { from, to } = await forge.pulls.range(repository, pull);
  return kind === 'diff'
    ? repository.git.diff(from, to)
    : repository.git.git('format-patch', '--stdout', `${from}..${to}`);
}

function order(
  sort: string | null,
): (one: PullRecord, other: PullRecord) => number {
  switch (sort) {
    case 'oldest':
      return (one, other) => one.number - other.number;
    case 'recentupdate':
      return (one, other) =>
        other.updated.localeCompare(one.updated) || other.number - one.number;
    case 'leastupdate':
      return (one, other) =>
        one.updated.localeCompare(other.updated) || one.number - other.number;
    default:
      return (one, other) => other.number - one.number;
  }
}
