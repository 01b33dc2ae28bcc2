import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { NotAllowedError, ServiceUnavailableError } from '@backstage/errors';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import { changePreviewSchema } from '@naru/plugin-gitops-common';
import { ManifestResolver, ManifestValidator } from '@naru/plugin-gitops-node';
import { FakeChangeRequestHost } from '@naru/plugin-gitops-node/testUtils';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { createPullRequestAction } from './createPullRequestAction';
import { examples } from './pullRequest.examples';

const PATH = 'kubernetes/staging/vms/team1/web-01.yaml';
const BRANCH = 'naru/vm/team1-staging/web-01';

const CONTENT = `apiVersion: v1
kind: ConfigMap
metadata:
  name: \${{ values.name }}
  namespace: team1-staging
data:
  note: \${{ values.note }}
`;

let workspacePath: string;
beforeEach(async () => {
  workspacePath = await mkdtemp(join(tmpdir(), 'naru-'));
  await writeFile(join(workspacePath, 'vm.yaml'), CONTENT);
});
afterEach(() => rm(workspacePath, { recursive: true }));

const input = {
  repository: 'platform',
  branch: BRANCH,
  title: 'Add web-01',
  reason: 'Load test | <b>soon</b>',
  owner: 'group:default/team1',
  values: { Size: 'S', Keys: ['a', 'b'] },
  files: [
    { path: PATH, template: 'vm.yaml', values: { name: 'web-01', note: 'hi' } },
  ],
  entityRefs: ['resource:team1-staging/web-01'],
};

function setup(
  options: {
    groups?: string[];
    files?: Record<string, string>;
    entities?: boolean;
    validators?: ManifestValidator[];
    resolvers?: ManifestResolver[];
  } = {},
) {
  const host = new FakeChangeRequestHost({
    files: options.files ?? { 'README.md': 'x' },
  });
  const action = createPullRequestAction({
    config: mockServices.rootConfig({
      data: {
        app: { baseUrl: 'http://portal.test' },
        naru: { platformGroup: 'group:default/platform-team' },
      },
    }),
    hosts: {
      list: () => [host],
      get: () => host,
      webhookSecret: () => undefined,
    },
    catalog: catalogServiceMock({
      entities: options.entities
        ? [
            {
              apiVersion: 'backstage.io/v1alpha1',
              kind: 'Resource',
              metadata: { name: 'web-01', namespace: 'team1-staging' },
            },
          ]
        : [],
    }),
    auth: mockServices.auth(),
    userInfo: mockServices.userInfo({
      ownershipEntityRefs: options.groups ?? ['group:default/team1'],
    }),
    validators: options.validators ?? [],
    tags: [],
    resolvers: options.resolvers ?? [],
  });
  const run = async (
    change: Partial<typeof input> = {},
    context: {
      isDryRun?: boolean;
      /** Subject of the service that starts it. */
      service?: string;
      requesterToken?: string;
    } = {},
  ) => {
    const output: Record<string, unknown> = {};
    const ref = 'user:default/dev1';
    await action.handler({
      ...createMockActionContext({ input: { ...input, ...change } }),
      workspacePath,
      task: { id: 'task-1' },
      user: {
        ref,
        entity: {
          apiVersion: 'backstage.io/v1alpha1',
          kind: 'User',
          metadata: { name: 'dev1' },
          spec: {
            profile: { displayName: '김다나', email: 'dana@example.com' },
          },
        },
      },
      isDryRun: context.isDryRun,
      checkpoint: async ({ fn }) => fn(),
      secrets: context.requesterToken
        ? { requesterToken: context.requesterToken }
        : undefined,
      getInitiatorCredentials: async () =>
        context.service
          ? mockCredentials.service(context.service)
          : mockCredentials.user(ref),
      output: (name, value) => {
        output[name] = value;
      },
    });
    return output;
  };
  return { host, run };
}

describe('gitops:pull-request', () => {
  it('opens a pull request in the name of the person, and says where it is', async () => {
    const { host, run } = setup();
    expect(await run()).toEqual({
      repository: 'platform',
      branch: BRANCH,
      number: 1,
      url: 'http://git.test/platform/gitops/pulls/1',
      entityRefs: ['resource:team1-staging/web-01'],
      created: true,
    });
    expect(host.commits[0].author).toEqual({
      name: '김다나',
      email: 'dana@example.com',
    });
    const { body } = host.changeRequests[0];
    expect(body).toContain('김다나 (user:default/dev1)');
    expect(body).toContain('> Load test \\| \\<b\\>soon\\</b\\>');
    expect(body).toContain('| Keys | a<br>b |');
    expect(body).toContain('](http://portal.test/create/tasks/task-1)');
    expect(body).toContain('```yaml\napiVersion: v1');
    const file = await host.readFile(PATH, BRANCH);
    expect(parse(file?.content ?? '').metadata.annotations).toEqual({
      'naru.io/owner': 'group:default/team1',
      'naru.io/requested-by': 'user:default/dev1',
      'naru.io/request': `platform:${BRANCH}`,
      'naru.io/source-file': PATH,
    });
  });

  it('opens one pull request when it runs twice', async () => {
    const { host, run } = setup();
    await run();
    expect(await run()).toMatchObject({ number: 1, created: false });
    expect(host.changeRequests).toHaveLength(1);
  });

  it('writes nothing in a dry run, and shows the diff', async () => {
    const { host, run } = setup();
    const output = await run({}, { isDryRun: true });
    expect(output).toMatchObject({ number: 0, created: false });
    expect(output.diff).toContain(`--- /dev/null\n+++ b/${PATH}\n`);
    expect(output.diff).toContain('+  note: hi');
    expect(host.branches).toEqual(['main']);
  });

  it('takes a whole manifest instead of a template', async () => {
    const { host, run } = setup();
    await run({
      files: [
        {
          path: PATH,
          manifest: {
            apiVersion: 'v1',
            kind: 'ConfigMap',
            metadata: { name: 'a', namespace: 'team1-staging' },
          },
        } as never,
      ],
    });
    expect((await host.readFile(PATH, BRANCH))?.content).toContain('name: a\n');
  });

  it('refuses a person outside the owner, and lets the platform group ask for all', async () => {
    const stranger = setup({ groups: ['group:default/team2'] });
    await expect(stranger.run()).rejects.toThrow(NotAllowedError);
    await expect(stranger.run({}, { isDryRun: true })).rejects.toThrow(
      'user:default/dev1 does not belong to group:default/team1',
    );
    expect(stranger.host.branches).toEqual(['main']);

    const platform = setup({ groups: ['group:default/platform-team'] });
    expect(await platform.run()).toMatchObject({ created: true });
  });

  it('refuses a service', async () => {
    const { run } = setup();
    const token = mockCredentials.user.token('user:default/dev1');
    for (const context of [
      { service: 'plugin:gitops' },
      { service: 'plugin:gitops', isDryRun: true },
      { service: 'plugin:gitops', requesterToken: token },
      { service: 'plugin:other', requesterToken: token, isDryRun: true },
      {
        service: 'plugin:gitops',
        requesterToken: mockCredentials.service.token(),
        isDryRun: true,
      },
    ]) {
      await expect(run({}, context)).rejects.toThrow('Only a signed-in person');
    }
  });

  it('takes the person of the token in a dry run of the plugin gitops', async () => {
    const { run } = setup();
    const output = await run(
      {},
      {
        service: 'plugin:gitops',
        requesterToken: mockCredentials.user.token('user:default/dev1'),
        isDryRun: true,
      },
    );
    expect(output.diff).toContain('naru.io/requested-by: user:default/dev1');
  });

  it('leaves a person who brings the token of another who they are', async () => {
    const { run } = setup();
    const output = await run(
      {},
      {
        requesterToken: mockCredentials.user.token('user:default/other'),
        isDryRun: true,
      },
    );
    expect(output.diff).not.toContain('user:default/other');
    expect(output.diff).toContain('naru.io/requested-by: user:default/dev1');
  });

  it('says in a dry run what is wrong, at the question that it is about', async () => {
    const { run } = setup({
      validators: [
        {
          id: 'test',
          validate: async ([{ path }], { addRendering }) => {
            addRendering({
              title: 'staging',
              application: 'a',
              namespace: 'b',
              manifests: 'kind: A\n',
            });
            return [
              { rule: 'VAL-1', path, field: 'spec.cpu.max', message: 'a.' },
              { rule: 'VAL-2', path, field: 'spec.memory', message: 'b.' },
              { rule: 'VAL-3', path, field: 'specific', message: 'c.' },
              {
                rule: 'VAL-4',
                path,
                severity: 'warn' as const,
                parameter: 'own',
                message: 'd.',
              },
            ];
          },
        },
      ],
    });
    const { preview } = await run(
      {
        files: [
          {
            ...input.files[0],
            parameter: 'name',
            fields: { spec: 'size', 'spec.memory': 'memory' },
          } as never,
        ],
      },
      { isDryRun: true },
    );
    const { faults, renderings } = changePreviewSchema.parse(preview);
    expect(
      faults.map(({ rule, severity, parameter }) => [
        rule,
        severity,
        parameter,
      ]),
    ).toEqual([
      ['VAL-1', 'refuse', 'size'],
      ['VAL-2', 'refuse', 'memory'],
      ['VAL-3', 'refuse', 'name'],
      ['VAL-4', 'warn', 'own'],
    ]);
    expect(renderings).toHaveLength(1);
  });

  it('says in a dry run what could not be checked, without words of others', async () => {
    const { run } = setup({
      validators: [
        {
          id: 'away',
          validate: async () => {
            throw new ServiceUnavailableError('cluster prod7 does not answer');
          },
        },
        {
          id: 'broken',
          validate: async () => {
            throw new TypeError('token abc is undefined');
          },
        },
      ],
    });
    const { preview } = await run({}, { isDryRun: true });
    const { faults } = changePreviewSchema.parse(preview);
    expect(faults).toMatchObject([
      { rule: 'UNCHECKED', message: 'cluster prod7 does not answer' },
      {
        rule: 'UNCHECKED',
        message: expect.stringContaining('failed within the portal'),
      },
    ]);
    expect(JSON.stringify(faults)).not.toContain('abc');
  });

  it('lets warnings through, and tells them to the reviewer', async () => {
    const { run, host } = setup({
      validators: [
        {
          id: 'test',
          validate: async ([{ path }]) => [
            {
              rule: 'VAL-026',
              path,
              severity: 'warn' as const,
              message: 'is *one* pod.',
            },
          ],
        },
      ],
    });
    expect(await run()).toMatchObject({ created: true });
    expect(host.changeRequests[0].body).toContain(
      `**Warnings**\n\n- VAL-026 ${PATH}: is \\*one\\* pod.`,
    );
  });

  it('refuses a name that somebody else asks for', async () => {
    const { run, host } = setup();
    await host.commit({
      branch: BRANCH,
      from: 'main',
      message: 'x',
      author: { name: 'a', email: 'a@b' },
      files: [{ path: PATH, content: 'x' }],
    });
    await host.openChangeRequest({
      branch: BRANCH,
      title: 'x',
      body: '<!-- naru: {"requestedBy":"user:default/dev2","author":"b","entityRefs":[]} -->',
    });
    await expect(run()).rejects.toThrow(
      /VAL-011 .*user:default\/dev2 already asks for the same name: http/,
    );
  });

  it('tells all faults together', async () => {
    const { run, host } = setup({
      validators: [
        {
          id: 'test',
          validate: async ([{ path }]) => [
            { rule: 'VAL-055', path, field: 'spec', message: 'is too big.' },
          ],
        },
      ],
    });
    const error = await run({
      files: [
        {
          path: 'kubernetes/staging/vms/team2/web-01.yaml',
          template: 'vm.yaml',
          values: { name: 'Web_01', note: 'password=hunter2' },
        },
      ],
    }).catch(e => e);
    expect(error.name).toBe('InputError');
    expect(error.message.split('\n')).toEqual([
      'The request breaks 5 rules:',
      expect.stringMatching(
        /^- VAL-001 kubernetes.*: lies in the folder of team2/,
      ),
      expect.stringMatching(/^- VAL-010 metadata.name: must be/),
      expect.stringMatching(
        /^- VAL-042 metadata.namespace: must be team2-staging/,
      ),
      expect.stringMatching(/^- VAL-030 data.note: looks like/),
      '- VAL-055 spec: is too big.',
    ]);
    expect(host.branches).toEqual(['main']);
  });

  it('refuses a name that is taken in Git, in this file or another', async () => {
    const here = setup({ files: { [PATH]: 'x' } });
    await expect(here.run()).rejects.toThrow(
      /VAL-011 metadata.name: the name web-01 is taken in Git: http:\/\/git.test/,
    );
    const elsewhere = setup({
      files: {
        'kubernetes/staging/vms/team1/more.yaml':
          'broken: [\n---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: web-01, namespace: team1-staging}\n',
        'kubernetes/staging/vms/team1/other.yaml': 'broken: [',
      },
    });
    await expect(elsewhere.run()).rejects.toThrow(
      /ConfigMap web-01 is in Git already: .*more.yaml/,
    );
  });

  it('refuses a name that is taken in the catalog', async () => {
    const { run } = setup({ entities: true });
    await expect(run()).rejects.toThrow(
      'VAL-011 metadata.name: resource:team1-staging/web-01 is in the catalog already',
    );
  });

  it('refuses when a validator cannot tell', async () => {
    const { run, host } = setup({
      validators: [
        {
          id: 'test',
          validate: async () => {
            throw new Error('cluster prod7 does not answer');
          },
        },
      ],
    });
    await expect(run()).rejects.toThrow('cluster prod7 does not answer');
    expect(host.branches).toEqual(['main']);
  });

  it.each([
    [{ branch: 'main' }, /not a name of a branch/],
    [{ branch: 'naru/../main' }, /not a name of a branch/],
    [{ branch: 'naru/vm/Team 1/x' }, /not a name of a branch/],
    [
      { files: [{ ...input.files[0], template: '../../etc/passwd' }] },
      /cannot make/,
    ],
    [
      { files: [{ ...input.files[0], template: 'none.yaml' }] },
      /no file none.yaml/,
    ],
    [
      { files: [{ ...input.files[0], values: { name: 'a', note: '' } }] },
      /values.note is missing/,
    ],
  ])('refuses %j', async (change, message) => {
    const { run, host } = setup();
    await expect(run(change)).rejects.toThrow(message);
    expect(host.branches).toEqual(['main']);
  });

  it('has examples that are YAML', () => {
    for (const { example } of examples) {
      expect(parse(example).steps.at(-1).action).toBe('gitops:pull-request');
    }
  });
});
