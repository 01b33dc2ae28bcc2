import { createInventoryVirtualMachine } from '@naru/plugin-kubevirt-node/testUtils';
import {
  clusterEntity,
  goldenImageEntity,
  virtualMachineEntity,
} from './clusterEntities';

const CLUSTER = 'resource:default/prod7';

describe('virtualMachineEntity', () => {
  it('says what was decided, in a fixed order', () => {
    const entity = virtualMachineEntity(
      createInventoryVirtualMachine({
        request: {
          repository: 'platform',
          branch: 'naru/vm/team1-staging/web-01',
          sourceFile: 'kubernetes/staging/vms/team1/web-01.yaml',
          requestedBy: 'user:default/dev1',
        },
        decided: {
          cpu: 2,
          memoryBytes: 1.5 * 2 ** 30,
          diskBytes: 20 * 2 ** 30,
          labels: { tier: 'web', app: 'shop' },
        },
      }),
      CLUSTER,
    );

    expect(entity).toEqual({
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Resource',
      metadata: {
        namespace: 'team1-staging',
        name: 'web-01',
        title: 'web-01',
        labels: { app: 'shop', tier: 'web' },
        annotations: {
          'backstage.io/managed-by-location':
            'kubevirt:prod7/virtualmachines/team1-staging/web-01',
          'backstage.io/managed-by-origin-location':
            'kubevirt:prod7/virtualmachines/team1-staging/web-01',
          'naru.io/cluster': 'prod7',
          'naru.io/name': 'web-01',
          'naru.io/namespace': 'team1-staging',
          'naru.io/request': 'platform:naru/vm/team1-staging/web-01',
          'naru.io/requested-by': 'user:default/dev1',
          'naru.io/source-file': 'kubernetes/staging/vms/team1/web-01.yaml',
        },
      },
      spec: {
        type: 'virtual-machine',
        owner: 'group:default/team1',
        dependsOn: [CLUSTER, 'resource:golden-images/ubuntu-24-04'],
        cpu: 2,
        memory: '1536Mi',
        disk: '20Gi',
        image: 'Ubuntu 24.04 LTS',
      },
    });
    expect(Object.keys(entity.spec ?? {})).toEqual(
      Object.keys(entity.spec ?? {}).sort(),
    );
  });

  it('is the same whatever the machine does', () => {
    const [still, moving] = [
      createInventoryVirtualMachine(),
      createInventoryVirtualMachine({
        status: 'Stopped',
        node: undefined,
        ip: undefined,
        ips: [],
        cpu: 8,
        memoryBytes: 1,
        runStrategy: 'Halted',
        createdAt: '2027-01-01T00:00:00Z',
        guest: undefined,
      }),
    ].map(machine => JSON.stringify(virtualMachineEntity(machine, CLUSTER)));
    expect(moving).toBe(still);
  });

  it('depends on no image that is not in the catalog, and says no size that nobody decided', () => {
    const { spec } = virtualMachineEntity(
      createInventoryVirtualMachine({
        image: { title: 'fedora:42' },
        decided: { labels: {} },
      }),
      CLUSTER,
    );
    expect(spec).toEqual({
      type: 'virtual-machine',
      owner: 'group:default/team1',
      dependsOn: [CLUSTER],
      image: 'fedora:42',
    });
  });

  it('keeps the real name of a machine whose entity has another', () => {
    const { metadata } = virtualMachineEntity(
      createInventoryVirtualMachine({
        entityRef: 'resource:team1-staging/web_0badcafe',
        name: 'web-with-a-very-long-name',
      }),
      CLUSTER,
    );
    expect(metadata).toMatchObject({
      name: 'web_0badcafe',
      title: 'web-with-a-very-long-name',
      annotations: { 'naru.io/name': 'web-with-a-very-long-name' },
    });
  });
});

describe('goldenImageEntity', () => {
  it('says what a form needs to know', () => {
    expect(
      goldenImageEntity(
        {
          entityRef: 'resource:golden-images/rocky-9',
          entity: { namespace: 'golden-images', name: 'rocky-9' },
          cluster: 'prod7',
          namespace: 'golden-images',
          name: 'rocky-9',
          title: 'Rocky Linux 9',
          owner: 'group:default/platform-team',
          minimumSize: '10Gi',
          defaultUser: 'rocky',
        },
        CLUSTER,
      ),
    ).toMatchObject({
      metadata: {
        namespace: 'golden-images',
        name: 'rocky-9',
        title: 'Rocky Linux 9',
        annotations: {
          'naru.io/minimum-size': '10Gi',
          'naru.io/default-user': 'rocky',
        },
      },
      spec: {
        type: 'golden-image',
        owner: 'group:default/platform-team',
        dependsOn: [CLUSTER],
      },
    });
  });
});

describe('clusterEntity', () => {
  it('says nothing that changes by itself', () => {
    expect(
      clusterEntity(
        {
          state: {
            name: 'prod7',
            title: 'Seoul',
            phase: 'stale',
            lastGoodAt: '2026-03-01T00:00:00Z',
          },
          entity: {
            namespace: 'default',
            name: 'prod7',
            entityRef: CLUSTER,
          },
        },
        'group:default/platform-team',
      ),
    ).toEqual({
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Resource',
      metadata: {
        namespace: 'default',
        name: 'prod7',
        title: 'Seoul',
        annotations: {
          'backstage.io/managed-by-location': 'kubevirt:prod7',
          'backstage.io/managed-by-origin-location': 'kubevirt:prod7',
          'naru.io/cluster': 'prod7',
        },
      },
      spec: {
        type: 'kubernetes-cluster',
        owner: 'group:default/platform-team',
      },
    });
  });
});
