import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import {
  catalogProcessingExtensionPoint,
  EntityProvider,
} from '@backstage/plugin-catalog-node';
import { FakeCluster } from '@naru/plugin-clusters-node/testUtils';
import {
  goldenImageManifest,
  instanceManifest,
  virtualMachineManifest,
} from '@naru/plugin-kubevirt-node/testUtils';
import request from 'supertest';
import catalogModuleKubevirt from '.';

const VMS = '/apis/kubevirt.io/v1/virtualmachines';
const INSTANCES = '/apis/kubevirt.io/v1/virtualmachineinstances';
const SOURCES = '/apis/cdi.kubevirt.io/v1beta1/datasources';
const NAMESPACES = '/api/v1/namespaces';

// A whole catalog starts here, on a machine that may be busy.
jest.setTimeout(60_000);

describe('catalogModuleKubevirt', () => {
  let cluster: FakeCluster;

  beforeEach(async () => {
    cluster = await FakeCluster.start();
    cluster.serve(
      VMS,
      INSTANCES,
      SOURCES,
      NAMESPACES,
      '/apis/cdi.kubevirt.io/v1beta1/datavolumes',
      '/apis/instancetype.kubevirt.io/v1beta1/virtualmachineinstancetypes',
      '/apis/instancetype.kubevirt.io/v1beta1/virtualmachineclusterinstancetypes',
    );
  });

  afterEach(async () => {
    await cluster.close();
  });

  function config() {
    return mockServices.rootConfig.factory({
      data: {
        kubevirt: {
          clusters: [
            {
              name: 'prod7',
              title: 'Seoul',
              url: cluster.url,
              skipTLSVerify: true,
            },
          ],
        },
        naru: {
          ownership: [{ match: '^(team\\d)-', owner: 'group:default/$1' }],
          platformGroup: 'group:default/platform-team',
        },
      },
    });
  }

  it('registers a provider for each cluster', async () => {
    const providers: EntityProvider[] = [];
    await startTestBackend({
      extensionPoints: [
        [
          catalogProcessingExtensionPoint,
          {
            addEntityProvider: (...added: EntityProvider[]) =>
              providers.push(...added),
          },
        ],
      ],
      features: [catalogModuleKubevirt, config()],
    });

    expect(providers.map(provider => provider.getProviderName())).toEqual([
      'kubevirt:prod7',
    ]);
  });

  it('fills the catalog, follows the cluster and keeps everything when it is cut', async () => {
    cluster.set(SOURCES, goldenImageManifest());
    cluster.set(VMS, virtualMachineManifest());
    cluster.set(INSTANCES, instanceManifest());
    const { server } = await startTestBackend({
      features: [catalogPlugin, catalogModuleKubevirt, config()],
    });
    const entitiesOnce = async (
      condition: (entities: Map<string, Entity>) => boolean,
    ): Promise<Map<string, Entity>> => {
      for (;;) {
        const { body } = await request(server).get('/api/catalog/entities');
        const entities = new Map<string, Entity>(
          body.map((entity: Entity) => [
            `${entity.metadata.namespace}/${entity.metadata.name}`,
            entity,
          ]),
        );
        if (condition(entities)) {
          return entities;
        }
      }
    };

    const entities = await entitiesOnce(
      found =>
        found.get('team1-staging/web-01')?.relations?.length === 3 &&
        found.size === 3,
    );
    expect(entities.get('default/prod7')).toMatchObject({
      metadata: { title: 'Seoul' },
      spec: {
        type: 'kubernetes-cluster',
        owner: 'group:default/platform-team',
      },
    });
    expect(entities.get('team1-staging/web-01')).toMatchObject({
      spec: { type: 'virtual-machine', owner: 'group:default/team1', cpu: 2 },
      relations: expect.arrayContaining([
        { type: 'ownedBy', targetRef: 'group:default/team1' },
        { type: 'dependsOn', targetRef: 'resource:default/prod7' },
        {
          type: 'dependsOn',
          targetRef: 'resource:golden-images/ubuntu-24-04',
        },
      ]),
    });

    cluster.set(VMS, virtualMachineManifest({ name: 'web-02' }));
    await entitiesOnce(found => found.has('team1-staging/web-02'));
    cluster.delete(VMS, { namespace: 'team1-staging', name: 'web-01' });
    await entitiesOnce(found => !found.has('team1-staging/web-01'));

    cluster.cut();
    cluster.delete(VMS, { namespace: 'team1-staging', name: 'web-02' });
    const kept = await entitiesOnce(() => true);
    expect([...kept.keys()].sort()).toEqual([
      'default/prod7',
      'golden-images/ubuntu-24-04',
      'team1-staging/web-02',
    ]);
  });

  it('does not start with a share that is none', async () => {
    await expect(
      startTestBackend({
        extensionPoints: [
          [catalogProcessingExtensionPoint, { addEntityProvider: jest.fn() }],
        ],
        features: [
          catalogModuleKubevirt,
          mockServices.rootConfig.factory({
            data: {
              catalog: { providers: { kubevirt: { maximumRemovalShare: 20 } } },
            },
          }),
        ],
      }),
    ).rejects.toThrow('must be a number from 0 to 1');
  });
});
