import { z } from 'zod';
import type { Forge } from '../Forge';
import { ForgeError } from '../ForgeError';
import { type ForgeRouter, readJson } from '../http/ForgeRouter';
import { done, ok, signedIn } from './access';

const NewUser = z.object({
  username: z.string(),
  email: z.string(),
  full_name: z.string().default(''),
  password: z.string().optional(),
});
const NewToken = z.object({ name: z.string() });
const NewOrganization = z.object({
  username: z.string(),
  full_name: z.string().default(''),
  description: z.string().default(''),
});

/** Version, people, tokens and organisations. */
export function addAccountRoutes(router: ForgeRouter, forge: Forge): void {
  const { accounts, shapes, repositories } = forge;

  router.on('GET', '/api/v1/version', async () => ok({ version: '1.26.0' }));

  router.on('GET', '/api/v1/user', async ({ viewer }) =>
    ok(shapes.user(signedIn(viewer), viewer)),
  );

  router.on('GET', '/api/v1/users/:login', async ({ params, viewer }) => {
    const account = accounts.find(params.login);
    if (!account)
      throw new ForgeError(
        404,
        `user redirect does not exist [name: ${params.login}]`,
      );
    return ok(shapes.user(account, viewer));
  });

  router.on('POST', '/api/v1/users/:login/tokens', async request => {
    const account = signedIn(request.viewer);
    const header = request.headers.authorization ?? '';
    const [login, ...secret] = Buffer.from(header.split(' ')[1] ?? '', 'base64')
      .toString('utf8')
      .split(':');
    // As in Gitea, a token cannot make another one: only the password can.
    const byPassword =
      /^basic /i.test(header) && accounts.byPassword(login, secret.join(':'));
    if (!byPassword) throw new ForgeError(401, 'auth required');
    if (account.login !== request.params.login && !account.admin)
      throw new ForgeError(403, 'Only admins can create tokens for others');
    const { name } = readJson(request, NewToken, { name: 'Name' });
    const token = accounts.createToken(request.params.login, name);
    return ok(
      {
        id: token.id,
        name: token.name,
        sha1: token.token,
        token_last_eight: token.token.slice(-8),
        scopes: ['all'],
      },
      201,
    );
  });

  router.on('POST', '/api/v1/admin/users', async request => {
    requireAdmin(signedIn(request.viewer).admin);
    const user = readJson(request, NewUser, {
      username: 'Username',
      email: 'Email',
    });
    if (!/^[\w][\w.-]*$/.test(user.username))
      throw new ForgeError(422, '[Username]: invalid username');
    const account = accounts.create({
      login: user.username,
      fullName: user.full_name,
      email: user.email,
      password: user.password,
    });
    return ok(shapes.user(account, request.viewer), 201);
  });

  router.on('DELETE', '/api/v1/admin/users/:login', async request => {
    requireAdmin(signedIn(request.viewer).admin);
    accounts.remove(request.params.login);
    return done();
  });

  router.on('POST', '/api/v1/orgs', async request => {
    const owner = signedIn(request.viewer);
    const wish = readJson(request, NewOrganization, { username: 'UserName' });
    repositories.createOrganization(owner, {
      name: wish.username,
      fullName: wish.full_name,
      description: wish.description,
    });
    return ok(shapes.organization(wish.username), 201);
  });

  router.on('GET', '/api/v1/orgs/:org', async ({ params }) => {
    if (!accounts.organization(params.org))
      throw ForgeError.notFound('GetOrgByName', [
        `user redirect does not exist [name: ${params.org}]`,
      ]);
    return ok(shapes.organization(params.org));
  });

  router.on('DELETE', '/api/v1/orgs/:org', async ({ params, viewer }) => {
    const account = signedIn(viewer);
    const organization = accounts.organization(params.org);
    if (!organization)
      throw ForgeError.notFound('GetOrgByName', [
        `user redirect does not exist [name: ${params.org}]`,
      ]);
    if (!account.admin && !organization.owners.includes(account.login))
      throw new ForgeError(403, 'Must be an organization owner');
    if (
      repositories.all().some(each => each.record.owner === organization.name)
    )
      throw new ForgeError(
        500,
        'organization still has ownership of repositories',
      );
    const { data } = forge.store;
    data.organizations = data.organizations.filter(
      each => each !== organization,
    );
    forge.store.save();
    return done();
  });
}

function requireAdmin(admin: boolean): void {
  if (!admin) throw new ForgeError(403, 'user should be the site admin');
}
