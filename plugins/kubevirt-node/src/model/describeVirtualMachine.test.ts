import { instanceObjectSchema } from '../objects/InstanceObject';
import {
  dataVolumeObjectSchema,
  instancetypeObjectSchema,
  namespaceObjectSchema,
} from '../objects/supportingObjects';
import { virtualMachineObjectSchema } from '../objects/VirtualMachineObject';
import {
  instanceManifest,
  ManifestOptions,
  virtualMachineManifest,
} from '../testUtils';
import { describeVirtualMachine } from './describeVirtualMachine';
import { InventoryVirtualMachine } from './InventoryVirtualMachine';

const GI = 2 ** 30;

interface Scene {
  vm?: ManifestOptions;
  instance?: ManifestOptions;
  dataVolume?: object;
  dataVolumeSpec?: object;
  instancetype?: { cpu: number; memory: string };
  namespaceLabels?: Record<string, string>;
}

function describeScene(scene: Scene = {}): InventoryVirtualMachine {
  const { instancetype, dataVolume, dataVolumeSpec } = scene;
  return describeVirtualMachine(
    virtualMachineObjectSchema.parse(virtualMachineManifest(scene.vm)),
    {
      cluster: 'prod7',
      entityRef: 'resource:team1-staging/web-01',
      ownership: { owner: 'group:default/team1' },
      instance:
        scene.instance &&
        instanceObjectSchema.parse(instanceManifest(scene.instance)),
      namespace:
        scene.namespaceLabels &&
        namespaceObjectSchema.parse({
          metadata: { name: 'team1-staging', labels: scene.namespaceLabels },
        }),
      instancetype:
        instancetype &&
        instancetypeObjectSchema.parse({
          metadata: { name: 'u1.medium' },
          spec: {
            cpu: { guest: instancetype.cpu },
            memory: { guest: instancetype.memory },
          },
        }),
      dataVolumeOf: name =>
        (dataVolume ?? dataVolumeSpec) && name === 'web-01-root'
          ? dataVolumeObjectSchema.parse({
              metadata: { namespace: 'team1-staging', name },
              spec: dataVolumeSpec ?? {},
              status: dataVolume,
            })
          : undefined,
      goldenImageOf: (namespace, name) =>
        `${namespace}/${name}` === 'golden-images/ubuntu-24-04'
          ? {
              entityRef: 'resource:golden-images/ubuntu-24-04',
              entity: { namespace, name },
              cluster: 'prod7',
              namespace,
              name,
              title: 'Ubuntu 24.04 LTS',
              owner: 'group:default/platform-team',
            }
          : undefined,
    },
  );
}

describe('describeVirtualMachine', () => {
  it('describes a running machine', () => {
    expect(describeScene({ instance: {} })).toMatchObject({
      entityRef: 'resource:team1-staging/web-01',
      cluster: 'prod7',
      namespace: 'team1-staging',
      name: 'web-01',
      owner: 'group:default/team1',
      status: 'Running',
      ready: true,
      paused: false,
      runStrategy: 'RerunOnFailure',
      node: 'node-1',
      ip: '10.244.0.5',
      ips: ['10.244.0.5'],
      cpu: 2,
      memoryBytes: 4 * GI,
      diskBytes: 21 * GI,
      image: {
        title: 'Ubuntu 24.04 LTS',
        entityRef: 'resource:golden-images/ubuntu-24-04',
      },
      createdAt: '2026-03-01T09:00:00Z',
      disks: [
        {
          name: 'root',
          dataVolume: 'web-01-root',
          sizeBytes: 21 * GI,
          storageClass: 'longhorn-vm',
        },
      ],
      interfaces: [
        {
          name: 'default',
          ips: ['10.244.0.5', 'fe80::1'],
          mac: '02:00:00:a9:d2:6b',
        },
      ],
      guest: { os: 'Ubuntu 24.04.1 LTS', agentConnected: true },
      decided: { cpu: 2, memoryBytes: 4 * GI, diskBytes: 20 * GI },
    });
  });

  it('describes a stopped machine by its manifest', () => {
    const vm = describeScene({
      vm: { status: { printableStatus: 'Stopped', ready: false } },
    });
    expect(vm).toMatchObject({
      status: 'Stopped',
      ready: false,
      ips: [],
      diskBytes: 20 * GI,
      interfaces: [{ name: 'default', ips: [] }],
    });
    expect(vm.node).toBeUndefined();
    expect(vm.ip).toBeUndefined();
    expect(vm.guest).toBeUndefined();
  });

  it('shows neither node nor address of an instance that has ended', () => {
    const vm = describeScene({
      vm: { status: { printableStatus: 'Stopped' } },
      instance: { status: { phase: 'Succeeded' } },
    });
    expect(vm.node).toBeUndefined();
    expect(vm.ip).toBeUndefined();
  });

  it.each([
    [{ printableStatus: 'ErrorUnschedulable' }, 'ErrorUnschedulable'],
    [{ printableStatus: 'Levitating' }, 'Unknown'],
    [{ printableStatus: 7 }, 'Stopped'],
    [{ printableStatus: undefined }, 'Stopped'],
  ])('reads the status of %p as %s', (status, expected) => {
    expect(describeScene({ vm: { status } }).status).toBe(expected);
  });

  it.each([
    [{ runStrategy: 'Manual' }, 'Manual'],
    [{ runStrategy: undefined, running: true }, 'Always'],
    [{ runStrategy: undefined, running: false }, 'Halted'],
  ])('reads the run strategy of %p as %s', (spec, expected) => {
    expect(describeScene({ vm: { spec } }).runStrategy).toBe(expected);
  });

  it.each<[string, object, Scene, number, number]>([
    [
      'cores, sockets and threads',
      { cpu: { cores: 2, sockets: 2, threads: 2 }, memory: { guest: '1Gi' } },
      {},
      8,
      1,
    ],
    [
      'requests',
      { resources: { requests: { cpu: '1500m', memory: '2Gi' } } },
      {},
      2,
      2,
    ],
    ['limits', { resources: { limits: { cpu: 4, memory: '8Gi' } } }, {}, 4, 8],
    ['nothing', {}, {}, 1, 0],
  ])('takes the size from %s', (_, domain, scene, cpu, gibibytes) => {
    const vm = describeScene({
      vm: { spec: { template: { spec: { domain } } } },
      ...scene,
    });
    expect(vm.cpu).toBe(cpu);
    expect(vm.memoryBytes).toBe(gibibytes * GI);
  });

  it('takes the size from the instancetype, else from the instance, which decides nothing', () => {
    const spec = {
      instancetype: { name: 'u1.medium' },
      template: { spec: { domain: {} } },
    };
    const known = describeScene({
      vm: { spec },
      instance: {},
      instancetype: { cpu: 1, memory: '8Gi' },
    });
    expect(known).toMatchObject({ cpu: 1, memoryBytes: 8 * GI });
    expect(known.decided).toMatchObject({ cpu: 1, memoryBytes: 8 * GI });

    const unknown = describeScene({ vm: { spec }, instance: {} });
    expect(unknown).toMatchObject({ cpu: 2, memoryBytes: 4 * GI });
    expect(unknown.decided.cpu).toBeUndefined();

    expect(describeScene({ vm: { spec } })).toMatchObject({
      cpu: 0,
      memoryBytes: 0,
    });
  });

  it.each<[string, object, object | undefined, string | undefined]>([
    [
      'a golden image that is not known',
      { sourceRef: { kind: 'DataSource', name: 'gone', namespace: 'images' } },
      undefined,
      'gone',
    ],
    [
      'an address, without its password',
      {
        source: {
          http: { url: 'https://me:secret@files.example/a/b.qcow2?t=1' },
        },
      },
      undefined,
      'b.qcow2',
    ],
    [
      'a registry',
      {
        source: {
          registry: { url: 'docker://harbor.example/os/ubuntu:24.04' },
        },
      },
      undefined,
      'harbor.example/os/ubuntu:24.04',
    ],
    [
      'a claim',
      { source: { pvc: { name: 'base', namespace: 'images' } } },
      undefined,
      'images/base',
    ],
    [
      'a claim of its own namespace',
      { source: { pvc: { name: 'base' } } },
      undefined,
      'team1-staging/base',
    ],
    ['nothing', { source: { blank: {} } }, undefined, undefined],
  ])('names the image after %s', (_, dataVolumeSpec, __, title) => {
    const vm = describeScene({
      vm: { spec: { dataVolumeTemplates: undefined } },
      dataVolumeSpec,
    });
    expect(vm.image).toEqual(title === undefined ? undefined : { title });
  });

  it('names a container disk, and the disk that boots', () => {
    const template = {
      spec: {
        domain: {
          devices: {
            disks: [
              { name: 'data', bootOrder: 2 },
              { name: 'os', bootOrder: 1 },
            ],
          },
        },
        volumes: [
          { name: 'data', dataVolume: { name: 'data' } },
          { name: 'os', containerDisk: { image: 'quay.example/fedora:42' } },
        ],
      },
    };
    expect(describeScene({ vm: { spec: { template } } }).image).toEqual({
      title: 'quay.example/fedora:42',
    });
  });

  it('shows the progress of an import only while it runs', () => {
    const importing = {
      phase: 'ImportInProgress',
      progress: '42.50%',
      conditions: [{ type: 'Running', status: 'True' }],
    };
    expect(
      describeScene({
        vm: { status: { printableStatus: 'Provisioning', ready: false } },
        dataVolume: importing,
      }),
    ).toMatchObject({
      progress: '42.50%',
      disks: [{ phase: 'ImportInProgress', progress: '42.50%' }],
    });
    expect(describeScene({ dataVolume: importing }).progress).toBeUndefined();
    expect(
      describeScene({
        vm: { status: { printableStatus: 'Provisioning' } },
        dataVolume: { ...importing, progress: 'N/A' },
      }).progress,
    ).toBeUndefined();
  });

  it.each<[string, Scene, string]>([
    [
      'a disk whose import fails',
      {
        vm: {
          status: {
            printableStatus: 'DataVolumeError',
            conditions: [{ type: 'Failure', status: 'True', message: 'later' }],
          },
        },
        dataVolume: {
          phase: 'ImportInProgress',
          conditions: [
            {
              type: 'Running',
              status: 'False',
              reason: 'Error',
              message: 'Unable to connect to http data source',
            },
          ],
        },
      },
      'Unable to connect to http data source',
    ],
    [
      'a disk that failed for good',
      { dataVolume: { phase: 'Failed', conditions: [] } },
      'the import failed',
    ],
    [
      'what could not be created',
      {
        vm: {
          status: {
            conditions: [
              {
                type: 'Failure',
                status: 'True',
                reason: 'FailedCreate',
                message: 'not authorized to create DataVolume',
              },
            ],
          },
        },
      },
      'not authorized to create DataVolume',
    ],
    [
      'a place that is missing',
      {
        instance: {
          status: {
            phase: 'Scheduling',
            conditions: [
              {
                type: 'PodScheduled',
                status: 'False',
                reason: 'Unschedulable',
                message: '0/3 nodes are available: insufficient memory',
              },
            ],
          },
        },
      },
      '0/3 nodes are available: insufficient memory',
    ],
    [
      'a crash loop',
      {
        vm: {
          status: {
            printableStatus: 'CrashLoopBackOff',
            startFailure: {
              consecutiveFailCount: 3,
              retryAfterTimestamp: '2026-03-01T10:00:00Z',
            },
          },
        },
      },
      'the machine failed 3 times in a row after its start; next start after 2026-03-01T10:00:00Z',
    ],
    [
      'a restart that a change waits for',
      {
        vm: {
          status: {
            conditions: [
              {
                type: 'RestartRequired',
                status: 'True',
                message: 'restart it',
              },
            ],
          },
        },
      },
      'restart it',
    ],
  ])('tells of %s', (_, scene, message) => {
    expect(describeScene(scene).message).toBe(message);
  });

  it('has nothing to tell of a machine without trouble', () => {
    expect(describeScene({ instance: {} }).message).toBeUndefined();
  });

  it('reads the request and the application', () => {
    const vm = describeScene({
      vm: {
        annotations: {
          'naru.io/request': 'platform:naru/vm/team1-staging/web-01',
          'naru.io/requested-by': 'user:default/dev1',
          'naru.io/source-file': 'kubernetes/staging/vms/team1/web-01.yaml',
          'argocd.argoproj.io/tracking-id':
            'team1-vms-staging:kubevirt.io/VirtualMachine:team1-staging/web-01',
        },
      },
    });
    expect(vm.request).toEqual({
      repository: 'platform',
      branch: 'naru/vm/team1-staging/web-01',
      sourceFile: 'kubernetes/staging/vms/team1/web-01.yaml',
      requestedBy: 'user:default/dev1',
    });
    expect(vm.application).toBe('team1-vms-staging');
  });

  it('knows no application of a copied manifest and no request of a text that is none', () => {
    const vm = describeScene({
      vm: {
        annotations: {
          'naru.io/request': 'platform',
          'argocd.argoproj.io/tracking-id':
            'team1-vms-staging:kubevirt.io/VirtualMachine:team1-staging/other',
        },
      },
    });
    expect(vm.request).toBeUndefined();
    expect(vm.application).toBeUndefined();
  });

  it.each([
    [{ 'naru.io/environment': 'production' }, undefined, 'production'],
    [undefined, { 'naru.io/environment': 'staging' }, 'staging'],
    [undefined, undefined, undefined],
  ])(
    'takes the environment from %p or %p',
    (labels, namespaceLabels, expected) => {
      expect(
        describeScene({ vm: { labels }, namespaceLabels }).environment,
      ).toBe(expected);
    },
  );

  it('keeps the labels that people write', () => {
    expect(
      describeScene({
        vm: {
          labels: {
            app: 'web',
            'naru.io/environment': 'staging',
            'kubevirt.io/size': 'small',
            'app.kubernetes.io/instance': 'team1-vms-staging',
          },
        },
      }).decided.labels,
    ).toEqual({ app: 'web', 'naru.io/environment': 'staging' });
  });

  it('survives odd values anywhere but in the identity', () => {
    const vm = describeScene({
      vm: {
        spec: {
          runStrategy: 7,
          instancetype: 'u1',
          dataVolumeTemplates: 'none',
          template: { spec: { domain: 'big', volumes: {} } },
        },
        status: { conditions: 'fine', stateChangeRequests: 1 },
      },
      instance: {
        status: { conditions: [7], interfaces: 'eth0', volumeStatus: 0 },
      },
    });
    expect(vm).toMatchObject({ status: 'Running', disks: [], interfaces: [] });
  });
});
