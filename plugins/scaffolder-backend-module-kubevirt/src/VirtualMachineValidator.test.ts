import { ClusterClient, RequestCluster } from '@naru/plugin-clusters-node';
import {
  FakeCluster,
  statusAnswer,
} from '@naru/plugin-clusters-node/testUtils';
import { Manifest } from '@naru/plugin-gitops-node';
import { KubevirtInventory } from '@naru/plugin-kubevirt-node';
import { machine, manifestOf } from './__fixtures__/machine';
import { kubevirtOpenApi } from './__fixtures__/openApi';
import { VirtualMachineValidator } from './VirtualMachineValidator';

const QUOTAS = '/api/v1/namespaces/team1-staging/resourcequotas';
const SCHEMA = '/openapi/v3/apis/kubevirt.io/v1';

const image = {
  cluster: 'prod7',
  namespace: 'golden-images',
  owner: 'group:default/platform-team',
  minimumSize: '10Gi',
};

function inventory(options: { complete?: boolean; taken?: string } = {}) {
  const contents = {
    state: { name: 'prod7', title: 'prod7', phase: 'live' },
    complete: options.complete ?? true,
    goldenImages: ['ubuntu-24-04', 'rocky-9'].map(name => ({
      ...image,
      name,
      title: name,
      entityRef: `resource:golden-images/${name}`,
      entity: { namespace: 'golden-images', name },
    })),
    virtualMachines: options.taken
      ? [{ name: options.taken, namespace: 'team1-staging' }]
      : [],
  };
  return { contents: () => [contents] } as unknown as KubevirtInventory;
}

describe('VirtualMachineValidator', () => {
  let cluster: FakeCluster;
  let client: ClusterClient;
  const openApi = kubevirtOpenApi();

  beforeEach(async () => {
    cluster = await FakeCluster.start();
    cluster.serve(QUOTAS);
    cluster.fault = ({ path }) =>
      path === SCHEMA ? { status: 200, body: openApi } : undefined;
    client = new ClusterClient({
      connection: cluster.connection,
      attempts: 1,
    });
  });
  afterEach(async () => {
    client.close();
    await cluster.close();
  });

  const validator = (options: Parameters<typeof inventory>[0] = {}) =>
    new VirtualMachineValidator({
      inventory: inventory(options),
      cluster: new RequestCluster(client),
      policy: {
        cluster: 'prod7',
        storageClass: 'longhorn-vm',
        imageSources: ['https://mirror.example.com/images/'],
      },
    });

  const check = (object: ReturnType<typeof machine>) =>
    validator().validate([manifestOf(object)]);

  const quota = (hard: object, used: object = {}) =>
    cluster.set(QUOTAS, {
      metadata: { name: 'team-quota', namespace: 'team1-staging' },
      spec: { hard },
      status: { hard, used },
    });

  it('finds nothing wrong with a good machine', async () => {
    quota({ 'requests.memory': '96Gi', 'requests.cpu': '16', pods: '60' });
    expect(await check(machine())).toEqual([]);
  });

  it('passes over other kinds without asking the cluster', async () => {
    const other: Manifest = {
      path: 'a.yaml',
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'a' },
      object: {},
    };
    expect(await validator().validate([other])).toEqual([]);
    expect(cluster.requests).toEqual([]);
  });

  it.each<[string, (vm: any) => void, string, string, RegExp]>([
    [
      'an unknown field',
      vm => {
        vm.spec.template.spec.domain.features = { tpm: {} };
      },
      'SCHEMA',
      'spec.template.spec.domain.features.tpm',
      /does not know/,
    ],
    [
      'a wrong type',
      vm => {
        vm.spec.template.spec.domain.cpu.cores = 'two';
      },
      'SCHEMA',
      'spec.template.spec.domain.cpu.cores',
      /integer/,
    ],
    [
      'a missing field',
      vm => {
        delete vm.spec.template.spec.domain.devices.disks[0].name;
      },
      'SCHEMA',
      'spec.template.spec.domain.devices.disks.0.name',
      /missing/,
    ],
    [
      'a bad quantity',
      vm => {
        vm.spec.template.spec.domain.memory.guest = 'lots';
      },
      'SCHEMA',
      'spec.template.spec.domain.memory.guest',
      /pattern/,
    ],
    [
      'a long name',
      vm => {
        vm.metadata.name = 'a'.repeat(51);
      },
      'VAL-010',
      'metadata.name',
      /1 to 50/,
    ],
    [
      'an unknown image',
      vm => {
        vm.spec.dataVolumeTemplates[0].spec.sourceRef.name = 'windows';
      },
      'VAL-053',
      'spec.dataVolumeTemplates.0.spec.sourceRef',
      /golden-images\/windows is not a golden image. There are: ubuntu-24-04, rocky-9/,
    ],
    [
      'an image of another namespace',
      vm => {
        vm.spec.dataVolumeTemplates[0].spec.sourceRef.namespace =
          'team2-staging';
      },
      'VAL-053',
      'spec.dataVolumeTemplates.0.spec.sourceRef',
      /not a golden image/,
    ],
    [
      'a foreign URL',
      vm => {
        const { spec } = vm.spec.dataVolumeTemplates[0];
        delete spec.sourceRef;
        spec.source = { http: { url: 'https://evil.example.com/x.img' } };
      },
      'VAL-050',
      'spec.dataVolumeTemplates.0.spec.source',
      /https:\/\/mirror.example.com/,
    ],
    [
      'a URL that climbs',
      vm => {
        const { spec } = vm.spec.dataVolumeTemplates[0];
        delete spec.sourceRef;
        spec.source = {
          http: { url: 'https://mirror.example.com/images/../x' },
        };
      },
      'VAL-050',
      'spec.dataVolumeTemplates.0.spec.source',
      /none of the allowed/,
    ],
    [
      'a clone of any PVC',
      vm => {
        const { spec } = vm.spec.dataVolumeTemplates[0];
        delete spec.sourceRef;
        spec.source = { pvc: { name: 'db', namespace: 'team2-production' } };
      },
      'VAL-050',
      'spec.dataVolumeTemplates.0.spec.source',
      /none of the allowed/,
    ],
    [
      'another storage class',
      vm => {
        vm.spec.dataVolumeTemplates[0].spec.storage.storageClassName = 'ceph';
      },
      'VAL-051',
      'spec.dataVolumeTemplates.0.spec.storage.storageClassName',
      /longhorn-vm/,
    ],
    [
      'a disk below the image',
      vm => {
        vm.spec.dataVolumeTemplates[0].spec.storage.resources.requests.storage =
          '9Gi';
      },
      'VAL-051',
      'spec.dataVolumeTemplates.0.spec.storage.resources.requests.storage',
      /at least 10Gi/,
    ],
    [
      'a disk without volume',
      vm => {
        vm.spec.template.spec.domain.devices.disks[0].name = 'other';
      },
      'VAL-052',
      'spec.template.spec.domain.devices.disks',
      /"other" has no volume/,
    ],
    [
      'a network without interface',
      vm => {
        vm.spec.template.spec.domain.devices.interfaces = [];
      },
      'VAL-052',
      'spec.template.spec.networks',
      /no interface/,
    ],
    [
      'an unused DataVolume',
      vm => {
        vm.spec.template.spec.volumes[0].dataVolume.name = 'x';
      },
      'VAL-052',
      'spec.dataVolumeTemplates',
      /used by no volume/,
    ],
    [
      'a run strategy that Argo CD undoes',
      vm => {
        vm.spec.runStrategy = 'Always';
      },
      'VAL-052',
      'spec.runStrategy',
      /RerunOnFailure or Manual/,
    ],
    [
      'a password',
      vm => {
        vm.spec.template.spec.volumes[1].cloudInitNoCloud.userData +=
          'users: [{name: a, plain_text_passwd: x}]\n';
      },
      'VAL-054',
      'spec.template.spec.volumes.1.cloudInitNoCloud.userData users.0.plain_text_passwd',
      /sign in by password/,
    ],
    [
      'hidden user data',
      vm => {
        vm.spec.template.spec.volumes[1].cloudInitNoCloud = {
          userDataBase64: 'eA==',
        };
      },
      'VAL-054',
      'spec.template.spec.volumes.1.cloudInitNoCloud.userDataBase64',
      /hides/,
    ],
    [
      'no key at all',
      vm => {
        vm.spec.template.spec.volumes[1].cloudInitNoCloud.userData =
          '#cloud-config\n';
      },
      'VAL-054',
      'spec.template.spec.volumes.1.cloudInitNoCloud.userData',
      /no SSH key/,
    ],
    [
      'a broken key',
      vm => {
        vm.spec.template.spec.volumes[1].cloudInitNoCloud.userData =
          '#cloud-config\nssh_authorized_keys: [ssh-ed25519 AAAA]\n';
      },
      'VAL-054',
      'spec.template.spec.volumes.1.cloudInitNoCloud.userData ssh_authorized_keys',
      /key 1 is cut/,
    ],
    [
      'user data over the limit',
      vm => {
        vm.spec.template.spec.volumes[1].cloudInitNoCloud.userData += `# ${'한'.repeat(
          700,
        )}\n`;
      },
      'VAL-054',
      'spec.template.spec.volumes.1.cloudInitNoCloud.userData',
      /KubeVirt takes 2048 at most. Take out \d+ bytes/,
    ],
    [
      'a script instead of cloud-config',
      vm => {
        vm.spec.template.spec.volumes[1].cloudInitNoCloud.userData =
          '#!/bin/sh\n';
      },
      'VAL-054',
      'spec.template.spec.volumes.1.cloudInitNoCloud.userData',
      /must begin with #cloud-config/,
    ],
  ])('refuses %s', async (_, spoil, rule, field, message) => {
    const vm = structuredClone(machine());
    spoil(vm);
    const faults = await check(vm);
    const found = faults.find(
      fault => fault.rule === rule && fault.field === field,
    );
    expect({ faults, found }).toMatchObject({
      found: { message: expect.stringMatching(message) },
    });
  });

  it('allows a disk from an allowed mirror', async () => {
    const vm: any = machine();
    const { spec } = vm.spec.dataVolumeTemplates[0];
    delete spec.sourceRef;
    spec.source = { http: { url: 'https://mirror.example.com/images/a.img' } };
    expect(await check(vm)).toEqual([]);
  });

  it('refuses a machine in another place than its own', async () => {
    const manifest = manifestOf(machine());
    for (const path of [
      'kubernetes/staging/apps/team1/web-01.yaml',
      'kubernetes/staging/vms/team1/other.yaml',
    ]) {
      expect(await validator().validate([{ ...manifest, path }])).toMatchObject(
        [{ rule: 'VAL-001' }],
      );
    }
  });

  it('refuses a name that is taken on the cluster', async () => {
    const faults = await validator({ taken: 'web-01' }).validate([
      manifestOf(machine()),
    ]);
    expect(faults).toMatchObject([
      { rule: 'VAL-011', message: expect.stringContaining('is taken') },
    ]);
  });

  it('refuses what does not fit into the quota, with what KubeVirt adds', async () => {
    quota(
      { 'requests.memory': '8Gi', 'requests.storage': '100Gi', pods: '2' },
      { 'requests.memory': '4Gi', 'requests.storage': '90Gi', pods: '1' },
    );
    expect(await check(machine())).toMatchObject([
      {
        rule: 'VAL-055',
        message:
          'needs 4.3Gi of requests.memory with what KubeVirt adds, and quota team-quota has 4Gi of 8Gi left. Choose a smaller size, or ask the platform team for more.',
      },
      { rule: 'VAL-051', message: expect.stringContaining('needs 20Gi') },
    ]);
  });

  it('adds up the machines of one request', async () => {
    quota({ 'requests.memory': '6Gi' });
    const machines = ['a', 'b'].map(name => manifestOf(machine({ name })));
    expect(await validator().validate([machines[0]])).toEqual([]);
    expect(await validator().validate(machines)).toMatchObject([
      { rule: 'VAL-055' },
    ]);
  });

  it('leaves out quotas that count only some of the pods', async () => {
    cluster.set(QUOTAS, {
      metadata: { name: 'best-effort', namespace: 'team1-staging' },
      spec: { hard: { pods: '0' }, scopes: ['BestEffort'] },
    });
    expect(await check(machine())).toEqual([]);
  });

  it.each([
    [
      SCHEMA,
      403,
      /asked for the schema of VirtualMachine, and it does not allow/,
    ],
    [
      SCHEMA,
      500,
      /asked for the schema of VirtualMachine, and it does not answer/,
    ],
    [
      QUOTAS,
      403,
      /asked for the quota of the namespace, and it does not allow/,
    ],
  ])('refuses to tell when %s answers %s', async (path, status, message) => {
    const before = cluster.fault;
    cluster.fault = request =>
      request.path === path
        ? statusAnswer(status, 'x', 'secret words')
        : before?.(request);
    await expect(check(machine())).rejects.toThrow(message);
  });

  it('asks for the schema once, and again after a failure', async () => {
    const one = validator();
    cluster.cut();
    await expect(one.validate([manifestOf(machine())])).rejects.toThrow(
      /does not answer/,
    );
    cluster.mend();
    await one.validate([manifestOf(machine())]);
    await one.validate([manifestOf(machine())]);
    expect(cluster.requests.filter(({ path }) => path === SCHEMA)).toHaveLength(
      1,
    );
  });

  it('refuses while it does not know what is on the cluster', async () => {
    await expect(
      validator({ complete: false }).validate([manifestOf(machine())]),
    ).rejects.toThrow(/what is on cluster prod7 is not known yet/);
  });
});
