import { createServiceFactory } from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  harborProjectListSchema,
  harborProjectReadPermission,
  harborRepositoryListSchema,
  harborTagListSchema,
} from '@naru/plugin-harbor-common';
import {
  HarborError,
  harborServiceRef,
  type Harbor,
  type HarborErrorKind,
} from '@naru/plugin-harbor-node';
import request from 'supertest';
import harborPlugin from './index';

// Starting a backend takes seconds on a busy machine.
jest.setTimeout(30_000);

const READ_AT = new Date('2026-11-21T09:00:00Z');
const listed = <T>(items: T[]) => ({
  items,
  truncated: false,
  readAt: READ_AT,
});
const tag = (name: string) => ({
  name,
  digest: `sha256:${'a'.repeat(64)}`,
  pushedAt: '2026-11-18T09:00:00.000Z',
  size: 61_400_000,
});

function fakeHarbor(answers: Partial<Harbor> = {}): Harbor {
  return {
    instances: [{ name: 'main', url: 'http://h.test', registry: 'h.test' }],
    findByRegistry: () => undefined,
    projects: async names =>
      listed(
        names
          .filter(name => name.endsWith('-dev'))
          .map(name => ({
            instance: 'main',
            name,
            registry: 'h.test',
            repositoryCount: 5,
          })),
      ),
    repositories: async project =>
      project === 'team1-dev'
        ? listed([
            {
              name: 'team1-dev/shop',
              artifactCount: 3,
            },
          ])
        : undefined,
    tags: async () => listed(['2.0.0', 'latest', '1.0.0'].map(tag)),
    artifact: async () => undefined,
    ...answers,
  };
}

describe('harbor plugin', () => {
  let stop: (() => Promise<void>) | undefined;
  afterEach(() => stop?.());

  const start = async (
    options: { harbor?: Partial<Harbor>; denied?: boolean } = {},
  ) => {
    const asked: string[] = [];
    const backend = await startTestBackend({
      features: [
        harborPlugin,
        mockServices.permissions.mock({
          authorize: async requests =>
            requests.map(({ permission }) => {
              asked.push(permission.name);
              return {
                result: options.denied
                  ? AuthorizeResult.DENY
                  : AuthorizeResult.ALLOW,
              };
            }),
        }).factory,
        createServiceFactory({
          service: harborServiceRef,
          deps: {},
          factory: () => fakeHarbor(options.harbor),
        }),
      ],
    });
    stop = () => backend.stop();
    const get = (path: string) =>
      request(backend.server).get(`/api/harbor${path}`);
    return { get, asked };
  };

  const ROUTES = [
    '/v1/projects?team=team1',
    '/v1/repositories?project=team1-dev',
    '/v1/tags?project=team1-dev&repository=shop',
  ];

  it('lists the projects of a team that Harbor has, and names those it should have', async () => {
    const { get } = await start();
    const { status, body } = await get(ROUTES[0]);
    expect(status).toBe(200);
    const list = harborProjectListSchema.parse(body);
    expect(list.items.map(({ name }) => name)).toEqual(['team1-dev']);
    expect(list.expected).toEqual(['team1-dev', 'team1-prod']);
    expect(list.readAt).toBe(READ_AT.toISOString());
  });

  it('lists repositories, and tags without latest', async () => {
    const { get } = await start();
    const repositories = await get(ROUTES[1]);
    expect(
      harborRepositoryListSchema.parse(repositories.body).items[0].name,
    ).toBe('team1-dev/shop');
    const tags = await get(ROUTES[2]);
    expect(
      harborTagListSchema.parse(tags.body).items.map(({ name }) => name),
    ).toEqual(['2.0.0', '1.0.0']);
  });

  it('asks the Harbor that is named', async () => {
    const repositories = jest.fn(async () => listed([]));
    const { get } = await start({ harbor: { repositories } });
    await get(`${ROUTES[1]}&instance=edge`);
    expect(repositories).toHaveBeenCalledWith('team1-dev', {
      instance: 'edge',
    });
  });

  it('refuses who has not the permission, on each route, before Harbor is asked', async () => {
    const untouched = jest.fn();
    const { get, asked } = await start({
      denied: true,
      harbor: {
        projects: untouched,
        repositories: untouched,
        tags: untouched,
      },
    });
    for (const route of ROUTES) {
      const { status, body } = await get(route);
      expect(status).toBe(403);
      expect(body.error.message).toContain(harborProjectReadPermission.name);
    }
    expect(asked).toEqual(ROUTES.map(() => harborProjectReadPermission.name));
    expect(untouched).not.toHaveBeenCalled();
  });

  it('refuses who did not sign in', async () => {
    const { get } = await start();
    for (const route of ROUTES) {
      const { status } = await get(route).set(
        'authorization',
        mockCredentials.none.header(),
      );
      expect(status).toBe(401);
    }
  });

  it.each([
    '/v1/projects',
    '/v1/projects?team=Team%201',
    '/v1/projects?team=team1/../x',
    '/v1/repositories',
    '/v1/tags?project=team1-dev',
    '/v1/tags?project=a&project=b&repository=shop',
  ])('refuses the query of %s', async path => {
    const { get } = await start();
    const { status, body } = await get(path);
    expect(status).toBe(400);
    expect(body.error.message).toMatch(/^Query \w+/);
  });

  it('says what to do about a project that does not exist', async () => {
    const { get } = await start();
    const { status, body } = await get('/v1/repositories?project=nope');
    expect(status).toBe(404);
    expect(body.error.message).toContain('Harbor has no project "nope"');
  });

  it('says that none is configured', async () => {
    const { get } = await start({ harbor: { instances: [] } });
    const { status, body } = await get(ROUTES[0]);
    expect(status).toBe(404);
    expect(body.error.message).toContain('harbor.instances');
  });

  it.each<[HarborErrorKind, number]>([
    ['unreachable', 503],
    ['unauthorized', 503],
    ['busy', 503],
    ['answer', 503],
    ['forbidden', 404],
  ])('answers what helps when Harbor is %s', async (kind, expected) => {
    const { get } = await start({
      harbor: {
        tags: async () => {
          throw new HarborError({
            kind,
            instance: 'main',
            action: 'list the tags of team1-dev/shop',
            lastGoodAt: new Date('2026-11-21T08:00:00Z'),
          });
        },
      },
    });
    const { status, body } = await get(ROUTES[2]);
    expect(status).toBe(expected);
    expect(body.error.message).toMatch(
      /^Harbor "main": cannot list the tags of team1-dev\/shop: /,
    );
    expect(body.error.lastGoodAt).toBe(
      kind === 'forbidden' ? undefined : '2026-11-21T08:00:00.000Z',
    );
  });
});
