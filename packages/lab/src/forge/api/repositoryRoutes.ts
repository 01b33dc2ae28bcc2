import { z } from 'zod';
import { timestamp } from '../../clock/LabClock';
import type { Account } from '../Accounts';
import type { Forge } from '../Forge';
import { ForgeError } from '../ForgeError';
import {
  type ForgeRequest,
  type ForgeRouter,
  readJson,
} from '../http/ForgeRouter';
import {
  done,
  listAnswer,
  ok,
  pageOf,
  repositoryOf,
  signedIn,
  withRole,
} from './access';

const NewRepository = z.object({
  name: z.string(),
  description: z.string().default(''),
  private: z.boolean().default(false),
  auto_init: z.boolean().default(false),
  default_branch: z.string().default(''),
});
const Collaborator = z.object({
  permission: z.enum(['read', 'write', 'admin']).default('write'),
});
const NewProtection = z.object({
  rule_name: z.string().optional(),
  branch_name: z.string().optional(),
  enable_push: z.boolean().default(false),
  enable_push_whitelist: z.boolean().default(false),
  push_whitelist_usernames: z.array(z.string()).nullish(),
  enable_merge_whitelist: z.boolean().default(false),
  merge_whitelist_usernames: z.array(z.string()).nullish(),
});
const NewHook = z.object({
  type: z.string(),
  config: z.record(z.string(), z.string()).default({}),
  events: z.array(z.string()).default([]),
  active: z.boolean().default(false),
  authorization_header: z.string().optional(),
});

/** Repositories, their collaborators, branch protections and webhooks. */
export function addRepositoryRoutes(router: ForgeRouter, forge: Forge): void {
  const { accounts, repositories, shapes, store } = forge;

  const create = async (
    request: ForgeRequest,
    owner: string,
    author: Account,
  ) => {
    const wish = readJson(request, NewRepository, { name: 'Name' });
    const repository = await repositories.create({
      owner,
      name: wish.name,
      description: wish.description,
      private: wish.private,
      defaultBranch: wish.default_branch,
      author,
      files: wish.auto_init ? { 'README.md': `# ${wish.name}\n` } : undefined,
    });
    return ok(await shapes.repository(repository, author), 201);
  };

  router.on('POST', '/api/v1/user/repos', async request => {
    const account = signedIn(request.viewer);
    return create(request, account.login, account);
  });

  router.on('POST', '/api/v1/orgs/:org/repos', async request => {
    const account = signedIn(request.viewer);
    const organization = accounts.organization(request.params.org);
    if (!organization)
      throw ForgeError.notFound('GetOrgByName', [
        `user redirect does not exist [name: ${request.params.org}]`,
      ]);
    if (!account.admin && !organization.owners.includes(account.login))
      throw new ForgeError(
        403,
        'Given user is not allowed to create repository in organization.',
      );
    return create(request, organization.name, account);
  });

  router.on('GET', '/api/v1/repos/search', async request => {
    const visible = repositories
      .all()
      .filter(each => repositories.may(request.viewer, 'read', each));
    const { skip, limit } = pageOf(request);
    const data = [];
    for (const repository of visible.slice(skip, skip + limit))
      data.push(await shapes.repository(repository, request.viewer));
    return listAnswer(request, shapes.base, { ok: true, data }, visible.length);
  });

  router.on('GET', '/api/v1/repos/:owner/:repo', async request =>
    ok(await shapes.repository(repositoryOf(forge, request), request.viewer)),
  );

  router.on('DELETE', '/api/v1/repos/:owner/:repo', async request => {
    const repository = repositoryOf(forge, request);
    if (!repositories.may(signedIn(request.viewer), 'admin', repository))
      throw new ForgeError(403, 'user should be the owner of the repo');
    await repository.exclusive(async () => repositories.remove(repository));
    return done();
  });

  const people = '/api/v1/repos/:owner/:repo/collaborators';

  router.on('GET', people, async request => {
    const { repository } = withRole(forge, request, 'write');
    const names = Object.keys(repository.record.collaborators);
    return listAnswer(
      request,
      shapes.base,
      names.map(name => shapes.named(name, request.viewer)),
      names.length,
    );
  });

  router.on('PUT', `${people}/:login`, async request => {
    const { repository } = withRole(forge, request, 'admin');
    const account = accounts.find(request.params.login);
    if (!account)
      throw new ForgeError(
        422,
        `user does not exist [uid: 0, name: ${request.params.login}]`,
      );
    const { permission } = readJson(request, Collaborator);
    repository.record.collaborators[account.login] = permission;
    store.save();
    return done();
  });

  router.on('DELETE', `${people}/:login`, async request => {
    const { repository } = withRole(forge, request, 'admin');
    delete repository.record.collaborators[request.params.login];
    store.save();
    return done();
  });

  router.on('GET', `${people}/:login/permission`, async request => {
    const { repository } = withRole(forge, request, 'write');
    const account = accounts.find(request.params.login);
    if (!account) throw ForgeError.notFound();
    const permission = repositories.role(account, repository);
    return ok({
      permission,
      role_name: permission,
      user: shapes.user(account, request.viewer),
    });
  });

  const rules = '/api/v1/repos/:owner/:repo/branch_protections';

  router.on('GET', rules, async request => {
    const { repository } = withRole(forge, request, 'admin');
    return ok(repository.record.protections.map(shapes.protection));
  });

  router.on('GET', `${rules}/*`, async request => {
    const { repository } = withRole(forge, request, 'admin');
    const rule = repository.record.protections.find(
      each => each.rule === request.params['*'],
    );
    if (!rule) throw ForgeError.notFound();
    return ok(shapes.protection(rule));
  });

  router.on('POST', rules, async request => {
    const { repository } = withRole(forge, request, 'admin');
    const wish = readJson(request, NewProtection);
    const name = wish.rule_name || wish.branch_name;
    if (!name)
      throw new ForgeError(422, 'both rule_name and branch_name are empty');
    if (repository.record.protections.some(each => each.rule === name))
      throw new ForgeError(403, 'Branch protection already exist');
    const rule = {
      rule: name,
      enablePush: wish.enable_push,
      pushWhitelist: wish.enable_push_whitelist
        ? wish.push_whitelist_usernames ?? []
        : undefined,
      mergeWhitelist: wish.enable_merge_whitelist
        ? wish.merge_whitelist_usernames ?? []
        : undefined,
      created: timestamp(forge.clock),
    };
    repository.record.protections.push(rule);
    store.save();
    return ok(shapes.protection(rule), 201);
  });

  router.on('DELETE', `${rules}/*`, async request => {
    const { repository } = withRole(forge, request, 'admin');
    const { record } = repository;
    const kept = record.protections.filter(
      each => each.rule !== request.params['*'],
    );
    if (kept.length === record.protections.length) throw ForgeError.notFound();
    record.protections = kept;
    store.save();
    return done();
  });

  const hooks = '/api/v1/repos/:owner/:repo/hooks';

  router.on('GET', hooks, async request => {
    const { repository } = withRole(forge, request, 'admin');
    const all = repository.record.hooks;
    return listAnswer(request, shapes.base, all.map(shapes.hook), all.length);
  });

  router.on('POST', hooks, async request => {
    const { repository } = withRole(forge, request, 'admin');
    const wish = readJson(request, NewHook, { type: 'Type' });
    for (const option of ['url', 'content_type'])
      if (!wish.config[option])
        throw new ForgeError(422, `Missing config option: ${option}`);
    if (!/^https?:\/\//.test(wish.config.url))
      throw new ForgeError(422, 'Invalid url');
    const hook = {
      id: store.nextId('hook'),
      url: wish.config.url,
      secret: wish.config.secret || undefined,
      authorization: wish.authorization_header || undefined,
      events: wish.events.length > 0 ? wish.events : ['push'],
      active: wish.active,
      created: timestamp(forge.clock),
    };
    repository.record.hooks.push(hook);
    store.save();
    return ok(shapes.hook(hook), 201);
  });

  router.on('DELETE', `${hooks}/:id`, async request => {
    const { repository } = withRole(forge, request, 'admin');
    const { record } = repository;
    const kept = record.hooks.filter(
      hook => String(hook.id) !== request.params.id,
    );
    if (kept.length === record.hooks.length) throw ForgeError.notFound();
    record.hooks = kept;
    store.save();
    return done();
  });
}
