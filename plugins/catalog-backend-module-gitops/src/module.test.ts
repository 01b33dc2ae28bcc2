import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { createServiceFactory } from '@backstage/backend-plugin-api';
import { Entity } from '@backstage/catalog-model';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  DefaultEventsService,
  eventsServiceRef,
} from '@backstage/plugin-events-node';
import {
  changeRequestHostsServiceRef,
  ForgeError,
} from '@naru/plugin-gitops-node';
import request from 'supertest';
import { catalogInfo } from './__fixtures__/catalogInfo';
import { FakeRepository } from './__fixtures__/FakeRepository';
import catalogModuleGitops from '.';

// A whole catalog starts here, on a machine that may be busy.
jest.setTimeout(60_000);

const SHOP = 'apps/shop/catalog-info.yaml';
const SHOP_URL =
  'http://git.test/platform/gitops/src/branch/main/apps/shop/catalog-info.yaml';

describe('catalogModuleGitops', () => {
  async function start(options: {
    host: FakeRepository;
    config?: object;
    mayConfirm?: boolean;
  }) {
    const { host, config = {}, mayConfirm = true } = options;
    const events = DefaultEventsService.create({
      logger: mockServices.logger.mock(),
    });
    const { server } = await startTestBackend({
      features: [
        catalogPlugin,
        catalogModuleGitops,
        mockServices.rootConfig.factory({
          data: {
            integrations: {
              gitea: [{ host: 'git.test', baseUrl: 'http://git.test' }],
            },
            catalog: {
              orphanStrategy: 'delete',
              ...config,
            },
          },
        }),
        mockServices.permissions.mock({
          authorize: async requests =>
            requests.map(() => ({
              result: mayConfirm ? AuthorizeResult.ALLOW : AuthorizeResult.DENY,
            })),
          authorizeConditional: async requests =>
            requests.map(() => ({ result: AuthorizeResult.ALLOW })),
        }).factory,
        createServiceFactory({
          service: eventsServiceRef,
          deps: {},
          factory: () => events,
        }),
        createServiceFactory({
          service: changeRequestHostsServiceRef,
          deps: {},
          factory: () => ({
            list: () => [host],
            get: () => host,
            webhookSecret: () => undefined,
          }),
        }),
      ],
    });
    const all = async (): Promise<Entity[]> => {
      const { body } = await request(server).get('/api/catalog/entities');
      return body;
    };
    const find = async (ref: string): Promise<Entity | undefined> => {
      const [kind, name] = ref.split(':');
      return (await all()).find(
        entity =>
          entity.kind.toLocaleLowerCase('en') === kind &&
          entity.metadata.name === name,
      );
    };
    return {
      server,
      all,
      find,
      async once(
        ref: string,
        condition: (entity: Entity | undefined) => boolean = Boolean,
      ): Promise<Entity | undefined> {
        for (;;) {
          const entity = await find(ref);
          if (condition(entity)) {
            return entity;
          }
        }
      },
      merged: (...files: string[]) =>
        events.publish({
          topic: 'gitops.merged',
          eventPayload: { repository: 'platform', branch: 'main', files },
        }),
    };
  }

  it('brings an application to the catalog soon after its merge, with the links to its file', async () => {
    const host = new FakeRepository({ 'README.md': '' });
    const catalog = await start({ host });
    expect(await catalog.all()).toEqual([]);

    host.put(SHOP, catalogInfo('shop'));
    const before = Date.now();
    await catalog.merged(SHOP);
    const shop = await catalog.once('component:shop');

    expect(Date.now() - before).toBeLessThan(10_000);
    expect(shop?.metadata.annotations).toMatchObject({
      'backstage.io/managed-by-location': `url:${SHOP_URL}`,
      'backstage.io/managed-by-origin-location': `gitops:platform:${SHOP}`,
      'backstage.io/source-location':
        'url:http://git.test/platform/gitops/src/branch/main/apps/shop/',
      'backstage.io/view-url': SHOP_URL,
      'backstage.io/edit-url':
        'http://git.test/platform/gitops/_edit/main/apps/shop/catalog-info.yaml',
    });
    expect(shop?.relations).toContainEqual({
      type: 'ownedBy',
      targetRef: 'group:default/team1',
    });
  });

  it('reads a changed file anew, and lets an application go with its file', async () => {
    const host = new FakeRepository({ [SHOP]: catalogInfo('shop') });
    const catalog = await start({ host });
    await catalog.once('component:shop');

    host.put(SHOP, catalogInfo('shop', { owner: 'team2' }));
    await catalog.merged(SHOP);
    const moved = await catalog.once(
      'component:shop',
      entity => entity?.spec?.owner === 'team2',
    );
    expect(moved?.metadata.name).toBe('shop');

    host.put(SHOP, undefined);
    await catalog.merged(SHOP);
    await catalog.once('component:shop', entity => entity === undefined);
  });

  it.each([
    ['is no YAML', 'kind: [', /YAML|Nested|flow/i],
    [
      'claims the Applications of others',
      catalogInfo('shop', {
        annotations: { 'argocd/app-selector': 'naru.io/app=bank' },
      }),
      /selects Argo CD Applications of others; use naru\.io\/app=shop/,
    ],
    [
      'makes people',
      catalogInfo('shop').replace('kind: Component', 'kind: User'),
      /kind User is not for the file of an application/,
    ],
  ])(
    'keeps the entity and shows the fault when its file %s',
    async (_, content, words) => {
      const host = new FakeRepository({ [SHOP]: catalogInfo('shop') });
      const catalog = await start({ host });
      await catalog.once('component:shop');

      host.put(SHOP, content);
      await catalog.merged(SHOP);
      const location = await catalog.once('location:platform.shop', entity =>
        JSON.stringify(entity).includes('"status"'),
      );

      expect(JSON.stringify(location)).toMatch(words);
      expect(await catalog.find('component:shop')).toMatchObject({
        spec: { owner: 'group:default/team1' },
      });
      const { body: ancestry } = await request(catalog.server).get(
        '/api/catalog/entities/by-name/component/default/shop/ancestry',
      );
      expect(JSON.stringify(ancestry)).toMatch(words);
    },
  );

  it('keeps everything while the forge is away, and goes on when it is back', async () => {
    const host = new FakeRepository({ [SHOP]: catalogInfo('shop') });
    const catalog = await start({ host });
    await catalog.once('component:shop');

    host.put(SHOP, undefined);
    host.put('apps/bank/catalog-info.yaml', catalogInfo('bank'));
    host.fault = new ForgeError({
      kind: 'unreachable',
      repository: 'platform',
      action: 'list apps',
    });
    await catalog.merged(SHOP);
    expect(await catalog.find('component:shop')).toBeDefined();

    host.fault = undefined;
    await catalog.merged('apps/bank/catalog-info.yaml');
    expect(await catalog.once('component:bank')).toBeDefined();
    await catalog.once('component:shop', entity => entity === undefined);
  });

  it('takes a repository that it may not see any more for a failure', async () => {
    const host = new FakeRepository({ [SHOP]: catalogInfo('shop') });
    const catalog = await start({ host });
    await catalog.once('component:shop');

    jest.spyOn(host, 'findBranch').mockResolvedValue(undefined);
    jest.spyOn(host, 'listTree').mockResolvedValue([]);
    await catalog.merged(SHOP);

    expect(await catalog.find('component:shop')).toBeDefined();
  });

  it('holds back the removal of many until a person confirms it', async () => {
    const paths = Array.from(
      { length: 12 },
      (_, index) => `apps/app${index}/catalog-info.yaml`,
    );
    const host = new FakeRepository(
      Object.fromEntries(
        paths.map((path, index) => [path, catalogInfo(`app${index}`)]),
      ),
    );
    const catalog = await start({ host });
    for (const index of paths.keys()) {
      await catalog.once(`component:app${index}`);
    }

    paths.forEach(path => host.put(path, undefined));
    await catalog.merged(...paths);
    expect(await catalog.find('component:app3')).toBeDefined();
    const { body } = await request(catalog.server).get(
      '/api/catalog/gitops/removals',
    );
    expect(body.items).toEqual([
      expect.objectContaining({ repository: 'platform', of: 12 }),
    ]);

    await request(catalog.server)
      .post('/api/catalog/gitops/removals/platform/confirm')
      .expect(202);
    await catalog.once('component:app3', entity => entity === undefined);
    await request(catalog.server)
      .post('/api/catalog/gitops/removals/platform/confirm')
      .expect(404);
  });

  it('lets nobody confirm a removal who may not delete locations', async () => {
    const { server } = await start({
      host: new FakeRepository(),
      mayConfirm: false,
    });
    const confirm = await request(server)
      .post('/api/catalog/gitops/removals/platform/confirm')
      .set('authorization', mockCredentials.user.header('user:default/dev1'));
    expect(confirm.status).toBe(403);
    const list = await request(server).get('/api/catalog/gitops/removals');
    expect(list.status).toBe(403);
  });

  it.each([
    [{ maximumRemovalShare: 20 }, 'must be a number from 0 to 1'],
    [{ folder: '../apps' }, 'must be the path of a folder'],
    [{ kinds: ['Component', 'Location'] }, 'neither Location nor Template'],
  ])('does not start with %j', async (gitops, words) => {
    await expect(
      start({
        host: new FakeRepository(),
        config: { providers: { gitops } },
      }),
    ).rejects.toThrow(words);
  });
});
