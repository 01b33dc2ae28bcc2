import { mockServices } from '@backstage/backend-test-utils';
import { SchedulerServiceTaskInvocationDefinition } from '@backstage/backend-plugin-api';
import {
  EntityProviderConnection,
  EntityProviderMutation,
} from '@backstage/plugin-catalog-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { RemovalGuard } from '@naru/plugin-kubevirt-node';
import {
  createInventoryVirtualMachine,
  FakeInventory,
} from '@naru/plugin-kubevirt-node/testUtils';
import { CatalogedEntities } from './CatalogedEntities';
import { KubevirtEntityProvider } from './KubevirtEntityProvider';

type Mutation = {
  type: 'full' | 'delta';
  added: string[];
  removed: string[];
};

/** A catalog that does what a provider says, and tells what was said. */
class FakeCatalog implements EntityProviderConnection {
  readonly entities = new Map<string, Entity>();
  readonly mutations: Mutation[] = [];
  failures = 0;

  async applyMutation(mutation: EntityProviderMutation): Promise<void> {
    if (this.failures > 0) {
      this.failures -= 1;
      throw new Error('the database is away');
    }
    const items = mutation.type === 'full' ? mutation.entities : mutation.added;
    const removed =
      mutation.type === 'full'
        ? []
        : mutation.removed.map(item =>
            'entityRef' in item
              ? item.entityRef
              : stringifyEntityRef(item.entity),
          );
    if (mutation.type === 'full') {
      this.entities.clear();
    }
    removed.forEach(ref => this.entities.delete(ref));
    for (const { entity } of items) {
      this.entities.set(stringifyEntityRef(entity), entity);
    }
    this.mutations.push({
      type: mutation.type,
      added: items.map(({ entity }) => stringifyEntityRef(entity)),
      removed,
    });
  }

  async refresh(): Promise<void> {}
}

function machines(count: number) {
  return Array.from({ length: count }, (_, index) =>
    createInventoryVirtualMachine({ name: `web-${index}` }),
  );
}

describe('KubevirtEntityProvider', () => {
  const logger = mockServices.logger.mock({ child: () => logger });
  let inventory: FakeInventory;
  let guard: RemovalGuard;
  let catalog: FakeCatalog;
  let tasks: SchedulerServiceTaskInvocationDefinition[];

  beforeEach(() => {
    jest.clearAllMocks();
    inventory = new FakeInventory();
    guard = new RemovalGuard({ logger });
    catalog = new FakeCatalog();
    tasks = [];
  });

  async function connect(): Promise<KubevirtEntityProvider> {
    const listing = catalogServiceMock.mock({
      async *streamEntities() {
        yield [...catalog.entities.values()];
      },
    });
    const provider = new KubevirtEntityProvider({
      cluster: 'prod7',
      inventory,
      guard,
      cataloged: new CatalogedEntities({
        catalog: listing,
        auth: mockServices.auth(),
      }),
      clusterOwner: 'group:default/platform-team',
      logger,
      schedule: {
        run: async task => {
          tasks.push(task);
        },
      },
      retryMs: 1,
    });
    await provider.connect(catalog);
    await settle();
    return provider;
  }

  /** The scheduled task comes after all that waits. */
  async function settle(): Promise<void> {
    await tasks[0].fn(new AbortController().signal);
  }

  function refs(): string[] {
    return [...catalog.entities.keys()].sort();
  }

  it('brings the cluster, its images and its machines', async () => {
    inventory.set(createInventoryVirtualMachine());
    inventory.goldenImages = [
      {
        entityRef: 'resource:golden-images/ubuntu-24-04',
        entity: { namespace: 'golden-images', name: 'ubuntu-24-04' },
        cluster: 'prod7',
        namespace: 'golden-images',
        name: 'ubuntu-24-04',
        title: 'Ubuntu 24.04 LTS',
        owner: 'group:default/platform-team',
        minimumSize: '10Gi',
      },
    ];
    const provider = await connect();

    expect(provider.getProviderName()).toBe('kubevirt:prod7');
    expect(refs()).toEqual([
      'resource:default/prod7',
      'resource:golden-images/ubuntu-24-04',
      'resource:team1-staging/web-01',
    ]);
  });

  it('sends nothing when a machine only lives', async () => {
    inventory.set(createInventoryVirtualMachine());
    await connect();
    catalog.mutations.length = 0;

    inventory.set(
      createInventoryVirtualMachine({
        status: 'Migrating',
        ready: false,
        node: 'node-2',
        ip: '10.244.0.9',
        ips: ['10.244.0.9'],
        progress: '12%',
        diskBytes: 42,
        message: 'moving',
        runStrategy: 'Always',
        conditions: [],
      }),
    );
    inventory.tell({ changed: ['resource:team1-staging/web-01'] });
    inventory.state = {
      ...inventory.state,
      lastGoodAt: '2026-03-02T00:00:00Z',
    };
    inventory.tell({ clusters: true });
    await settle();

    expect(catalog.mutations.filter(({ type }) => type === 'delta')).toEqual(
      [],
    );
  });

  it('sends what was decided anew, added or removed, and only that', async () => {
    inventory.set(...machines(3));
    await connect();
    catalog.mutations.length = 0;

    inventory.set(
      createInventoryVirtualMachine({
        name: 'web-0',
        owner: 'group:default/team2',
      }),
      createInventoryVirtualMachine({ name: 'web-9' }),
    );
    inventory.delete('resource:team1-staging/web-1');
    inventory.tell({ changed: ['resource:team1-staging/web-0'] });
    await settle();

    expect(catalog.mutations.slice(0, 2)).toEqual([
      {
        type: 'delta',
        added: ['resource:team1-staging/web-0', 'resource:team1-staging/web-9'],
        removed: [],
      },
      expect.objectContaining({ type: 'full' }),
    ]);
    expect(refs()).toEqual([
      'resource:default/prod7',
      'resource:team1-staging/web-0',
      'resource:team1-staging/web-2',
      'resource:team1-staging/web-9',
    ]);
  });

  it('removes a machine as soon as the watch says so', async () => {
    inventory.set(...machines(3));
    await connect();
    catalog.mutations.length = 0;

    const applied = new Promise<void>(resolve => {
      const { applyMutation } = catalog;
      catalog.applyMutation = async mutation => {
        await applyMutation.call(catalog, mutation);
        resolve();
      };
    });
    inventory.delete('resource:team1-staging/web-1');
    inventory.tell({ removed: ['resource:team1-staging/web-1'] });
    await applied;

    expect(catalog.mutations).toEqual([
      { type: 'delta', added: [], removed: ['resource:team1-staging/web-1'] },
    ]);
  });

  it.each(['loading', 'stale'] as const)(
    'removes nothing while the cluster is %s',
    async phase => {
      inventory.set(...machines(3));
      await connect();
      inventory.delete('resource:team1-staging/web-1');
      inventory.set(createInventoryVirtualMachine({ name: 'web-9' }));

      inventory.state = { ...inventory.state, phase };
      inventory.tell({ clusters: true });
      await settle();
      expect(refs()).toContain('resource:team1-staging/web-1');
      expect(refs()).toContain('resource:team1-staging/web-9');

      inventory.state = { ...inventory.state, phase: 'live' };
      inventory.tell({ clusters: true });
      await settle();
      expect(refs()).not.toContain('resource:team1-staging/web-1');
    },
  );

  it('shows the cluster but touches nothing else until it was listed completely', async () => {
    inventory.set(...machines(3));
    await connect();
    const before = refs();
    inventory.delete(...inventory.virtualMachines().map(m => m.entityRef));
    inventory.complete = false;
    inventory.state = { ...inventory.state, phase: 'loading' };

    await connect();
    expect(refs()).toEqual(before);
    expect(refs()).toContain('resource:default/prod7');
  });

  it('removes after a restart what went in the meantime', async () => {
    inventory.set(...machines(5));
    await connect();
    inventory.delete('resource:team1-staging/web-1');

    tasks = [];
    await connect();

    expect(refs()).not.toContain('resource:team1-staging/web-1');
    expect(catalog.entities.size).toBe(5);
  });

  it('holds back a removal of many until a person confirms it', async () => {
    inventory.set(...machines(50));
    await connect();
    const gone = machines(20).map(({ entityRef }) => entityRef);
    inventory.delete(...gone);

    inventory.tell({ removed: gone });
    await settle();
    tasks = [];
    await connect();
    expect(catalog.entities.size).toBe(51);
    expect(guard.refusals()).toMatchObject([
      { cluster: 'prod7', entityRefs: gone, of: 51 },
    ]);

    inventory.set(createInventoryVirtualMachine({ name: 'new' }));
    inventory.tell({ changed: ['resource:team1-staging/new'] });
    await settle();
    expect(refs()).toContain('resource:team1-staging/new');

    guard.confirm('prod7');
    await settle();
    expect(catalog.entities.size).toBe(32);
    expect(guard.refusals()).toEqual([]);
  });

  it('tries again when the catalog cannot take it', async () => {
    inventory.set(...machines(2));
    catalog.failures = 2;
    const done = new Promise<void>(resolve => {
      const { applyMutation } = catalog;
      catalog.applyMutation = async mutation => {
        await applyMutation.call(catalog, mutation);
        if (catalog.entities.size === 3) {
          resolve();
        }
      };
    });

    await connect();
    await done;

    expect(logger.warn).toHaveBeenCalledWith(
      expect.stringContaining('will be tried again'),
      expect.objectContaining({ message: 'the database is away' }),
    );
  });

  it('sends the same from two replicas', async () => {
    inventory.set(...machines(3));
    await connect();
    const before = JSON.stringify([...catalog.entities]);
    tasks = [];
    await connect();

    expect(JSON.stringify([...catalog.entities])).toBe(before);
  });
});
