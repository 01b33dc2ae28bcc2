import { mockServices } from '@backstage/backend-test-utils';
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { EntityProviderMutation } from '@backstage/plugin-catalog-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { ForgeError } from '@naru/plugin-gitops-node';
import { catalogInfo } from '../__fixtures__/catalogInfo';
import { FakeRepository } from '../__fixtures__/FakeRepository';
import { LocationRemovals } from '../removals/LocationRemovals';
import { ApplicationFileProvider } from './ApplicationFileProvider';
import { CatalogedFiles } from './CatalogedFiles';

describe('ApplicationFileProvider', () => {
  const logger = mockServices.logger.mock({ child: () => logger });
  let repository: FakeRepository;
  let cataloged: Map<string, Entity>;
  let mutations: EntityProviderMutation[];

  beforeEach(() => {
    jest.clearAllMocks();
    repository = new FakeRepository();
    cataloged = new Map();
    mutations = [];
  });

  async function connect(
    removals = new LocationRemovals({ logger, maximumShare: 0.2 }),
  ) {
    const provider = new ApplicationFileProvider({
      host: repository,
      folder: 'apps',
      removals,
      logger,
      cataloged: new CatalogedFiles({
        auth: mockServices.auth(),
        folder: 'apps',
        catalog: catalogServiceMock.mock({
          async *streamEntities() {
            yield [...cataloged.values()];
          },
        }),
      }),
      schedule: { run: async () => {} },
      retryMs: 60_000,
    });
    await provider.connect({
      async applyMutation(mutation) {
        mutations.push(mutation);
        const items =
          mutation.type === 'full' ? mutation.entities : mutation.added;
        if (mutation.type === 'full') {
          cataloged.clear();
        }
        items.forEach(({ entity }) =>
          cataloged.set(stringifyEntityRef(entity), entity),
        );
      },
      refresh: async () => {},
    });
    return provider;
  }

  function put(count: number) {
    for (let index = 0; index < count; index += 1) {
      repository.put(
        `apps/app${index}/catalog-info.yaml`,
        catalogInfo(`app${index}`),
      );
    }
  }

  it('says the same of the same commit, in the same order', async () => {
    put(3);
    const provider = await connect();
    await provider.look();
    await provider.look();

    expect(mutations[1]).toEqual(mutations[0]);
    expect([...cataloged.keys()]).toEqual([
      'location:default/platform.app0',
      'location:default/platform.app1',
      'location:default/platform.app2',
    ]);
  });

  it('touches nothing when the listing fails, and logs the failure once', async () => {
    put(3);
    const provider = await connect();
    await provider.look();
    repository.put('apps/app1/catalog-info.yaml', undefined);

    repository.fault = new ForgeError({
      kind: 'bad-answer',
      repository: 'platform',
      action: 'list everything in apps',
    });
    await provider.look();
    await provider.look();

    expect(mutations).toHaveLength(1);
    expect(logger.warn).toHaveBeenCalledTimes(1);

    repository.fault = undefined;
    await provider.look();
    expect([...cataloged.keys()]).toEqual([
      'location:default/platform.app0',
      'location:default/platform.app2',
    ]);
  });

  it('brings what is new while a removal of many waits, and removes exactly what was confirmed', async () => {
    put(20);
    const removals = new LocationRemovals({ logger, maximumShare: 0.2 });
    const provider = await connect(removals);
    await provider.look();

    for (let index = 0; index < 15; index += 1) {
      repository.put(`apps/app${index}/catalog-info.yaml`, undefined);
    }
    repository.put('apps/shop/catalog-info.yaml', catalogInfo('shop'));
    await provider.look();
    expect(cataloged.size).toBe(21);
    expect(removals.refusals()).toEqual([
      expect.objectContaining({ repository: 'platform', of: 20 }),
    ]);

    removals.confirm('platform');
    await provider.look();
    expect(cataloged.size).toBe(6);
    expect(removals.refusals()).toEqual([]);
  });

  it('looks after merges that concern it only', async () => {
    const provider = await connect();
    const merge = {
      repository: 'platform',
      branch: 'main',
      files: ['apps/shop/catalog-info.yaml', 'apps/shop/values.yaml'],
    };
    expect(provider.concerns(merge)).toBe(true);
    expect(provider.concerns({ ...merge, files: [] })).toBe(true);
    expect(
      provider.concerns({ ...merge, files: ['kubernetes/staging/x.yaml'] }),
    ).toBe(false);
    expect(provider.concerns({ ...merge, branch: 'naru/app/shop' })).toBe(
      false,
    );
    expect(provider.concerns({ ...merge, repository: 'other' })).toBe(false);
  });
});
