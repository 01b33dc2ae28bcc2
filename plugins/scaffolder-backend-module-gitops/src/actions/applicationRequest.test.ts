import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import { changePreviewSchema } from '@naru/plugin-gitops-common';
import { FakeChangeRequestHost } from '@naru/plugin-gitops-node/testUtils';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { createPullRequestAction } from './createPullRequestAction';

const CONTENTS: Record<string, string> = {
  'values.yaml':
    'name: ${{ values.name }}\nimage:\n  digest: ${{ resolved.image.digest | optional }}\n',
  'index.md': '# ${{ values.name }}\n\n${{ values.text | optional }}\n',
  'catalog-info.yaml':
    'apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata:\n  name: ${{ values.name }}\nspec:\n  owner: ${{ request.owner }}\n',
  'application.yaml': `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata:
  name: \${{ values.name }}-\${{ values.environment }}
  namespace: argocd
  labels:
    naru.io/app: \${{ values.name }}
    naru.io/environment: \${{ values.environment }}
spec:
  project: apps
  sources:
    - repoURL: \${{ request.repositoryUrl }}
      targetRevision: \${{ request.base }}
      path: charts/web-service/1.0.0
      helm:
        releaseName: \${{ values.name }}
        valueFiles: ["$values/apps/\${{ values.name }}/values.yaml"]
    - repoURL: \${{ request.repositoryUrl }}
      targetRevision: \${{ request.base }}
      ref: values
  destination:
    server: https://kubernetes.default.svc
    namespace: \${{ request.ownerName }}-\${{ values.environment }}
`,
};

let workspacePath: string;
beforeEach(async () => {
  workspacePath = await mkdtemp(join(tmpdir(), 'naru-'));
  for (const [name, content] of Object.entries(CONTENTS)) {
    await writeFile(join(workspacePath, name), content);
  }
});
afterEach(() => rm(workspacePath, { recursive: true }));

function inputOf(name = 'shop', change: Record<string, unknown> = {}) {
  const file = (
    path: string,
    holds: string,
    template: string,
    more: Record<string, unknown> = {},
  ) => ({
    path,
    holds,
    template,
    values: { name },
    parameter: 'name',
    ...more,
  });
  const application = (environment: string, more = {}) =>
    file(
      `argocd/applications/${name}-${environment}.yaml`,
      'manifest',
      'application.yaml',
      { values: { name, environment }, ...more },
    );
  return {
    repository: 'platform',
    branch: `naru/app/${name.toLocaleLowerCase('en-US')}`,
    title: `Add ${name}`,
    owner: 'group:default/team1',
    resolve: {
      image: { by: 'test', with: { tag: '1' }, parameter: 'image' },
    },
    files: [
      file(`apps/${name}/values.yaml`, 'values', 'values.yaml'),
      application('staging'),
      application('production', { if: false }),
      file(`apps/${name}/catalog-info.yaml`, 'entity', 'catalog-info.yaml'),
      file(`apps/${name}/docs/index.md`, 'text', 'index.md', {
        values: { name, text: '- [x](y)' },
      }),
    ],
    entityRefs: [`component:default/${name}`],
    ...change,
  };
}

function setup(files: Record<string, string> = {}) {
  const host = new FakeChangeRequestHost({
    files: { 'README.md': 'x', ...files },
  });
  const action = createPullRequestAction({
    config: mockServices.rootConfig({ data: {} }),
    hosts: {
      list: () => [host],
      get: () => host,
      webhookSecret: () => undefined,
    },
    catalog: catalogServiceMock({ entities: [] }),
    auth: mockServices.auth(),
    userInfo: mockServices.userInfo({
      ownershipEntityRefs: ['group:default/team1'],
    }),
    validators: [],
    tags: [],
    resolvers: [
      {
        id: 'test',
        resolve: async question => ({
          value: { digest: `digest of ${JSON.stringify(question)}` },
          faults: [
            { rule: 'VAL-020', severity: 'warn' as const, message: 'is old.' },
          ],
        }),
      },
    ],
  });
  const run = async (input: object, isDryRun = false) => {
    const output: Record<string, unknown> = {};
    await action.handler({
      ...createMockActionContext({ input: input as never }),
      workspacePath,
      task: { id: 'task-1' },
      isDryRun,
      checkpoint: async ({ fn }) => fn(),
      getInitiatorCredentials: async () =>
        mockCredentials.user('user:default/dev1'),
      output: (name, value) => {
        output[name] = value;
      },
    });
    return output;
  };
  const faultsOf = async (input: object) => {
    const { preview } = await run(input, true);
    return changePreviewSchema
      .parse(preview)
      .faults.filter(({ severity }) => severity === 'refuse');
  };
  return { host, run, faultsOf };
}

describe('gitops:pull-request for an application', () => {
  it('writes files of every kind, and leaves out what is not wanted', async () => {
    const { host, run } = setup();
    await run(inputOf());
    const [{ files }] = host.commits;
    expect(files.map(({ path }) => path)).toEqual([
      'apps/shop/values.yaml',
      'argocd/applications/shop-staging.yaml',
      'apps/shop/catalog-info.yaml',
      'apps/shop/docs/index.md',
    ]);
    const [values, application, entity, text] = files.map(one => one.content);
    expect(parse(values)).toEqual({
      name: 'shop',
      image: { digest: 'digest of {"tag":"1"}' },
    });
    expect(parse(application)).toMatchObject({
      metadata: { annotations: { 'naru.io/owner': 'group:default/team1' } },
      spec: {
        sources: [
          { repoURL: host.repository.cloneUrl, targetRevision: 'main' },
          { ref: 'values' },
        ],
        destination: { namespace: 'team1-staging' },
      },
    });
    expect(parse(entity).metadata.annotations).toMatchObject({
      'naru.io/source-file': 'apps/shop/catalog-info.yaml',
      'naru.io/request': 'platform:naru/app/shop',
    });
    expect(text).toBe('# shop\n\n&#45; \\[x\\](y)\n');
    expect(host.changeRequests[0].body).toContain('VAL-020 image: is old.');
  });

  it('makes one pull request and one commit of the same form', async () => {
    const { host, run } = setup();
    await run(inputOf());
    expect(await run(inputOf())).toMatchObject({ number: 1, created: false });
    expect(host.commits).toHaveLength(1);
    expect(host.changeRequests).toHaveLength(1);
  });

  it.each([
    [
      'the folder of another',
      { 'apps/shop/README.md': 'x' },
      'apps/shop/values.yaml',
    ],
    [
      'an Application of another',
      { 'argocd/applications/shop-staging.yaml': 'x' },
      'argocd/applications/shop-staging.yaml',
    ],
  ])('refuses %s', async (_, files, path) => {
    expect(await setup(files).faultsOf(inputOf())).toMatchObject([
      { rule: 'VAL-011', path, parameter: 'name' },
    ]);
  });

  it.each(['1shop', 'shop-', 'a'.repeat(51)])(
    'refuses the name %s once',
    async name => {
      const faults = await setup().faultsOf(inputOf(name));
      expect(
        faults.filter(
          ({ rule, field }) => rule === 'VAL-010' && field === 'metadata.name',
        ),
      ).not.toEqual([]);
      expect(faults.every(({ parameter }) => parameter === 'name')).toBe(true);
    },
  );

  it('refuses secrets in values and in text', async () => {
    const input = inputOf();
    const faults = await setup().faultsOf({
      ...input,
      files: [
        {
          ...input.files[0],
          template: undefined,
          manifest: { env: [{ name: 'DB_PASSWORD', value: 'hunter2' }] },
          fields: { env: 'env' },
        },
        ...input.files.slice(1, 4),
        {
          ...input.files[4],
          values: { name: 'shop', text: 'the password=hunter2' },
        },
      ],
    });
    expect(
      faults.map(({ rule, path, parameter }) => [rule, path, parameter]),
    ).toEqual([
      ['VAL-030', 'apps/shop/values.yaml', 'env'],
      ['VAL-030', 'apps/shop/docs/index.md', 'name'],
    ]);
  });

  it.each([
    [{ resolve: { image: { by: 'none' } } }, 'no module of this portal'],
    [
      { files: inputOf().files.map(file => ({ ...file, if: false })) },
      'makes no file',
    ],
    [{ files: [inputOf().files[0], inputOf().files[0]] }, 'it is there twice'],
  ])('tells a template that is wrong: %#', async (change, message) => {
    await expect(setup().run(inputOf('shop', change))).rejects.toThrow(message);
  });
});
