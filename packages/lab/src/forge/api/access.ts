import type { Account, Viewer } from '../Accounts';
import type { Forge } from '../Forge';
import { ForgeError } from '../ForgeError';
import type { ForgeAnswer, ForgeRequest } from '../http/ForgeRouter';
import type { Repository, Role } from '../Repositories';

/** The person who asks; 401 when nobody signed in. */
export function signedIn(viewer: Viewer): Account {
  if (!viewer) throw new ForgeError(401, 'token is required');
  return viewer;
}

/** The repository of the path, for reading. */
export function repositoryOf(forge: Forge, request: ForgeRequest): Repository {
  const { owner, repo } = request.params;
  return forge.repositories.visible(owner, repo, request.viewer);
}

const REFUSALS: Record<Exclude<Role, 'none' | 'read'>, string> = {
  write: 'user should have a permission to write to a repo',
  admin:
    'user should be an owner or a collaborator with admin write of a repository',
};

/** The repository of the path and the person, who must have the role. */
export function withRole(
  forge: Forge,
  request: ForgeRequest,
  role: 'write' | 'admin',
): { repository: Repository; account: Account } {
  const repository = repositoryOf(forge, request);
  const account = signedIn(request.viewer);
  if (!forge.repositories.may(account, role, repository))
    throw new ForgeError(403, REFUSALS[role]);
  return { repository, account };
}

/** Page and size of a list, as `page` and `limit` ask for it; Gitea gives at most 50. */
export function pageOf(request: ForgeRequest): {
  page: number;
  limit: number;
  skip: number;
} {
  const number = (name: string, standard: number) => {
    const value = Number(request.url.searchParams.get(name));
    return Number.isInteger(value) && value > 0 ? value : standard;
  };
  const page = number('page', 1);
  const limit = Math.min(number('limit', 30), 50);
  return { page, limit, skip: (page - 1) * limit };
}

/** A page of a list, with the headers that say how much there is. */
export function listAnswer(
  request: ForgeRequest,
  base: string,
  json: unknown,
  total: number,
): ForgeAnswer {
  const { page, limit } = pageOf(request);
  const last = Math.max(1, Math.ceil(total / limit));
  const link = (target: number, name: string) => {
    const url = new URL(request.url.pathname, base);
    url.search = request.url.search;
    url.searchParams.set('page', String(target));
    return `<${url}>; rel="${name}"`;
  };
  const links = [];
  if (page < last) links.push(link(page + 1, 'next'), link(last, 'last'));
  if (page > 1) links.push(link(1, 'first'), link(page - 1, 'prev'));
  return {
    status: 200,
    json,
    headers: {
      'X-Total-Count': String(total),
      ...(links.length > 0 ? { Link: links.join(',') } : {}),
    },
  };
}

/** Answer with a body. */
export function ok(json: unknown, status = 200): ForgeAnswer {
  return { status, json };
}

/** Answer without a body. */
export function done(status = 204): ForgeAnswer {
  return { status };
}
