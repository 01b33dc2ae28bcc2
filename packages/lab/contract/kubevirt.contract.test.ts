import type { TargetResponse } from './target/kubernetesTarget';
import { KubevirtTarget, type Json } from './target/kubevirtTarget';

jest.setTimeout(120_000);

const CLASS = 'contract-vm';

function machine(
  namespace: string,
  name: string,
  change: (spec: Json, template: Json) => void = () => undefined,
): Json {
  const template: Json = {
    metadata: {},
    spec: {
      domain: {
        cpu: { cores: 2 },
        memory: { guest: '2Gi' },
        devices: {
          disks: [{ name: 'root', disk: { bus: 'virtio' } }],
          interfaces: [{ name: 'default', masquerade: {} }],
        },
      },
      networks: [{ name: 'default', pod: {} }],
      volumes: [{ name: 'root', containerDisk: { image: 'quay.io/x:1' } }],
    },
  };
  const spec: Json = { runStrategy: 'RerunOnFailure', template };
  change(spec, template);
  return {
    apiVersion: 'kubevirt.io/v1',
    kind: 'VirtualMachine',
    metadata: { name, namespace },
    spec,
  };
}

/** A machine whose disk is a clone of a golden image, as the golden paths write it. */
function goldenMachine(
  namespace: string,
  name: string,
  source: { name: string; namespace: string },
  annotations: Record<string, string> = {},
): Json {
  return machine(namespace, name, (spec, template) => {
    spec.dataVolumeTemplates = [
      {
        metadata: { name: `${name}-root`, annotations },
        spec: {
          sourceRef: { kind: 'DataSource', ...source },
          storage: {
            accessModes: ['ReadWriteMany'],
            storageClassName: CLASS,
            resources: { requests: { storage: '20Gi' } },
          },
        },
      },
    ];
    template.spec.volumes = [
      { name: 'root', dataVolume: { name: `${name}-root` } },
    ];
  });
}

function condition(object: Json, type: string): Json | undefined {
  return (object.status?.conditions ?? []).find(
    (item: Json) => item.type === type,
  );
}

const isRunning = (vm: Json) =>
  vm.status?.printableStatus === 'Running' && vm.status.ready === true;
const isStopped = (vm: Json) =>
  vm.status?.printableStatus === 'Stopped' && !vm.status.created;

function messageOf(answer: TargetResponse): string {
  return (answer.body as Json).message ?? String(answer.body);
}

describe('kubevirt', () => {
  let target: KubevirtTarget;
  let space: string;
  let images: string;
  let closed: string;

  const put = (path: string, body?: unknown) =>
    target.call('PUT', 'vm', space, path, { body });

  const create = (
    name: string,
    strategy: string,
    annotations?: Record<string, string>,
  ) =>
    target.create(
      'vm',
      machine(space, name, (spec, template) => {
        spec.runStrategy = strategy;
        template.metadata = { annotations };
      }),
    );

  const refused = (
    change: (spec: Json, template: Json) => void,
    query = '?dryRun=All',
  ) =>
    target.request('POST', `${target.path('vm', space)}${query}`, {
      body: machine(space, 'refused', change),
    });

  beforeAll(async () => {
    target = await KubevirtTarget.start();
    space = await target.namespace('kv');
    images = await target.namespace('kv-images');
    closed = await target.namespace('kv-closed');
    await target.request('POST', '/apis/storage.k8s.io/v1/storageclasses', {
      body: {
        apiVersion: 'storage.k8s.io/v1',
        kind: 'StorageClass',
        metadata: { name: CLASS },
        provisioner: 'driver.longhorn.io',
        parameters: { migratable: 'true' },
      },
    });
    for (const namespace of [images, closed]) {
      await target.create('pvc', {
        apiVersion: 'v1',
        kind: 'PersistentVolumeClaim',
        metadata: { name: 'ubuntu-24-04', namespace },
        spec: {
          accessModes: ['ReadWriteMany'],
          storageClassName: CLASS,
          resources: { requests: { storage: '10Gi' } },
        },
      });
      await target.create('datasource', {
        apiVersion: 'cdi.kubevirt.io/v1beta1',
        kind: 'DataSource',
        metadata: { name: 'ubuntu-24-04', namespace },
        spec: { source: { pvc: { name: 'ubuntu-24-04', namespace } } },
      });
    }
    await target.create('role', {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'Role',
      metadata: { name: 'clone', namespace: images },
      rules: [
        {
          apiGroups: ['cdi.kubevirt.io'],
          resources: ['datavolumes/source'],
          verbs: ['create'],
        },
      ],
    });
    await target.create('rolebinding', {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'RoleBinding',
      metadata: { name: 'clone', namespace: images },
      roleRef: {
        apiGroup: 'rbac.authorization.k8s.io',
        kind: 'Role',
        name: 'clone',
      },
      subjects: [
        {
          kind: 'Group',
          apiGroup: 'rbac.authorization.k8s.io',
          name: 'system:serviceaccounts',
        },
      ],
    });
  });

  afterAll(async () => {
    await target.close([space, images, closed]);
  });

  describe('kinds', () => {
    const resources = async (path: string): Promise<Json[]> =>
      (await target.request('GET', path)).body.resources;

    it('lists machines with their short names and the status subresource', async () => {
      const found = await resources('/apis/kubevirt.io/v1');
      expect(found.find(item => item.name === 'virtualmachines')).toMatchObject(
        { kind: 'VirtualMachine', namespaced: true, shortNames: ['vm', 'vms'] },
      );
      const names = found.map(item => item.name);
      expect(names).toContain('virtualmachines/status');
      expect(names).toContain('virtualmachineinstances');
      expect(names).not.toContain('virtualmachineinstances/status');
    });

    it('lists the kinds of CDI', async () => {
      const found = await resources('/apis/cdi.kubevirt.io/v1beta1');
      const names = found.map(item => item.name);
      expect(names).toEqual(
        expect.arrayContaining([
          'datavolumes',
          'datavolumes/status',
          'datasources',
          'storageprofiles',
        ]),
      );
      expect(names).not.toContain('datasources/status');
    });

    it('serves the group of the subresources in both versions', async () => {
      const { body } = await target.request('GET', '/apis');
      const group = (body.groups as Json[]).find(
        ({ name }) => name === 'subresources.kubevirt.io',
      );
      expect(group?.preferredVersion.version).toBe('v1');
      expect(group?.versions.map((item: Json) => item.version)).toEqual([
        'v1',
        'v1alpha3',
      ]);
      const names = (await resources('/apis/subresources.kubevirt.io/v1')).map(
        item => item.name,
      );
      expect(names).toEqual(
        expect.arrayContaining([
          'virtualmachines/start',
          'virtualmachines/stop',
          'virtualmachines/restart',
          'virtualmachineinstances/pause',
          'virtualmachineinstances/guestosinfo',
        ]),
      );
    });

    it('describes a machine in its OpenAPI document', async () => {
      const { body } = await target.request(
        'GET',
        '/openapi/v3/apis/kubevirt.io/v1',
      );
      const schemas = body.components.schemas as Record<string, Json>;
      const found = schemas['io.kubevirt.v1.VirtualMachine'];
      const guest = found.properties.spec.properties.template.properties.spec;
      const { domain } = guest.properties;
      expect(domain.properties.devices.properties).toHaveProperty('tpm');
      expect(domain.properties.features.properties).not.toHaveProperty('tpm');
      expect(found.properties.spec.required).toEqual(['template']);
    });

    it('shows status and readiness of machines in a table', async () => {
      await create('table', 'Halted');
      await target.until('vm', space, 'table', vm => condition(vm, 'Ready'));
      const { body } = await target.request('GET', target.path('vm', space), {
        accept: 'application/json;as=Table;g=meta.k8s.io;v=v1',
      });
      const columns = body.columnDefinitions as Json[];
      expect(columns.map(({ name }) => name)).toEqual([
        'Name',
        'Age',
        'Status',
        'Ready',
      ]);
      const row = (body.rows as Json[]).find(
        ({ cells }) => cells[0] === 'table',
      );
      expect(row?.cells.slice(2)).toEqual(['Stopped', 'False']);
    });

    it('shows node and address of guests, and progress of disks, in tables', async () => {
      const columnsOf = async (kind: string): Promise<string[]> => {
        const { body } = await target.request('GET', target.path(kind, space), {
          accept: 'application/json;as=Table;g=meta.k8s.io;v=v1',
        });
        return body.columnDefinitions.map(({ name }: Json) => name);
      };
      expect(await columnsOf('vmi')).toEqual([
        'Name',
        'Age',
        'Phase',
        'IP',
        'NodeName',
        'Ready',
        'Live-Migratable',
        'Paused',
      ]);
      expect(await columnsOf('dv')).toEqual([
        'Name',
        'Phase',
        'Progress',
        'Restarts',
        'Age',
      ]);
    });
  });

  describe('admission', () => {
    const validator =
      'admission webhook "virtualmachine-validator.kubevirt.io" denied the request: ';
    const mutator =
      'admission webhook "virtualmachines-mutator.kubevirt.io" denied the request: ';

    it('fills in machine type, architecture and the identity of the firmware', async () => {
      const vm = await create('completed', 'Halted');
      const { spec } = vm.spec.template;
      expect(spec.architecture).toBe('amd64');
      expect(spec.domain.machine).toEqual({ type: 'q35' });
      expect(spec.domain.firmware.uuid).toMatch(/^[0-9a-f-]{36}$/);
      expect(spec.domain.firmware.serial).toMatch(/^[0-9a-f-]{36}$/);
      expect(spec.domain.resources).toEqual({});
    });

    it('runs all checks of a dry run and keeps nothing', async () => {
      const answer = await refused(() => undefined);
      expect(answer.status).toBe(201);
      expect(await target.find('vm', space, 'refused')).toBeUndefined();
    });

    it.each<
      [
        what: string,
        change: (spec: Json, template: Json) => void,
        causes: Json[],
      ]
    >([
      [
        'no run strategy',
        spec => delete spec.runStrategy,
        [
          {
            reason: 'FieldValueInvalid',
            message: 'RunStrategy must be specified',
            field: 'spec.running',
          },
        ],
      ],
      [
        'an unknown run strategy',
        spec => {
          spec.runStrategy = 'Sometimes';
        },
        [
          {
            reason: 'FieldValueInvalid',
            message: 'Invalid RunStrategy (Sometimes)',
            field: 'spec.runStrategy',
          },
        ],
      ],
      [
        'secure boot without SMM',
        (_, { spec }) => {
          spec.domain.firmware = { bootloader: { efi: {} } };
        },
        [
          {
            reason: 'FieldValueInvalid',
            message:
              'spec.template.spec.domain has EFI SecureBoot enabled. SecureBoot requires SMM, which is currently disabled.',
            field: 'spec.template.spec.domain',
          },
        ],
      ],
      [
        'too much cloud-init',
        (_, { spec }) =>
          spec.volumes.push({
            name: 'init',
            cloudInitNoCloud: { userData: 'x'.repeat(2049) },
          }),
        [
          {
            reason: 'FieldValueInvalid',
            message:
              'spec.template.spec.volumes[1].cloudInitNoCloud userdata exceeds 2048 byte limit. Should use UserDataSecretRef for larger data.',
            field: 'spec.template.spec.volumes[1].cloudInitNoCloud',
          },
        ],
      ],
      [
        'an SSH key without the volume that carries it',
        (_, { spec }) => {
          spec.accessCredentials = [
            {
              sshPublicKey: {
                source: { secret: { secretName: 'keys' } },
                propagationMethod: { noCloud: {} },
              },
            },
          ];
        },
        [
          {
            reason: 'FieldValueInvalid',
            message:
              'spec.template.spec.accessCredentials[0] requires a noCloud volume to exist when the noCloud propagationMethod is in use.',
            field:
              'spec.template.spec.accessCredentials[0].sshPublicKey.propagationMethod',
          },
        ],
      ],
      [
        'a disk template that no volume uses',
        spec => {
          spec.dataVolumeTemplates = [
            {
              metadata: { name: 'spare' },
              spec: {
                source: { blank: {} },
                storage: { resources: { requests: { storage: '1Gi' } } },
              },
            },
          ];
        },
        [
          {
            reason: 'FieldValueRequired',
            message:
              "DataVolumeTemplate entry spec.dataVolumeTemplate[0] must be referenced in the VMI template's 'volumes' list",
            field: 'spec.dataVolumeTemplate[0]',
          },
        ],
      ],
      [
        'size fields beside an instancetype',
        spec => {
          spec.instancetype = { name: 'u1.small' };
        },
        [
          {
            reason: 'FieldValueInvalid',
            message:
              'VM field(s) spec.template.spec.domain.cpu.cores conflicts with selected instance type',
            field: 'spec.template.spec.domain.cpu.cores',
          },
          {
            reason: 'FieldValueInvalid',
            message:
              'VM field(s) spec.template.spec.domain.memory.guest conflicts with selected instance type',
            field: 'spec.template.spec.domain.memory.guest',
          },
        ],
      ],
      [
        'an interface without its network',
        (_, { spec }) => delete spec.networks,
        [
          {
            reason: 'FieldValueInvalid',
            message: 'Masquerade interface only implemented with pod network',
            field: 'spec.template.spec.domain.devices.interfaces[0].name',
          },
          {
            reason: 'FieldValueInvalid',
            message:
              "spec.template.spec.domain.devices.interfaces[0].name 'default' not found.",
            field: 'spec.template.spec.domain.devices.interfaces[0].name',
          },
        ],
      ],
      [
        'several faults, all in one answer',
        (spec, template) => {
          template.spec.domain.devices.disks.push({
            name: 'x',
            disk: { bus: 'ide' },
          });
          template.spec.domain.devices.interfaces[0].model = 'foo';
          delete spec.runStrategy;
        },
        [
          {
            reason: 'FieldValueNotSupported',
            message:
              'interface spec.template.spec.domain.devices.interfaces[0].name uses model foo that is not supported.',
            field: 'spec.template.spec.domain.devices.interfaces[0].model',
          },
          {
            reason: 'FieldValueInvalid',
            message:
              "spec.template.spec.domain.devices.disks[1].Name 'x' not found.",
            field: 'spec.template.spec.domain.devices.disks[1].name',
          },
          {
            reason: 'FieldValueInvalid',
            message: 'IDE bus is not supported',
            field: 'spec.template.spec.domain.devices.disks[1].disk.bus',
          },
          {
            reason: 'FieldValueInvalid',
            message: 'RunStrategy must be specified',
            field: 'spec.running',
          },
        ],
      ],
    ])('refuses %s', async (_, change, causes) => {
      const answer = await refused(change);
      expect(answer.status).toBe(422);
      const messages = causes.map(({ message }) => message).join(', ');
      expect(answer.body).toMatchObject({
        kind: 'Status',
        reason: 'Invalid',
        message: `${validator}${messages}`,
      });
      expect(answer.body.details).toEqual({ causes });
    });

    it('refuses a wrong type before the rules, without naming a field', async () => {
      const answer = await refused((_, { spec }) => {
        spec.domain.cpu.cores = 'two';
      });
      const message =
        'spec.template.spec.domain.cpu.cores in body must be of type integer: "string"';
      expect(answer.status).toBe(422);
      expect(messageOf(answer)).toBe(`${mutator}${message}`);
      expect(answer.body.details).toEqual({ causes: [{ message }] });
    });

    it('cannot read a quantity that is none', async () => {
      const answer = await refused((_, { spec }) => {
        spec.domain.memory.guest = 'much';
      });
      expect(answer.status).toBe(400);
      expect(messageOf(answer)).toBe(
        `${mutator}quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'`,
      );
      expect(answer.body.reason).toBeUndefined();
    });

    it('drops a field that is in the wrong place, with a warning', async () => {
      const answer = await refused((_, { spec }) => {
        spec.domain.features = { tpm: {} };
      });
      expect(answer.status).toBe(201);
      expect(answer.headers.warning).toContain(
        'unknown field \\"spec.template.spec.domain.features.tpm\\"',
      );
      // The empty block is an artefact of KubeVirt's mutator.
      expect(answer.body.spec.template.spec.domain.features).toEqual({
        acpi: {},
      });
    });

    it('refuses such a field under strict validation', async () => {
      const answer = await refused((_, { spec }) => {
        spec.domain.features = { tpm: {} };
      }, '?dryRun=All&fieldValidation=Strict');
      expect(answer.status).toBe(400);
      expect(messageOf(answer)).toContain(
        'strict decoding error: unknown field "spec.template.spec.domain.features.tpm"',
      );
    });

    it('warns of the old way to say that a machine runs', async () => {
      const answer = await refused(spec => {
        delete spec.runStrategy;
        spec.running = false;
      });
      expect(answer.status).toBe(201);
      expect(answer.headers.warning).toBe(
        '299 - "spec.running is deprecated, please use spec.runStrategy instead."',
      );
    });

    it('makes up a lost identity of the firmware from the name', async () => {
      await create('fw', 'Halted');
      const answer = await target.request(
        'PATCH',
        target.path('vm', space, 'fw'),
        {
          contentType: 'application/json-patch+json',
          body: [{ op: 'remove', path: '/spec/template/spec/domain/firmware' }],
        },
      );
      expect(answer.status).toBe(200);
      expect(answer.body.spec.template.spec.domain.firmware).toBeUndefined();
      const vm = await target.until(
        'vm',
        space,
        'fw',
        object => object.spec.template.spec.domain.firmware,
      );
      expect(vm.spec.template.spec.domain.firmware).toEqual({
        uuid: '6edf5131-4f2b-57a4-9765-2a65d8d1c3c8',
      });
    });
  });

  describe('life of a machine', () => {
    let golden: Json;
    const seen: string[] = [];
    const progress: string[] = [];

    beforeAll(async () => {
      const source = { name: 'ubuntu-24-04', namespace: images };
      const watches = await Promise.all([
        target.watch(`${target.path('vm', space)}?watch=true`, event => {
          const { metadata, status } = event.object;
          if (metadata.name !== 'golden' || !status) return;
          if (status.printableStatus !== seen.at(-1)) {
            seen.push(status.printableStatus);
          }
        }),
        target.watch(`${target.path('dv', space)}?watch=true`, event => {
          const { metadata, status } = event.object;
          if (metadata.name !== 'golden-root' || !status?.progress) return;
          progress.push(status.progress);
        }),
      ]);
      await target.create('vm', goldenMachine(space, 'golden', source));
      await target.create(
        'vm',
        goldenMachine(space, 'no-image', { ...source, name: 'nowhere' }),
      );
      await target.create(
        'vm',
        goldenMachine(space, 'no-right', { ...source, namespace: closed }),
      );
      await target.create(
        'vm',
        goldenMachine(space, 'broken', source, {
          'lab.naru.io/import': 'fail',
        }),
      );
      await target.create(
        'vm',
        machine(space, 'no-claim', (_, { spec }) => {
          spec.volumes = [
            { name: 'root', persistentVolumeClaim: { claimName: 'nope' } },
          ];
        }),
      );
      await target.create(
        'vm',
        machine(space, 'no-size', (spec, template) => {
          spec.instancetype = { name: 'nope' };
          delete template.spec.domain.cpu;
          delete template.spec.domain.memory;
        }),
      );
      await create('stuck', 'Always', { 'lab.naru.io/boot': 'never' });
      await create('crashing', 'Always', { 'lab.naru.io/boot': 'crash' });
      golden = await target.until(
        'vm',
        space,
        'golden',
        vm => isRunning(vm) && condition(vm, 'AgentConnected'),
      );
      watches.forEach(watch => watch.stop());
    });

    it('goes from Provisioning over Starting to Running', () => {
      const words = seen.filter(word => word !== 'Stopped');
      expect(words).toEqual(['Provisioning', 'Starting', 'Running']);
    });

    it('reports the progress of the disk with two decimals and ends with 100.0%', () => {
      expect(progress.length).toBeGreaterThan(2);
      for (const text of progress) {
        expect(text).toMatch(/^(N\/A|0\.0%|\d{1,2}\.\d{2}%|100\.0%)$/);
      }
      expect(progress.at(-1)).toBe('100.0%');
    });

    it('makes the disk with a reference to the machine and the image resolved', async () => {
      const volume = await target.find('dv', space, 'golden-root');
      expect(volume?.metadata.labels).toEqual({
        'kubevirt.io/created-by': golden.metadata.uid,
      });
      expect(volume?.metadata.ownerReferences).toEqual([
        {
          apiVersion: 'kubevirt.io/v1',
          kind: 'VirtualMachine',
          name: 'golden',
          uid: golden.metadata.uid,
          controller: true,
          blockOwnerDeletion: true,
        },
      ]);
      expect(volume?.spec.source).toEqual({
        pvc: { name: 'ubuntu-24-04', namespace: images },
      });
      expect(volume?.spec.sourceRef).toBeUndefined();
    });

    it('ends the disk in Succeeded with a bound claim of its name', async () => {
      const volume = await target.find('dv', space, 'golden-root');
      expect(volume?.status).toMatchObject({
        phase: 'Succeeded',
        claimName: 'golden-root',
      });
      expect(condition(volume ?? {}, 'Ready')?.status).toBe('True');
      expect(condition(volume ?? {}, 'Bound')).toMatchObject({
        status: 'True',
        message: 'PVC golden-root Bound',
      });
      expect(condition(volume ?? {}, 'Running')).toMatchObject({
        status: 'False',
        reason: 'Completed',
      });
      const claim = await target.find('pvc', space, 'golden-root');
      expect(claim?.status.phase).toBe('Bound');
      expect(claim?.metadata.ownerReferences[0].kind).toBe('DataVolume');
    });

    it('tells that the machine is ready, created, and under which strategy', () => {
      expect(golden.status).toMatchObject({
        created: true,
        ready: true,
        runStrategy: 'RerunOnFailure',
        observedGeneration: golden.metadata.generation,
        desiredGeneration: golden.metadata.generation,
      });
      expect(condition(golden, 'Ready')?.status).toBe('True');
      expect(condition(golden, 'Failure')).toBeUndefined();
      expect(golden.metadata.finalizers).toContain(
        'kubevirt.io/virtualMachineControllerFinalize',
      );
    });

    it('gives the guest the name of the machine, a node, an address and its phases in order', async () => {
      const guest = await target.find('vmi', space, 'golden');
      expect(guest?.metadata.ownerReferences[0]).toMatchObject({
        kind: 'VirtualMachine',
        uid: golden.metadata.uid,
        controller: true,
      });
      expect(guest?.metadata.annotations['kubevirt.io/vm-generation']).toBe(
        '1',
      );
      const { status } = guest as Json;
      expect(status.phase).toBe('Running');
      expect(status.nodeName).toMatch(/^node-[12]$/);
      expect(guest?.metadata.labels['kubevirt.io/nodeName']).toBe(
        status.nodeName,
      );
      expect(Object.values(status.activePods)).toEqual([status.nodeName]);
      expect(
        status.phaseTransitionTimestamps.map(({ phase }: Json) => phase),
      ).toEqual(['Pending', 'Scheduling', 'Scheduled', 'Running']);
      expect(status.interfaces).toEqual([
        expect.objectContaining({
          name: 'default',
          ipAddress: expect.stringMatching(/^10\.244\.\d+\.\d+$/),
          ipAddresses: [status.interfaces[0].ipAddress],
          mac: expect.stringMatching(/^02:00:00(:[0-9a-f]{2}){3}$/),
          infoSource: 'domain, guest-agent',
        }),
      ]);
      expect(status.guestOSInfo).toMatchObject({
        id: expect.any(String),
        prettyName: expect.any(String),
      });
      expect(status.volumeStatus).toEqual([
        expect.objectContaining({
          name: 'root',
          persistentVolumeClaimInfo: expect.objectContaining({
            claimName: 'golden-root',
            volumeMode: 'Block',
          }),
        }),
      ]);
    });

    it('completes the guest: model, ACPI, room to grow, eviction', async () => {
      const guest = await target.find('vmi', space, 'golden');
      expect(guest?.spec).toMatchObject({
        architecture: 'amd64',
        evictionStrategy: 'None',
        domain: {
          cpu: { cores: 2, model: 'host-model' },
          memory: { guest: '2Gi', maxGuest: '8Gi' },
          features: { acpi: { enabled: true } },
        },
      });
      expect(guest?.status).toMatchObject({
        currentCPUTopology: { cores: 2 },
        memory: {
          guestAtBoot: '2Gi',
          guestCurrent: '2Gi',
          guestRequested: '2Gi',
        },
      });
    });

    it('runs the guest in a pod that names it', async () => {
      const guest = await target.find('vmi', space, 'golden');
      const [pod, ...others] = await target.list(
        'pod',
        space,
        `?labelSelector=kubevirt.io/created-by%3D${guest?.metadata.uid}`,
      );
      expect(others).toEqual([]);
      expect(pod.metadata.name).toMatch(/^virt-launcher-golden-[a-z0-9]{5}$/);
      expect(pod.metadata.labels).toMatchObject({
        'kubevirt.io': 'virt-launcher',
        'vm.kubevirt.io/name': 'golden',
      });
      expect(pod.spec.nodeName).toBe(guest?.status.nodeName);
      expect(pod.status.phase).toBe('Running');
      expect(pod.status.podIP).toBe(guest?.status.interfaces[0].ipAddress);
    });

    it('tells of its steps in events', async () => {
      const events = await target.list('event', space);
      const of = (kind: string) =>
        events
          .filter(
            ({ involvedObject }) =>
              involvedObject.kind === kind && involvedObject.name === 'golden',
          )
          .map(({ reason, message }) => `${reason}: ${message}`);
      expect(of('VirtualMachine')).toEqual(
        expect.arrayContaining([
          'SuccessfulDataVolumeCreate: Created DataVolume golden-root',
          'SuccessfulCreate: Started the virtual machine by creating the new virtual machine instance golden',
        ]),
      );
      expect(of('VirtualMachineInstance')).toEqual(
        expect.arrayContaining([
          expect.stringMatching(
            /^SuccessfulCreate: Created virtual machine pod virt-launcher-golden-/,
          ),
        ]),
      );
    });

    it('says that an image is not there', async () => {
      const vm = await target.until('vm', space, 'no-image', object =>
        condition(object, 'Failure'),
      );
      expect(vm.status.printableStatus).toBe('Stopped');
      expect(condition(vm, 'Failure')).toMatchObject({
        status: 'True',
        reason: 'FailedCreate',
        message:
          'Error encountered while creating DataVolumes: unable to create DataVolume manifest: datasources.cdi.kubevirt.io "nowhere" not found',
      });
      expect(condition(vm, 'Ready')).toMatchObject({
        status: 'False',
        reason: 'VMINotExists',
        message: 'VMI does not exist',
      });
    });

    it('says that the namespace may not clone an image', async () => {
      const vm = await target.until('vm', space, 'no-right', object =>
        condition(object, 'Failure'),
      );
      expect(condition(vm, 'Failure')).toMatchObject({
        reason: 'FailedCreate',
        message: `Error encountered while creating DataVolumes: not authorized to create DataVolume: User system:serviceaccount:${space}:default has insufficient permissions in clone source namespace ${closed}`,
      });
      const events = await target.list('event', space);
      const found = events.find(
        ({ reason }) => reason === 'UnauthorizedDataVolumeCreate',
      );
      expect(found?.type).toBe('Warning');
    });

    it('shows a failing import as an error of the disk', async () => {
      const vm = await target.until(
        'vm',
        space,
        'broken',
        object => object.status?.printableStatus === 'DataVolumeError',
      );
      expect(vm.status.created).toBeUndefined();
      const volume = await target.find('dv', space, 'broken-root');
      expect(volume?.status.restartCount).toBeGreaterThan(0);
      const running = condition(volume ?? {}, 'Running');
      expect(running).toMatchObject({ status: 'False', reason: 'Error' });
      expect(running?.message).toContain('404 Not Found');
    });

    it('shows a missing claim', async () => {
      const vm = await target.until(
        'vm',
        space,
        'no-claim',
        object => object.status?.printableStatus === 'ErrorPvcNotFound',
      );
      const message = `PVC ${space}/nope does not exist, waiting for it to appear`;
      expect(condition(vm, 'Synchronized')).toMatchObject({
        status: 'False',
        reason: 'FailedPvcNotFound',
        message,
      });
      expect(condition(vm, 'PodScheduled')).toMatchObject({
        status: 'False',
        reason: 'Unschedulable',
        message,
      });
    });

    it('takes a machine with an unknown instancetype and says so in its status', async () => {
      const vm = await target.until('vm', space, 'no-size', object =>
        condition(object, 'Failure'),
      );
      expect(condition(vm, 'Failure')).toMatchObject({
        reason: 'FailedFindInstancetype',
        message:
          'virtualmachineclusterinstancetypes.instancetype.kubevirt.io "nope" not found',
      });
      expect(vm.status.printableStatus).toBe('Stopped');
    });

    it('stays Starting while the guest does not boot', async () => {
      const guest = await target.until(
        'vmi',
        space,
        'stuck',
        object => object.status?.phase === 'Scheduled',
      );
      expect(condition(guest, 'Ready')).toMatchObject({
        status: 'False',
        reason: 'GuestNotRunning',
      });
      const vm = await target.find('vm', space, 'stuck');
      expect(vm?.status.printableStatus).toBe('Starting');
      expect(vm?.status.ready).toBeUndefined();
      await put('stuck/stop');
    });

    it('replaces a guest that crashes under Always', async () => {
      const first = await target.until(
        'vmi',
        space,
        'crashing',
        ({ metadata }) => metadata.uid,
      );
      const second = await target.until(
        'vmi',
        space,
        'crashing',
        ({ metadata }) => metadata.uid !== first.metadata.uid,
      );
      expect(second.metadata.ownerReferences).toEqual(
        first.metadata.ownerReferences,
      );
      await put('crashing/stop');
    });

    it('asks for a restart when a template changes under a running guest', async () => {
      const answer = await target.request(
        'PATCH',
        target.path('vm', space, 'golden'),
        {
          contentType: 'application/merge-patch+json',
          body: {
            spec: { template: { spec: { domain: { cpu: { cores: 3 } } } } },
          },
        },
      );
      expect(answer.status).toBe(200);
      const vm = await target.until('vm', space, 'golden', object =>
        condition(object, 'RestartRequired'),
      );
      expect(condition(vm, 'RestartRequired')).toMatchObject({
        status: 'True',
        message: 'a non-live-updatable field was changed in the template spec',
      });
      expect(vm.status).toMatchObject({
        printableStatus: 'Running',
        desiredGeneration: 2,
        observedGeneration: 1,
      });
    });

    it('takes the word of nobody else for the state of a guest', async () => {
      const path = target.path('vmi', space, 'golden');
      const contentType = 'application/merge-patch+json';
      const answer = await target.request('PATCH', path, {
        contentType,
        body: { status: { phase: 'Failed' } },
      });
      expect(answer.status).toBe(200);
      expect((await target.find('vmi', space, 'golden'))?.status.phase).toBe(
        'Running',
      );
      const change = await target.request('PATCH', path, {
        contentType,
        body: { spec: { terminationGracePeriodSeconds: 3 } },
      });
      expect(change.status).toBe(422);
      expect(messageOf(change)).toContain('update of VMI object is restricted');
    });

    it('replaces the guest of a machine that should run when somebody deletes it', async () => {
      await create('deleted', 'Always');
      await target.until('vm', space, 'deleted', isRunning);
      const before = await target.find('vmi', space, 'deleted');
      await target.request('DELETE', target.path('vmi', space, 'deleted'));
      const after = await target.until(
        'vmi',
        space,
        'deleted',
        ({ metadata }) => metadata.uid !== before?.metadata.uid,
      );
      expect(after.metadata.ownerReferences).toEqual(
        before?.metadata.ownerReferences,
      );
    });

    it('takes guest, disk and claim along when the machine is deleted', async () => {
      await target.request('DELETE', target.path('vm', space, 'golden'));
      await target.untilGone('vm', space, 'golden');
      await target.untilGone('vmi', space, 'golden');
      await target.untilGone('dv', space, 'golden-root');
      await target.untilGone('pvc', space, 'golden-root');
      const names = async (kind: string) =>
        (await target.list(kind, space)).map(({ metadata }) => metadata.name);
      expect(await names('dv')).not.toContain('golden-root');
      expect(await names('vmi')).not.toContain('golden');
    });
  });

  describe('power', () => {
    beforeAll(async () => {
      for (const strategy of ['Halted', 'Always', 'Once', 'Manual']) {
        await create(strategy.toLowerCase(), strategy);
      }
      await create('rerun', 'RerunOnFailure');
      await create('paused', 'Always');
      for (const name of ['always', 'once', 'rerun', 'paused']) {
        await target.until('vm', space, name, isRunning);
      }
    });

    const conflict = (name: string, why: string) => ({
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Failure',
      message: `Operation cannot be fulfilled on virtualmachine.kubevirt.io "${name}": ${why}`,
      reason: 'Conflict',
      details: { name, group: 'kubevirt.io', kind: 'virtualmachine' },
      code: 409,
    });

    it('starts a Halted machine by making it Always', async () => {
      const dry = await put('halted/start', { dryRun: ['All'] });
      expect(dry.status).toBe(202);
      expect((await target.find('vm', space, 'halted'))?.spec.runStrategy).toBe(
        'Halted',
      );
      const answer = await put('halted/start');
      expect(answer.status).toBe(202);
      expect(answer.body).toBe('');
      const vm = await target.until('vm', space, 'halted', isRunning);
      expect(vm.spec.runStrategy).toBe('Always');
      expect(vm.metadata.generation).toBe(2);
    });

    it('does not start what runs', async () => {
      const answer = await put('always/start');
      expect(answer.status).toBe(409);
      expect(answer.body).toEqual(conflict('always', 'VM is already running'));
    });

    it('stops an Always machine by making it Halted, and the guest is gone', async () => {
      const answer = await put('always/stop');
      expect(answer.status).toBe(202);
      expect(answer.body).toBe('');
      const vm = await target.until('vm', space, 'always', isStopped);
      expect(vm.spec.runStrategy).toBe('Halted');
      expect(vm.status.ready).toBeUndefined();
      expect(condition(vm, 'Ready')).toMatchObject({
        status: 'False',
        reason: 'VMINotExists',
      });
      expect(await target.find('vmi', space, 'always')).toBeUndefined();
    });

    it('neither stops nor restarts what does not run', async () => {
      const stop = await put('always/stop');
      expect(stop.status).toBe(409);
      expect(stop.body).toEqual(conflict('always', 'VM is not running'));
      const restart = await put('always/restart');
      expect(restart.body).toEqual(
        conflict(
          'always',
          'RunStategy Halted does not support manual restart requests',
        ),
      );
      const manual = await put('manual/restart');
      expect(manual.body).toEqual(
        conflict('manual', 'VM is not running: Halted'),
      );
    });

    it('leaves the spec of a Manual machine alone', async () => {
      const answer = await put('manual/start');
      expect(answer.status).toBe(202);
      const running = await target.until('vm', space, 'manual', isRunning);
      expect(running.metadata.generation).toBe(1);
      expect((await put('manual/stop')).status).toBe(202);
      const stopped = await target.until('vm', space, 'manual', isStopped);
      expect(stopped.spec.runStrategy).toBe('Manual');
      expect(stopped.metadata.generation).toBe(1);
      expect(stopped.status.stateChangeRequests).toBeUndefined();
    });

    it('leaves the spec of a RerunOnFailure machine alone, which stays stopped until it is started', async () => {
      expect((await put('rerun/stop')).status).toBe(202);
      const stopped = await target.until('vm', space, 'rerun', isStopped);
      expect(stopped.spec.runStrategy).toBe('RerunOnFailure');
      expect(stopped.metadata.generation).toBe(1);
      expect((await put('rerun/start')).status).toBe(202);
      const running = await target.until('vm', space, 'rerun', isRunning);
      expect(running.metadata.generation).toBe(1);
      expect(running.status.stateChangeRequests).toBeUndefined();
    });

    it('restarts with a new guest under the same spec', async () => {
      const before = await target.find('vmi', space, 'halted');
      const { metadata } = await target.until('vm', space, 'halted', isRunning);
      expect((await put('halted/restart')).status).toBe(202);
      await target.until(
        'vmi',
        space,
        'halted',
        guest => guest.metadata.uid !== before?.metadata.uid,
      );
      const vm = await target.until('vm', space, 'halted', isRunning);
      expect(vm.metadata.generation).toBe(metadata.generation);
      expect(vm.status.stateChangeRequests).toBeUndefined();
    });

    it('shows Stopping on the way', async () => {
      const words: string[] = [];
      const watch = await target.watch(
        `${target.path(
          'vm',
          space,
        )}?watch=true&fieldSelector=metadata.name%3Dhalted`,
        ({ object }) => words.push(object.status?.printableStatus),
      );
      await put('halted/stop');
      await target.until('vm', space, 'halted', isStopped);
      watch.stop();
      expect(words).toContain('Stopping');
    });

    it('makes Once a Halted when it stops it, and cannot restart it', async () => {
      const restart = await put('once/restart');
      expect(restart.body).toEqual(
        conflict(
          'once',
          'RunStategy Once does not support manual restart requests',
        ),
      );
      expect((await put('once/stop')).status).toBe(202);
      const vm = await target.until('vm', space, 'once', isStopped);
      expect(vm.spec.runStrategy).toBe('Halted');
    });

    it('knows forced restarts without any grace only', async () => {
      const some = await put('paused/restart', { gracePeriodSeconds: 5 });
      expect(some.status).toBe(400);
      expect(messageOf(some)).toBe(
        'For force restart, only gracePeriod=0 is supported for now',
      );
      const less = await put('paused/restart', { gracePeriodSeconds: -5 });
      expect(messageOf(less)).toBe(
        'gracePeriod has to be greater or equal to 0',
      );
    });

    it('pauses and goes on, once each', async () => {
      const guest = (verb: string) =>
        target.call('PUT', 'vmi', space, `paused/${verb}`);
      expect((await guest('unpause')).body.message).toContain(
        'VMI is not paused',
      );
      const pause = await guest('pause');
      expect(pause.status).toBe(200);
      expect(pause.body).toBe('');
      const vm = await target.until(
        'vm',
        space,
        'paused',
        object => object.status.printableStatus === 'Paused',
      );
      expect(condition(vm, 'Paused')).toMatchObject({
        status: 'True',
        reason: 'PausedByUser',
        message: 'VMI was paused by user',
      });
      const again = await guest('pause');
      expect(again.status).toBe(409);
      expect(messageOf(again)).toBe(
        'Operation cannot be fulfilled on virtualmachineinstance.kubevirt.io "paused": VMI is already paused',
      );
      expect(messageOf(await guest('softreboot'))).toContain('VMI is paused');
      expect((await guest('unpause')).status).toBe(200);
      await target.until('vm', space, 'paused', isRunning);
      expect((await guest('softreboot')).status).toBe(200);
      expect((await guest('reset')).status).toBe(200);
    });

    it('does not know machines and guests that are not there', async () => {
      const vm = await put('nobody/start');
      expect(vm.status).toBe(404);
      expect(vm.body).toMatchObject({
        message: 'virtualmachine.kubevirt.io "nobody" not found',
        reason: 'NotFound',
        details: {
          name: 'nobody',
          group: 'kubevirt.io',
          kind: 'virtualmachine',
        },
      });
      const guest = await target.call('PUT', 'vmi', space, 'always/pause');
      expect(guest.status).toBe(404);
      expect(messageOf(guest)).toBe(
        'virtualmachineinstance.kubevirt.io "always" not found',
      );
      const migrate = await put('always/migrate');
      expect(migrate.status).toBe(404);
    });

    it('turns away clients that insist on JSON, other methods and other words', async () => {
      const json = await target.call('PUT', 'vm', space, 'paused/start', {
        accept: 'application/json',
      });
      expect(json.status).toBe(406);
      expect(String(json.body)).toContain('406: Not Acceptable');
      const method = await target.call('GET', 'vm', space, 'paused/start');
      expect(method.status).toBe(405);
      expect(method.body).toBe('405: Method Not Allowed');
      const word = await put('paused/explode');
      expect(word.status).toBe(404);
      expect(word.body).toBe('404: Page Not Found');
    });

    it('cannot use a body that is no JSON', async () => {
      const answer = await put('paused/stop', '{bad');
      expect(answer.status).toBe(400);
      expect(messageOf(answer)).toMatch(
        /^Can not unmarshal Request body to struct, error: /,
      );
    });

    it('lets only those act who may update the subresource', async () => {
      const user = `dana-${target.mark}`;
      const start = () =>
        target.call('PUT', 'vm', space, 'manual/start', { user });
      const denied = await start();
      expect(denied.status).toBe(403);
      expect(messageOf(denied)).toBe(
        `virtualmachines.subresources.kubevirt.io "manual" is forbidden: User "${user}" cannot update resource "virtualmachines/start" in API group "subresources.kubevirt.io" in the namespace "${space}"`,
      );
      await target.create('role', {
        apiVersion: 'rbac.authorization.k8s.io/v1',
        kind: 'Role',
        metadata: { name: 'power', namespace: space },
        rules: [
          {
            apiGroups: ['subresources.kubevirt.io'],
            resources: ['virtualmachines/start'],
            verbs: ['update'],
          },
        ],
      });
      await target.create('rolebinding', {
        apiVersion: 'rbac.authorization.k8s.io/v1',
        kind: 'RoleBinding',
        metadata: { name: 'power', namespace: space },
        roleRef: {
          apiGroup: 'rbac.authorization.k8s.io',
          kind: 'Role',
          name: 'power',
        },
        subjects: [
          {
            kind: 'User',
            apiGroup: 'rbac.authorization.k8s.io',
            name: user,
          },
        ],
      });
      await target.until('role', space, 'power', async () => true);
      let allowed = await start();
      for (let turn = 0; turn < 50 && allowed.status === 403; turn++) {
        allowed = await start();
      }
      expect(allowed.status).toBe(202);
      await target.until('vm', space, 'manual', isRunning);
    });
  });

  describe('questions', () => {
    it('lets the agent of a running guest answer', async () => {
      await target.until('vm', space, 'paused', vm =>
        condition(vm, 'AgentConnected'),
      );
      const ask = (what: string) =>
        target.call('GET', 'vmi', space, `paused/${what}`, {
          accept: 'application/json',
        });
      const system = await ask('guestosinfo');
      expect(system.status).toBe(200);
      expect(system.body).toMatchObject({
        guestAgentVersion: expect.any(String),
        hostname: 'paused',
        os: { id: expect.any(String), prettyName: expect.any(String) },
      });
      expect((await ask('userlist')).body.items).toEqual([
        expect.objectContaining({ userName: 'root' }),
      ]);
      expect((await ask('filesystemlist')).body.items[0]).toMatchObject({
        mountPoint: '/',
        usedBytes: expect.any(Number),
        totalBytes: expect.any(Number),
      });
    });

    it('answers 500 in plain text for a guest that is not there', async () => {
      const answer = await target.call(
        'GET',
        'vmi',
        space,
        'nobody/guestosinfo',
        { accept: 'application/json' },
      );
      expect(answer.status).toBe(500);
      expect(answer.headers['content-type']).toContain('text/plain');
      expect(answer.body).toBe(
        'virtualmachineinstance.kubevirt.io "nobody" not found',
      );
    });

    it('puts the size of the instancetype into an expanded machine', async () => {
      await target.create(
        'vm',
        machine(space, 'sized', (spec, template) => {
          spec.runStrategy = 'Halted';
          spec.instancetype = { name: 'u1.large' };
          delete template.spec.domain.cpu;
          delete template.spec.domain.memory;
        }),
      );
      const answer = await target.call(
        'GET',
        'vm',
        space,
        'sized/expand-spec',
        {
          accept: 'application/json',
        },
      );
      expect(answer.status).toBe(200);
      expect(answer.body.spec.instancetype).toBeUndefined();
      expect(answer.body.spec.template.spec.domain).toMatchObject({
        cpu: { cores: 1, sockets: 2, threads: 1 },
        memory: { guest: '8Gi' },
      });
    });

    it('tells its version and health', async () => {
      const base = '/apis/subresources.kubevirt.io/v1';
      const version = await target.request('GET', `${base}/version`);
      expect(version.status).toBe(200);
      expect(version.body).toHaveProperty('gitVersion');
      const health = await target.request('GET', `${base}/healthz`);
      expect(health.status).toBe(200);
      expect(health.body.apiserver.connectivity).toBe('ok');
    });
  });
});
