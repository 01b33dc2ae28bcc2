import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import {
  FakeCluster,
  statusAnswer,
} from '@naru/plugin-clusters-node/testUtils';
import { Ownership } from '../ownership/Ownership';
import {
  goldenImageManifest,
  instanceManifest,
  virtualMachineManifest,
} from '../testUtils';
import { watchedPaths } from './ClusterWatches';
import { DefaultKubevirtInventory } from './DefaultKubevirtInventory';

const WEB = 'resource:team1-staging/web-01';
const ownership = Ownership.fromConfig(
  new ConfigReader({ naru: { defaultOwner: 'group:default/rest' } }),
);

describe('DefaultKubevirtInventory', () => {
  const clusters: FakeCluster[] = [];
  const logger = mockServices.logger.mock({ child: () => logger });
  let cluster: FakeCluster;
  let stop: AbortController;
  let ended: Promise<void>;

  async function startCluster(): Promise<FakeCluster> {
    const started = await FakeCluster.start();
    started.serve(...Object.values(watchedPaths));
    started.set(watchedPaths.namespaces, {
      metadata: {
        name: 'team1-staging',
        annotations: { 'naru.io/owner': 'group:default/team1' },
        labels: { 'naru.io/environment': 'staging' },
      },
    });
    clusters.push(started);
    return started;
  }

  function startInventory(
    connections = [cluster.connection],
  ): DefaultKubevirtInventory {
    const inventory = new DefaultKubevirtInventory({
      connections,
      ownership,
      logger,
      batchMs: 1,
      timings: {
        staleAfterMs: 1,
        settleMs: 1,
        backoff: { initialMs: 1, maximumMs: 5 },
      },
    });
    ended = inventory.start(stop.signal);
    return inventory;
  }

  /** Resolves when the condition holds, looked at after each told change. */
  async function reaches(
    inventory: DefaultKubevirtInventory,
    condition: () => boolean,
  ): Promise<void> {
    let end = () => {};
    await new Promise<void>(resolve => {
      const check = () => condition() && resolve();
      end = inventory.subscribe(check);
      check();
    });
    end();
  }

  async function live(inventory: DefaultKubevirtInventory): Promise<void> {
    await reaches(inventory, () =>
      inventory.clusters().every(({ phase }) => phase === 'live'),
    );
  }

  beforeEach(async () => {
    stop = new AbortController();
    ended = Promise.resolve();
    cluster = await startCluster();
  });

  afterEach(async () => {
    stop.abort();
    await ended;
    await Promise.all(clusters.splice(0).map(started => started.close()));
  });

  it('brings together what belongs to a machine', async () => {
    cluster.set(watchedPaths.dataSources, goldenImageManifest());
    cluster.set(watchedPaths.virtualMachines, virtualMachineManifest());
    cluster.set(watchedPaths.instances, instanceManifest());
    const inventory = startInventory();
    expect(inventory.clusters()).toEqual([
      { name: 'prod7', title: 'prod7 (fake)', phase: 'loading' },
    ]);

    await live(inventory);

    expect(inventory.virtualMachine(WEB)).toMatchObject({
      owner: 'group:default/team1',
      environment: 'staging',
      status: 'Running',
      node: 'node-1',
      image: {
        title: 'Ubuntu 24.04 LTS',
        entityRef: 'resource:golden-images/ubuntu-24-04',
      },
    });
    expect(inventory.virtualMachines()).toHaveLength(1);
    expect(inventory.contents()).toMatchObject([
      {
        complete: true,
        entity: { entityRef: 'resource:default/prod7' },
        goldenImages: [
          {
            entityRef: 'resource:golden-images/ubuntu-24-04',
            title: 'Ubuntu 24.04 LTS',
            owner: 'group:default/rest',
            minimumSize: '10Gi',
            defaultUser: 'ubuntu',
          },
        ],
      },
    ]);
    expect(
      cluster.requests
        .find(({ path }) => path === watchedPaths.dataSources)
        ?.query.get('labelSelector'),
    ).toBe('naru.io/golden-image=true');
  });

  it('tells of machines that come, change and go, whatever object says so', async () => {
    const inventory = startInventory();
    await live(inventory);
    const changed: string[] = [];
    const removed: string[] = [];
    inventory.subscribe(change => {
      changed.push(...change.changed);
      removed.push(...change.removed);
    });
    const vm = () => inventory.virtualMachine(WEB);

    cluster.set(
      watchedPaths.virtualMachines,
      virtualMachineManifest({
        status: { printableStatus: 'Provisioning', ready: false },
      }),
    );
    await reaches(inventory, () => vm()?.status === 'Provisioning');

    const dataVolume = {
      metadata: { namespace: 'team1-staging', name: 'web-01-root' },
      spec: {},
      status: { phase: 'ImportInProgress', progress: '42.50%' },
    };
    cluster.set(watchedPaths.dataVolumes, dataVolume);
    await reaches(inventory, () => vm()?.progress === '42.50%');

    cluster.set(watchedPaths.virtualMachines, virtualMachineManifest());
    cluster.set(watchedPaths.instances, instanceManifest());
    await reaches(inventory, () => vm()?.node === 'node-1');

    cluster.set(watchedPaths.namespaces, {
      metadata: {
        name: 'team1-staging',
        annotations: { 'naru.io/owner': 'group:default/team2' },
      },
    });
    await reaches(inventory, () => vm()?.owner === 'group:default/team2');

    cluster.set(watchedPaths.dataSources, goldenImageManifest());
    await reaches(inventory, () => vm()?.image?.entityRef !== undefined);
    expect(new Set(changed)).toEqual(new Set([WEB]));
    expect(removed).toEqual([]);

    cluster.delete(watchedPaths.instances, {
      namespace: 'team1-staging',
      name: 'web-01',
    });
    await reaches(inventory, () => vm()?.node === undefined);
    cluster.delete(watchedPaths.virtualMachines, {
      namespace: 'team1-staging',
      name: 'web-01',
    });
    await reaches(inventory, () => removed.length > 0);
    expect(removed).toEqual([WEB]);
    expect(vm()).toBeUndefined();
  });

  it('tells nothing of a change that no page shows', async () => {
    cluster.set(watchedPaths.virtualMachines, virtualMachineManifest());
    const inventory = startInventory();
    await live(inventory);
    const changed: string[] = [];
    inventory.subscribe(change => changed.push(...change.changed));

    cluster.set(
      watchedPaths.virtualMachines,
      virtualMachineManifest({ status: { observedGeneration: 7 } }),
    );
    cluster.set(
      watchedPaths.virtualMachines,
      virtualMachineManifest({ name: 'web-02' }),
    );
    await reaches(inventory, () => changed.length > 0);

    expect(changed).toEqual(['resource:team1-staging/web-02']);
  });

  it('reads the size of an instancetype of the cluster or of the namespace', async () => {
    const instancetype = (metadata: { name: string; namespace?: string }) => ({
      metadata,
      spec: {
        cpu: { guest: metadata.namespace ? 8 : 1 },
        memory: { guest: '2Gi' },
      },
    });
    const vm = (name: string, kind?: string) =>
      virtualMachineManifest({
        name,
        spec: { instancetype: { kind, name: 'u1.small' } },
      });
    cluster.set(watchedPaths.virtualMachines, vm('a'));
    cluster.set(
      watchedPaths.virtualMachines,
      vm('b', 'VirtualMachineInstancetype'),
    );
    const inventory = startInventory();
    await live(inventory);

    cluster.set(
      watchedPaths.clusterInstancetypes,
      instancetype({ name: 'u1.small' }),
    );
    cluster.set(
      watchedPaths.instancetypes,
      instancetype({ name: 'u1.small', namespace: 'team1-staging' }),
    );
    const cpu = (name: string) =>
      inventory.virtualMachine(`resource:team1-staging/${name}`)?.cpu;

    await reaches(inventory, () => cpu('a') === 1 && cpu('b') === 8);
    expect(inventory.virtualMachines()).toMatchObject([
      { name: 'a', memoryBytes: 2 * 2 ** 30 },
      { name: 'b', memoryBytes: 2 * 2 ** 30 },
    ]);
  });

  it('gives a machine another name when a golden image has its own', async () => {
    cluster.set(
      watchedPaths.virtualMachines,
      virtualMachineManifest({
        namespace: 'golden-images',
        name: 'ubuntu-24-04',
      }),
    );
    const inventory = startInventory();
    await live(inventory);
    const removed: string[] = [];
    inventory.subscribe(change => removed.push(...change.removed));
    expect(inventory.virtualMachines()[0].entityRef).toBe(
      'resource:golden-images/ubuntu-24-04',
    );

    cluster.set(watchedPaths.dataSources, goldenImageManifest());
    await reaches(inventory, () => removed.length > 0);

    expect(removed).toEqual(['resource:golden-images/ubuntu-24-04']);
    expect(inventory.virtualMachines()).toMatchObject([
      {
        name: 'ubuntu-24-04',
        entityRef: expect.stringMatching(
          /^resource:golden-images\/ubuntu-24-04_[0-9a-f]{8}$/,
        ),
      },
    ]);
  });

  it('keeps clusters apart', async () => {
    const other = await startCluster();
    cluster.set(watchedPaths.virtualMachines, virtualMachineManifest());
    other.set(watchedPaths.virtualMachines, virtualMachineManifest());
    const inventory = startInventory([
      cluster.connection,
      { ...other.connection, name: 'prod8', title: 'Busan' },
    ]);
    await live(inventory);

    expect(
      inventory
        .virtualMachines()
        .map(({ entityRef, name }) => [entityRef, name]),
    ).toEqual([
      [WEB, 'web-01'],
      ['resource:team1-staging/web-01.prod8', 'web-01'],
    ]);

    other.fault = request =>
      request.method === 'PUT' ? { status: 202 } : undefined;
    await inventory.changePower('resource:team1-staging/web-01.prod8', 'stop');
    expect(other.requests.at(-1)?.path).toBe(
      '/apis/subresources.kubevirt.io/v1/namespaces/team1-staging/virtualmachines/web-01/stop',
    );

    other.cut();
    await reaches(inventory, () => inventory.clusters()[1].phase === 'stale');
    expect(inventory.clusters()).toMatchObject([
      { name: 'prod7', phase: 'live' },
      {
        name: 'prod8',
        title: 'Busan',
        phase: 'stale',
        lastGoodAt: expect.stringMatching(/^\d{4}-/),
        message: expect.stringContaining('Unreachable'),
      },
    ]);
    expect(inventory.virtualMachines()).toHaveLength(2);

    other.mend();
    await live(inventory);
  });

  it('does without CDI and instancetypes', async () => {
    cluster.set(watchedPaths.virtualMachines, virtualMachineManifest());
    cluster.fault = ({ path }) =>
      /cdi|instancetype/.test(path)
        ? statusAnswer(404, 'NotFound', 'the server could not find it')
        : undefined;
    const inventory = startInventory();

    await live(inventory);

    expect(inventory.contents()[0].complete).toBe(true);
    expect(inventory.virtualMachine(WEB)?.image).toEqual({
      title: 'ubuntu-24-04',
    });
  });

  it.each([
    ['virtual machines', watchedPaths.virtualMachines],
    ['namespaces', watchedPaths.namespaces],
  ])('is not complete without %s', async (_, missing) => {
    cluster.fault = ({ path }) =>
      path === missing
        ? statusAnswer(403, 'Forbidden', 'may not list')
        : undefined;
    const inventory = startInventory();

    await reaches(
      inventory,
      () => inventory.clusters()[0].message !== undefined,
    );

    expect(inventory.clusters()[0]).toMatchObject({
      phase: 'loading',
      message: expect.stringContaining('may not list'),
    });
    expect(inventory.contents()[0].complete).toBe(false);
  });

  describe('changePower', () => {
    async function startWith(
      options: Parameters<typeof virtualMachineManifest>[0] = {},
    ) {
      cluster.set(
        watchedPaths.virtualMachines,
        virtualMachineManifest(options),
      );
      const inventory = startInventory();
      await live(inventory);
      cluster.requests.length = 0;
      return inventory;
    }

    function puts(): string[] {
      return cluster.requests
        .filter(({ method }) => method === 'PUT')
        .map(({ path }) => path);
    }

    it('asks the subresource of KubeVirt once', async () => {
      const inventory = await startWith();
      cluster.fault = ({ method }) =>
        method === 'PUT' ? { status: 202 } : undefined;

      await inventory.changePower(WEB, 'restart');

      expect(puts()).toEqual([
        '/apis/subresources.kubevirt.io/v1/namespaces/team1-staging/virtualmachines/web-01/restart',
      ]);
    });

    it.each([
      [
        statusAnswer(
          409,
          'Conflict',
          'Operation cannot be fulfilled on virtualmachine.kubevirt.io "web-01": VM is already running',
        ),
        'ConflictError',
        'VM is already running',
      ],
      [
        statusAnswer(
          500,
          'InternalError',
          'unable to complete request: stop/start already underway',
        ),
        'ConflictError',
        'already underway',
      ],
      [
        statusAnswer(
          404,
          'NotFound',
          'virtualmachine.kubevirt.io "web-01" not found',
        ),
        'NotFoundError',
        'gone from namespace team1-staging',
      ],
      [
        statusAnswer(403, 'Forbidden', 'cannot update resource'),
        'NotAllowedError',
        "Naru's service account may not do this",
      ],
      [
        statusAnswer(401, 'Unauthorized', 'Unauthorized'),
        'ServiceUnavailableError',
        "does not accept Naru's credentials",
      ],
      [
        { status: 503, body: 'no endpoints available' },
        'ServiceUnavailableError',
        'the cluster cannot be reached (no endpoints available)',
      ],
      [
        statusAnswer(429, 'TooManyRequests', 'slow down'),
        'ServiceUnavailableError',
        'try again in a moment',
      ],
      [statusAnswer(500, 'InternalError', 'broken'), 'ClusterError', 'broken'],
    ])('turns %p into %s', async (answer, name, message) => {
      const inventory = await startWith();
      cluster.fault = ({ method }) => (method === 'PUT' ? answer : undefined);

      await expect(inventory.changePower(WEB, 'start')).rejects.toMatchObject({
        name,
        message: expect.stringContaining(message),
      });
      await expect(inventory.changePower(WEB, 'start')).rejects.toThrow(
        `Cannot start ${WEB} on cluster prod7`,
      );
      expect(puts()).toHaveLength(2);
    });

    it('says that the cluster cannot be reached', async () => {
      const inventory = await startWith();
      cluster.cut();

      await expect(inventory.changePower(WEB, 'stop')).rejects.toMatchObject({
        name: 'ServiceUnavailableError',
        message: expect.stringContaining('the cluster cannot be reached'),
      });
    });

    it('does not do what Argo CD would undo', async () => {
      const inventory = await startWith({
        spec: { runStrategy: 'Always' },
        annotations: {
          'argocd.argoproj.io/tracking-id':
            'team1-vms-staging:kubevirt.io/VirtualMachine:team1-staging/web-01',
        },
      });

      await expect(inventory.changePower(WEB, 'stop')).rejects.toMatchObject({
        name: 'ConflictError',
        message: expect.stringContaining(
          'its runStrategy Always is kept in Git, and Argo CD application team1-vms-staging would undo it',
        ),
      });
      expect(puts()).toEqual([]);
    });

    it('knows nothing of a machine that does not exist', async () => {
      const inventory = await startWith();

      await expect(
        inventory.changePower('resource:team1-staging/nope', 'stop'),
      ).rejects.toMatchObject({ name: 'NotFoundError' });
      expect(puts()).toEqual([]);
    });
  });
});
