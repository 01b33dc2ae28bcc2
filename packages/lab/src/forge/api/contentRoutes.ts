import { z } from 'zod';
import type { Account } from '../Accounts';
import type { Forge } from '../Forge';
import { ForgeError } from '../ForgeError';
import {
  type ForgeRequest,
  type ForgeRouter,
  readJson,
} from '../http/ForgeRouter';
import type { Repository } from '../Repositories';
import { ok, repositoryOf, signedIn } from './access';
import {
  ChangeOptions,
  changeFiles,
  type FileOperation,
  type FilesChanged,
} from './changeFiles';
import { contentType } from './contentType';

const ManyFiles = ChangeOptions.extend({
  files: z.array(
    z.object({
      operation: z.string(),
      path: z.string(),
      content: z.string().optional(),
      sha: z.string().optional(),
      from_path: z.string().optional(),
    }),
  ),
});
const OneFile = ChangeOptions.extend({
  content: z.string().default(''),
  sha: z.string().optional(),
  from_path: z.string().optional(),
});

/** Files of a repository: read and change. */
export function addContentRoutes(router: ForgeRouter, forge: Forge): void {
  const { shapes } = forge;
  const repo = '/api/v1/repos/:owner/:repo';

  const reference = async (request: ForgeRequest, repository: Repository) => {
    const ref =
      request.url.searchParams.get('ref') || repository.record.defaultBranch;
    const sha = await repository.git.resolve(ref);
    if (!sha)
      throw ForgeError.notFound('not found', [
        `object does not exist [id: ${ref}, rel_path: ]`,
      ]);
    const branch = await repository.git.branchTip(ref);
    return {
      ref,
      sha,
      kind: branch ? ('branch' as const) : ('commit' as const),
    };
  };

  const read = async (request: ForgeRequest) => {
    const repository = repositoryOf(forge, request);
    const { git } = repository;
    const { ref, sha, kind } = await reference(request, repository);
    const path = (request.params['*'] ?? '').replace(/\/$/, '');
    const entry = path ? await git.entry(sha, path) : undefined;
    if (path && !entry)
      throw ForgeError.notFound('GetContentsOrList', [
        `object does not exist [id: , rel_path: ${path}]`,
      ]);
    const last = async (file: string) =>
      (await git.commits(sha, { path: file, limit: 1 }))[0];
    if (entry && entry.type !== 'tree') {
      const at = { ref, kind, last: await last(path) };
      return ok(
        shapes.contents(repository, entry, at, await git.blob(entry.sha)),
      );
    }
    const list = [];
    for (const child of await git.entries(sha, path)) {
      const at = { ref, kind, last: await last(child.path) };
      list.push(shapes.contents(repository, child, at));
    }
    return ok(list);
  };
  router.on('GET', `${repo}/contents`, read);
  router.on('GET', `${repo}/contents/`, read);
  router.on('GET', `${repo}/contents/*`, read);

  const answer = async (
    repository: Repository,
    { branch, commit, paths }: FilesChanged,
  ) => {
    const { git } = repository;
    const files = [];
    for (const path of paths) {
      const entry = path && (await git.entry(commit.sha, path));
      const at = { ref: branch, kind: 'branch' as const, last: commit };
      files.push(
        entry
          ? shapes.contents(repository, entry, at, await git.blob(entry.sha))
          : null,
      );
    }
    return {
      files,
      commit: shapes.fileCommit(repository, commit),
      verification: shapes.verification,
    };
  };

  router.on('POST', `${repo}/contents`, async request => {
    const repository = repositoryOf(forge, request);
    const account = signedIn(request.viewer);
    const body = readJson(request, ManyFiles, { files: 'Files' });
    const changed = await changeFiles(forge, repository, account, body);
    return ok(await answer(repository, changed), 201);
  });

  const one = async (
    request: ForgeRequest,
    operation: (sha: string | undefined) => string,
    status: number,
  ) => {
    const repository = repositoryOf(forge, request);
    const account: Account = signedIn(request.viewer);
    const { content, sha, from_path, ...options } = readJson(request, OneFile);
    const file: FileOperation = {
      operation: operation(sha),
      path: request.params['*'],
      content,
      sha,
      from_path,
    };
    const changed = await changeFiles(forge, repository, account, {
      ...options,
      files: [file],
    });
    const { files, ...rest } = await answer(repository, changed);
    return ok({ content: files[0], ...rest }, status);
  };
  router.on('POST', `${repo}/contents/*`, request =>
    one(request, () => 'create', 201),
  );
  router.on('PUT', `${repo}/contents/*`, request =>
    one(request, sha => (sha ? 'update' : 'create'), 200),
  );
  router.on('DELETE', `${repo}/contents/*`, request =>
    one(
      request,
      sha => {
        if (!sha) throw new ForgeError(422, '[SHA]: Required');
        return 'delete';
      },
      200,
    ),
  );

  const raw = async (
    repository: Repository,
    sha: string | undefined,
    path: string,
  ) => {
    const entry = sha && (await repository.git.entry(sha, path));
    if (!entry || entry.type !== 'blob') return undefined;
    const content = (await repository.git.blob(entry.sha))!;
    return {
      status: 200,
      text: content,
      type: contentType(path, content),
      headers: {
        ETag: `"${entry.sha}"`,
        'Content-Disposition': 'inline',
        'X-Content-Type-Options': 'nosniff',
        'Content-Security-Policy': "default-src 'none'; sandbox",
      },
    };
  };

  router.on('GET', `${repo}/raw/*`, async request => {
    const repository = repositoryOf(forge, request);
    const { sha } = await reference(request, repository);
    const found = await raw(repository, sha, request.params['*']);
    if (!found) throw ForgeError.notFound();
    return found;
  });

  router.on('GET', '/:owner/:repo/raw/:kind/*', async request => {
    const repository = repositoryOf(forge, request);
    const { kind, '*': rest } = request.params;
    const split =
      kind === 'branch' || kind === 'commit'
        ? await splitReference(repository, rest)
        : undefined;
    const found = split && (await raw(repository, split.sha, split.path));
    return found ?? { status: 404, text: 'Not found.\n', type: 'text/plain' };
  });

  router.on('GET', `${repo}/git/trees/:sha`, async request => {
    const repository = repositoryOf(forge, request);
    const sha =
      (await repository.git.resolve(request.params.sha)) ??
      (await repository.git.treeId(request.params.sha));
    if (!sha)
      throw new ForgeError(400, `sha not found [${request.params.sha}]`);
    const recursive = request.url.searchParams.get('recursive');
    const entries = await repository.git.entries(
      sha,
      '',
      recursive === 'true' || recursive === '1',
    );
    const api = `${shapes.base}/api/v1/repos/${repository.fullName}`;
    return ok({
      sha,
      url: `${api}/git/trees/${sha}`,
      tree: entries.map(entry => ({
        path: entry.path,
        mode: entry.mode,
        type: entry.type,
        size: entry.size,
        sha: entry.sha,
        url: `${api}/git/${entry.type}s/${entry.sha}`,
      })),
      truncated: false,
      page: 1,
      total_count: entries.length,
    });
  });

  router.on('GET', `${repo}/git/blobs/:sha`, async request => {
    const repository = repositoryOf(forge, request);
    const { sha } = request.params;
    const content = await repository.git.blob(sha);
    if (!content)
      throw new ForgeError(
        400,
        `object does not exist [id: ${sha}, rel_path: ]`,
      );
    return ok({
      content: content.toString('base64'),
      encoding: 'base64',
      url: `${shapes.base}/api/v1/repos/${repository.fullName}/git/blobs/${sha}`,
      sha,
      size: content.length,
    });
  });
}

/** Splits `<reference>/<path>`: a branch name may have slashes, so the longest one that exists counts. */
export async function splitReference(
  repository: Repository,
  rest: string,
): Promise<{ ref: string; sha: string; path: string } | undefined> {
  const parts = rest.split('/');
  for (let length = parts.length; length > 0; length--) {
    const ref = parts.slice(0, length).join('/');
    const sha = await repository.git.resolve(ref);
    if (sha) return { ref, sha, path: parts.slice(length).join('/') };
  }
  return undefined;
}
