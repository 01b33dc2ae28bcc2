import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import type { Forge } from '../Forge';
import type {
  ForgeAnswer,
  ForgeRequest,
  ForgeRouter,
} from '../http/ForgeRouter';
import type { Repository } from '../Repositories';
import { advertise, exchange, type GitService, PRE_RECEIVE } from './smartHttp';

const SIGN_IN: ForgeAnswer = {
  status: 401,
  text: 'Unauthorized\n',
  type: 'text/plain; charset=utf-8',
  headers: { 'WWW-Authenticate': 'Basic realm="Gitea (Basic Auth)"' },
};

/** `git clone`, `git fetch` and `git push` over HTTP. */
export function addGitRoutes(router: ForgeRouter, forge: Forge): void {
  const hooks = join(forge.stateDir, 'hooks');
  mkdirSync(hooks, { recursive: true });
  writeFileSync(join(hooks, 'pre-receive'), PRE_RECEIVE);
  chmodSync(join(hooks, 'pre-receive'), 0o755);

  /** The repository, or the answer that refuses. */
  const admitted = (
    request: ForgeRequest,
    service: GitService,
  ): Repository | ForgeAnswer => {
    const { owner, repo } = request.params;
    const repository = forge.repositories.find(
      owner,
      repo.replace(/\.git$/, ''),
    );
    const { viewer } = request;
    const readable =
      repository && forge.repositories.may(viewer, 'read', repository);
    // What nobody may know of is not told apart from what does not exist.
    if (!viewer && (!readable || service === 'git-receive-pack'))
      return SIGN_IN;
    if (!readable)
      return {
        status: 404,
        text: 'Repository not found\n',
        type: 'text/plain',
      };
    if (
      service === 'git-receive-pack' &&
      !forge.repositories.may(viewer, 'write', repository)
    )
      return {
        status: 403,
        text: 'User permission denied\n',
        type: 'text/plain',
      };
    return repository;
  };

  router.on(
    'GET',
    '/:owner/:repo/info/refs',
    async (request, response): Promise<ForgeAnswer | undefined> => {
      const service = request.url.searchParams.get('service');
      if (service !== 'git-upload-pack' && service !== 'git-receive-pack')
        return {
          status: 403,
          text: 'The lab speaks the smart protocol only\n',
          type: 'text/plain',
        };
      const repository = admitted(request, service);
      if ('status' in repository) return repository;
      await advertise(repository.git.path, service, request.raw, response);
      return undefined;
    },
  );

  router.on(
    'POST',
    '/:owner/:repo/git-upload-pack',
    async (request, response) => {
      const repository = admitted(request, 'git-upload-pack');
      if ('status' in repository) return repository;
      await exchange(
        repository.git.path,
        'git-upload-pack',
        request.raw,
        response,
        { hooks, refused: [] },
      );
      return undefined;
    },
  );

  router.on(
    'POST',
    '/:owner/:repo/git-receive-pack',
    async (request, response) => {
      const repository = admitted(request, 'git-receive-pack');
      if ('status' in repository) return repository;
      await repository.exclusive(() =>
        receive(forge, repository, request, response, hooks),
      );
      return undefined;
    },
  );
}

async function receive(
  forge: Forge,
  repository: Repository,
  request: ForgeRequest,
  response: ServerResponse,
  hooks: string,
): Promise<void> {
  const account = request.viewer!;
  const { git } = repository;
  const before = new Map(
    (await git.branches()).map(({ name, sha }) => [name, sha]),
  );
  const refused = repository.record.protections
    .filter(
      ({ rule }) => !forge.repositories.mayPush(account, repository, rule),
    )
    .map(({ rule }) => `refs/heads/${rule}`);
  await exchange(git.path, 'git-receive-pack', request.raw, response, {
    hooks,
    refused,
  });
  const after = new Map(
    (await git.branches()).map(({ name, sha }) => [name, sha]),
  );
  for (const name of new Set([...before.keys(), ...after.keys()])) {
    const [old, now] = [before.get(name), after.get(name)];
    if (old !== now)
      await forge.branchMoved(repository, name, old, now, account);
  }
}
