import { z } from 'zod';
import { timestamp } from '../../clock/LabClock';
import type { Forge } from '../Forge';
import { ForgeError } from '../ForgeError';
import { isBranchName } from '../git/gitNames';
import { type ForgeRouter, readJson } from '../http/ForgeRouter';
import type { StatusRecord } from '../store/records';
import { done, listAnswer, ok, pageOf, repositoryOf, withRole } from './access';

const NewBranch = z.object({
  new_branch_name: z.string(),
  old_ref_name: z.string().optional(),
  old_branch_name: z.string().optional(),
});
const NewStatus = z.object({
  state: z.string().default(''),
  context: z.string().default('default'),
  description: z.string().default(''),
  target_url: z.string().default(''),
});
const WEIGHT = ['success', 'pending', 'warning', 'failure', 'error'];

/** Branches, commits, and what checks say of commits. */
export function addBranchRoutes(router: ForgeRouter, forge: Forge): void {
  const { pullShapes, repositories, shapes, store } = forge;
  const repo = '/api/v1/repos/:owner/:repo';

  router.on('GET', `${repo}/branches`, async request => {
    const repository = repositoryOf(forge, request);
    const all = await repository.git.branches();
    const { skip, limit } = pageOf(request);
    const page = [];
    for (const branch of all.slice(skip, skip + limit))
      page.push(await shapes.branch(repository, branch, request.viewer));
    const json = all.length === 0 ? null : page;
    return listAnswer(request, shapes.base, json, all.length);
  });

  router.on('GET', `${repo}/branches/*`, async request => {
    const repository = repositoryOf(forge, request);
    const name = request.params['*'];
    const sha = await repository.git.branchTip(name);
    if (!sha) throw ForgeError.notFound();
    return ok(await shapes.branch(repository, { name, sha }, request.viewer));
  });

  router.on('POST', `${repo}/branches`, async request => {
    const { repository, account } = withRole(forge, request, 'write');
    const { git, record } = repository;
    const wish = readJson(request, NewBranch, {
      new_branch_name: 'BranchName',
    });
    const name = wish.new_branch_name;
    if (!isBranchName(name))
      throw new ForgeError(422, '[BranchName]: GitRefName');
    const from =
      wish.old_ref_name || wish.old_branch_name || record.defaultBranch;
    return repository.exclusive(async () => {
      if ((await git.branches()).length === 0)
        throw ForgeError.notFound('Git Repository is empty.');
      const sha = await git.resolve(from);
      if (!sha)
        throw new ForgeError(
          500,
          `object does not exist [id: ${from}, rel_path: ]`,
        );
      if (await git.branchTip(name))
        throw new ForgeError(409, 'The branch already exists.');
      if (!repositories.mayPush(account, repository, name))
        throw new ForgeError(
          403,
          `user cannot commit to repo [user: ${account.login}]`,
        );
      await git.setReference(`refs/heads/${name}`, sha, undefined);
      await forge.branchMoved(repository, name, undefined, sha, account);
      return ok(await shapes.branch(repository, { name, sha }, account), 201);
    });
  });

  router.on('DELETE', `${repo}/branches/*`, async request => {
    const { repository, account } = withRole(forge, request, 'write');
    const name = request.params['*'];
    await repository.exclusive(async () => {
      const sha = await repository.git.branchTip(name);
      if (!sha) throw ForgeError.notFound();
      const target = repository.record.pulls.some(
        pull => pull.state === 'open' && pull.base === name,
      );
      if (name === repository.record.defaultBranch || target)
        throw new ForgeError(
          403,
          'can not delete default or pull request target branch',
        );
      if (repository.protection(name))
        throw new ForgeError(403, 'branch protected');
      await repository.git.forceReference(`refs/heads/${name}`, undefined);
      await forge.branchMoved(repository, name, sha, undefined, account);
    });
    return done();
  });

  router.on('GET', `${repo}/git/refs/heads/*`, async request => {
    const repository = repositoryOf(forge, request);
    const name = request.params['*'];
    const sha = await repository.git.branchTip(name);
    if (!sha) throw ForgeError.notFound();
    const api = `${shapes.base}/api/v1/repos/${repository.fullName}`;
    return ok([
      {
        ref: `refs/heads/${name}`,
        url: `${api}/git/refs/heads/${name}`,
        object: { type: 'commit', sha, url: `${api}/git/commits/${sha}` },
      },
    ]);
  });

  router.on('GET', `${repo}/commits`, async request => {
    const repository = repositoryOf(forge, request);
    const { git, record } = repository;
    const query = request.url.searchParams;
    const wanted = query.get('sha') || record.defaultBranch;
    const path = query.get('path') || undefined;
    if ((await git.branches()).length === 0)
      throw new ForgeError(409, 'Git Repository is empty.');
    const sha = await git.resolve(wanted);
    if (!sha) return { status: 404, json: null };
    const { skip, limit } = pageOf(request);
    const include = {
      files: query.get('files') !== 'false',
      stat: query.get('stat') !== 'false',
      verification: query.get('verification') !== 'false',
    };
    const page = [];
    for (const commit of await git.commits(sha, { skip, limit, path }))
      page.push(
        await shapes.commit(repository, commit, request.viewer, include),
      );
    const total = path
      ? (await git.commits(sha, { path, limit: 100_000 })).length
      : await git.commitCount(sha);
    return listAnswer(request, shapes.base, page, total);
  });

  router.on('GET', `${repo}/git/commits/:sha`, async request => {
    const repository = repositoryOf(forge, request);
    const sha = await repository.git.resolve(request.params.sha);
    if (!sha)
      throw ForgeError.notFound(`commit doesn't exist: ${request.params.sha}`);
    const commit = await repository.git.commit(sha);
    return ok(
      await shapes.commit(repository, commit, request.viewer, {
        files: true,
        stat: true,
        verification: true,
      }),
    );
  });

  router.on('POST', `${repo}/statuses/:sha`, async request => {
    const { repository, account } = withRole(forge, request, 'write');
    const sha = await repository.git.commitId(request.params.sha);
    if (!sha)
      throw new ForgeError(
        500,
        `GetCommit[${request.params.sha}]: object does not exist [id: ${request.params.sha}, rel_path: ]`,
      );
    const wish = readJson(request, NewStatus);
    const status: StatusRecord = {
      id: store.nextId('status'),
      sha,
      state: wish.state || 'pending',
      context: wish.context || 'default',
      description: wish.description,
      targetUrl: wish.target_url,
      creator: account.login,
      created: timestamp(forge.clock),
    };
    repository.record.statuses.push(status);
    store.save();
    return ok(pullShapes.status(repository, status, request.viewer), 201);
  });

  const statuses = async (request: Parameters<typeof repositoryOf>[1]) => {
    const repository = repositoryOf(forge, request);
    const name = request.params['*'] ?? request.params.sha;
    const sha = await repository.git.resolve(name);
    if (!sha) throw ForgeError.notFound();
    const all = repository.record.statuses.filter(each => each.sha === sha);
    return { repository, sha, all };
  };

  router.on('GET', `${repo}/statuses/:sha`, async request => {
    const { repository, all } = await statuses(request);
    const { skip, limit } = pageOf(request);
    return listAnswer(
      request,
      shapes.base,
      all
        .slice(skip, skip + limit)
        .map(each => pullShapes.status(repository, each, request.viewer)),
      all.length,
    );
  });

  // `commits/<branch>/status`: the branch may have slashes, so the end is cut off here.
  router.on('GET', `${repo}/commits/*`, async request => {
    const match = /^(.+)\/(status|statuses)$/.exec(request.params['*']);
    if (!match) throw ForgeError.notFound();
    const { repository, sha, all } = await statuses({
      ...request,
      params: { ...request.params, '*': match[1] },
    });
    if (match[2] === 'statuses')
      return listAnswer(
        request,
        shapes.base,
        all.map(each => pullShapes.status(repository, each, request.viewer)),
        all.length,
      );
    const latest = latestStatuses(all);
    const api = `${shapes.base}/api/v1/repos/${repository.fullName}`;
    const json = {
      state: combinedState(latest),
      sha,
      total_count: latest.length,
      statuses:
        latest.length === 0
          ? null
          : latest.map(each =>
              pullShapes.status(repository, each, request.viewer),
            ),
      repository: await shapes.repository(repository, request.viewer),
      commit_url: `${api}/commits/${sha}`,
      url: `${api}/commits/${sha}/status`,
    };
    return listAnswer(request, shapes.base, json, latest.length);
  });
}

/** The last word of each check. */
export function latestStatuses(all: StatusRecord[]): StatusRecord[] {
  const latest = new Map<string, StatusRecord>();
  for (const status of all) latest.set(status.context, status);
  return [...latest.values()];
}

/** The worst of the states; `pending` when nothing was said. */
export function combinedState(statuses: StatusRecord[]): string {
  const worst = Math.max(
    -1,
    ...statuses.map(({ state }) =>
      WEIGHT.includes(state) ? WEIGHT.indexOf(state) : 1,
    ),
  );
  return WEIGHT[worst] ?? 'pending';
}
