import { condition, KubevirtStory, messageOf } from './target/KubevirtStory';
import type { Json, KubevirtTarget } from './target/kubevirtTarget';

jest.setTimeout(120_000);

describe('kubevirt', () => {
  let story: KubevirtStory;
  let target: KubevirtTarget;
  let space: string;

  beforeAll(async () => {
    story = await KubevirtStory.start();
    ({ target, space } = story);
  });

  afterAll(async () => {
    await story.close();
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
      await story.create('table', 'Halted');
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
      const vm = await story.create('completed', 'Halted');
      const { spec } = vm.spec.template;
      expect(spec.architecture).toBe('amd64');
      expect(spec.domain.machine).toEqual({ type: 'q35' });
      expect(spec.domain.firmware.uuid).toMatch(/^[0-9a-f-]{36}$/);
      expect(spec.domain.firmware.serial).toMatch(/^[0-9a-f-]{36}$/);
      expect(spec.domain.resources).toEqual({});
    });

    it('runs all checks of a dry run and keeps nothing', async () => {
      const answer = await story.refused(() => undefined);
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
      const answer = await story.refused(change);
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
      const answer = await story.refused((_, { spec }) => {
        spec.domain.cpu.cores = 'two';
      });
      const message =
        'spec.template.spec.domain.cpu.cores in body must be of type integer: "string"';
      expect(answer.status).toBe(422);
      expect(messageOf(answer)).toBe(`${mutator}${message}`);
      expect(answer.body.details).toEqual({ causes: [{ message }] });
    });

    it('cannot read a quantity that is none', async () => {
      const answer = await story.refused((_, { spec }) => {
        spec.domain.memory.guest = 'much';
      });
      expect(answer.status).toBe(400);
      expect(messageOf(answer)).toBe(
        `${mutator}quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'`,
      );
      expect(answer.body.reason).toBeUndefined();
    });

    it('drops a field that is in the wrong place, with a warning', async () => {
      const answer = await story.refused((_, { spec }) => {
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
      const answer = await story.refused((_, { spec }) => {
        spec.domain.features = { tpm: {} };
      }, '?dryRun=All&fieldValidation=Strict');
      expect(answer.status).toBe(400);
      expect(messageOf(answer)).toContain(
        'strict decoding error: unknown field "spec.template.spec.domain.features.tpm"',
      );
    });

    it('warns of the old way to say that a machine runs', async () => {
      const answer = await story.refused(spec => {
        delete spec.runStrategy;
        spec.running = false;
      });
      expect(answer.status).toBe(201);
      expect(answer.headers.warning).toBe(
        '299 - "spec.running is deprecated, please use spec.runStrategy instead."',
      );
    });

    it('makes up a lost identity of the firmware from the name', async () => {
      await story.create('fw', 'Halted');
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
});
