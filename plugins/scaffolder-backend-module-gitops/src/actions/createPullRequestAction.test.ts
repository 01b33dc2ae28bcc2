import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { NotAllowedError } from '@backstage/errors';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
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
    context: { isDryRun?: boolean; service?: boolean } = {},
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
      getInitiatorCredentials: async () =>
        context.service ? mockCredentials.service() : mockCredentials.user(ref),
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
    await expect(run({}, { service: true })).rejects.toThrow(
      'Only a signed-in person',
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
