import {
  createServiceFactory,
  resolvePackagePath,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import scaffolderPlugin from '@backstage/plugin-scaffolder-backend';
import { FakeCluster } from '@naru/plugin-clusters-node/testUtils';
import { changeRequestHostsServiceRef } from '@naru/plugin-gitops-node';
import { FakeChangeRequestHost } from '@naru/plugin-gitops-node/testUtils';
import {
  KubevirtInventory,
  kubevirtInventoryServiceRef,
} from '@naru/plugin-kubevirt-node';
import gitopsModule from '@naru/plugin-scaffolder-backend-module-gitops';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import request from 'supertest';
import { parse } from 'yaml';
import { kubevirtOpenApi } from './__fixtures__/openApi';
import { ed25519Key } from './__fixtures__/sshKeys';
import kubevirtModule from './index';

const FOLDER = join(
  resolvePackagePath('@naru/plugin-scaffolder-backend-module-kubevirt'),
  '../../templates/vm-linux',
);
const template = parse(readFileSync(join(FOLDER, 'template.yaml'), 'utf8'));
const content = readFileSync(join(FOLDER, 'content/vm.yaml'));

const key = ed25519Key();
const form = {
  name: 'web-01',
  owner: 'group:default/team1',
  image: 'resource:golden-images/ubuntu-24-04',
  size: 'M',
  sshKeys: [key],
  environment: 'staging',
  diskGiB: 20,
};

describe('template vm-linux', () => {
  let cluster: FakeCluster;
  let host: FakeChangeRequestHost;
  let backend: Awaited<ReturnType<typeof startTestBackend>>;

  beforeAll(async () => {
    cluster = await FakeCluster.start();
    const openApi = kubevirtOpenApi();
    cluster.fault = ({ path }) =>
      path.startsWith('/openapi/') ? { status: 200, body: openApi } : undefined;
    for (const namespace of ['team1-staging', 'team1-production']) {
      cluster.serve(`/api/v1/namespaces/${namespace}/resourcequotas`);
    }
    host = new FakeChangeRequestHost({ files: { 'README.md': 'x' } });
    const inventory = {
      contents: () => [
        {
          state: { name: 'prod7' },
          complete: true,
          virtualMachines: [],
          goldenImages: [
            {
              namespace: 'golden-images',
              name: 'ubuntu-24-04',
              title: 'Ubuntu 24.04 LTS',
              minimumSize: '10Gi',
            },
          ],
        },
      ],
    } as unknown as KubevirtInventory;
    backend = await startTestBackend({
      features: [
        scaffolderPlugin,
        gitopsModule,
        kubevirtModule,
        catalogServiceMock.factory({
          entities: [
            {
              apiVersion: 'backstage.io/v1alpha1',
              kind: 'User',
              metadata: { name: 'dev1', namespace: 'default' },
              spec: { profile: { displayName: '김다나' } },
            },
          ],
        }),
        mockServices.userInfo.mock({
          getUserInfo: async () => ({
            userEntityRef: 'user:default/dev1',
            ownershipEntityRefs: ['user:default/dev1', 'group:default/team1'],
          }),
        }).factory,
        mockServices.rootConfig.factory({
          data: {
            app: { baseUrl: 'http://portal.test' },
            kubevirt: {
              clusters: [
                { name: 'prod7', url: cluster.url, skipTLSVerify: true },
              ],
            },
          },
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
        createServiceFactory({
          service: kubevirtInventoryServiceRef,
          deps: {},
          factory: () => inventory,
        }),
      ],
    });
  });
  afterAll(async () => {
    await backend?.stop();
    await cluster?.close();
  });

  const dryRun = (values: object) =>
    request(backend.server)
      .post('/api/scaffolder/v2/dry-run')
      .set('authorization', mockCredentials.user.header('user:default/dev1'))
      .send({
        template,
        values,
        secrets: {},
        directoryContents: [
          {
            path: 'content/vm.yaml',
            base64Content: content.toString('base64'),
          },
        ],
      });

  /** The manifest that a dry run shows. */
  const manifestOf = async (values: object) => {
    const { body } = await dryRun(values);
    const log: string = body.log
      .map((entry: { body: { message: string } }) => entry.body.message)
      .join('\n');
    const added = log
      .split('\n')
      .filter(line => line.startsWith('+') && !line.startsWith('+++'))
      .map(line => line.slice(1));
    return { body, log, manifest: parse(added.join('\n')) };
  };

  it('makes a machine that follows all rules', async () => {
    const { body, manifest } = await manifestOf(form);
    expect(body.output).toMatchObject({
      repository: 'platform',
      branch: 'naru/vm/team1-staging/web-01',
      entityRefs: ['resource:team1-staging/web-01'],
    });
    expect(manifest).toMatchObject({
      metadata: {
        name: 'web-01',
        namespace: 'team1-staging',
        annotations: {
          'naru.io/owner': 'group:default/team1',
          'naru.io/requested-by': 'user:default/dev1',
          'naru.io/request': 'platform:naru/vm/team1-staging/web-01',
          'naru.io/source-file': 'kubernetes/staging/vms/team1/web-01.yaml',
        },
      },
      spec: {
        runStrategy: 'RerunOnFailure',
        template: {
          spec: { domain: { cpu: { cores: 4 }, memory: { guest: '8Gi' } } },
        },
      },
    });
    expect(manifest.metadata.annotations).not.toHaveProperty([
      'kubernetes.io/description',
    ]);
    const { userData } =
      manifest.spec.template.spec.volumes[1].cloudInitNoCloud;
    expect(userData).toMatch(/^#cloud-config\n/);
    expect(parse(userData)).toEqual({
      hostname: 'web-01',
      ssh_pwauth: false,
      ssh_authorized_keys: [key],
      packages: ['qemu-guest-agent'],
      runcmd: [['systemctl', 'enable', '--now', 'qemu-guest-agent']],
    });
    expect(host.branches).toEqual(['main']);
  });

  it.each([
    ['S', 2, '4Gi'],
    ['M', 4, '8Gi'],
    ['L', 8, '16Gi'],
    ['custom', 3, '5Gi'],
  ])('has a size %s', async (size, cores, memory) => {
    const { manifest } = await manifestOf({
      ...form,
      size,
      environment: 'production',
      ...(size === 'custom' ? { cores: 3, memoryGiB: 5 } : {}),
    });
    expect(manifest.metadata.namespace).toBe('team1-production');
    expect(manifest.spec.template.spec.domain).toMatchObject({
      cpu: { cores },
      memory: { guest: memory },
    });
  });

  it.each([
    'plain words',
    '"quoted" and \'quoted\'',
    'a: b # not a comment',
    '}\n---\nkind: ClusterRole',
    '${{ secrets.token }} {{ 7 * 7 }} {% raw %}',
    '- list\n- of: things',
    '!!binary x',
    '나루 🛶 용도',
    'yes',
    '$& $1',
  ])('keeps the purpose %j one string', async purpose => {
    const { manifest } = await manifestOf({ ...form, purpose });
    expect(manifest.metadata.annotations['kubernetes.io/description']).toBe(
      purpose,
    );
    expect(manifest.kind).toBe('VirtualMachine');
  });

  it('keeps hostile comments of keys and hostile extras within user data', async () => {
    const { manifest } = await manifestOf({
      ...form,
      sshKeys: [`${key} x: y # {{ 7 }} "'`],
      cloudInit:
        'runcmd:\n  - \'echo "${{ values.name }}": |\'\ntimezone: "}}"\n',
    });
    const { userData } =
      manifest.spec.template.spec.volumes[1].cloudInitNoCloud;
    expect(parse(userData)).toMatchObject({
      ssh_authorized_keys: [`${key} x: y # {{ 7 }} "'`],
      runcmd: [expect.anything(), 'echo "${{ values.name }}": |'],
      timezone: '}}',
    });
  });

  it.each([
    [{ diskGiB: 8 }, /VAL-051 .*at least 10Gi/],
    [{ image: 'resource:golden-images/none' }, /VAL-053 .*not a golden image/],
    [{ cloudInit: 'chpasswd: {list: x}' }, /VAL-054 .*chpasswd cannot be set/],
    [
      { cloudInit: 'users: [{name: a, passwd: x}]' },
      /VAL-054 .*users.0.passwd/,
    ],
    [{ cloudInit: 'a: [' }, /VAL-054 .*line 1/],
    [{ sshKeys: ['ssh-ed25519 AAAA'] }, /VAL-054 .*key 1 is cut/],
    [
      { owner: 'group:default/team2' },
      /does not belong to group:default\/team2/,
    ],
    [{ purpose: 'the password=hunter2' }, /VAL-030/],
  ])('refuses %j', async (change, message) => {
    const { body } = await dryRun({ ...form, ...change });
    expect(JSON.stringify(body)).toMatch(message);
    expect(JSON.stringify(body)).not.toContain('+++ b/');
  });

  it.each([
    { name: 'Web_01' },
    { name: '1web' },
    { name: 'a'.repeat(41) },
    { sshKeys: [] },
    { sshKeys: ['hello'] },
    { sshKeys: [`${key}\nhostname: other`] },
    { size: 'XXL' },
    { size: 'custom' },
    { environment: 'lab' },
    { diskGiB: 1 },
    { purpose: 'x'.repeat(301) },
  ])('has a form that refuses %j', async change => {
    const { status } = await dryRun({ ...form, ...change });
    expect(status).toBe(400);
  });
});
