/* eslint jest/expect-expect: ["warn", { "assertFunctionNames": ["expect*", "argocd.expectApplication"] }] */
import { ArgocdClient } from './target/ArgocdClient';
import { type ArgocdTarget, openArgocdTarget } from './target/argocdTarget';
import { chartFiles } from './target/chartFiles';
import type { Json } from './target/ForgeClient';

jest.setTimeout(120_000);

const VALUES = {
  'apps/shop/values.yaml': 'color: red\n',
  'apps/shop/values-staging.yaml': 'size: 3\n',
  'apps/shop/values-wrong.yaml': 'color: 7\n',
  'apps/shop/values-broken.yaml': 'color: [\n',
};

describe('Argo CD with charts in Git', () => {
  let target: ArgocdTarget;
  let argocd: ArgocdClient;
  let commit: string;
  let otherCommit: string;

  beforeAll(async () => {
    target = await openArgocdTarget();
    argocd = new ArgocdClient(target);
    commit = await target.commit({
      ...chartFiles('charts/boat'),
      ...chartFiles('charts/refusing', {
        'templates/x.yaml': '{{ fail "no boats today" }}\n',
      }),
      ...chartFiles('charts/garbled', { 'templates/x.yaml': 'a: [\n' }),
      'plain/a.yaml':
        'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: plain}\n',
      ...VALUES,
    });
    await target.branch('other');
    otherCommit = await target.commit({ 'apps/x.yaml': 'a: 1\n' }, 'other');
  });

  afterAll(async () => {
    await target?.clean();
    await target?.close();
  });

  const chart = (helm?: Json, rest: Json = {}) => ({
    repoURL: target.repositoryUrl,
    targetRevision: 'main',
    path: 'charts/boat',
    ...(helm ? { helm } : {}),
    ...rest,
  });
  const values = (rest: Json = {}) => ({
    repoURL: target.repositoryUrl,
    targetRevision: 'main',
    ref: 'values',
    ...rest,
  });
  const withSource = (source: Json) => ({
    spec: { source },
  });
  const withSources = (...sources: Json[]) => ({
    spec: { source: undefined, sources },
  });
  const staging = (file: string) => `$values/apps/shop/${file}`;

  describe('an application of two sources', () => {
    it('is rendered with the files of values of the other', async () => {
      const sources = [
        chart({
          releaseName: 'shop',
          valueFiles: [staging('values.yaml'), staging('values-staging.yaml')],
        }),
        values(),
      ];
      await argocd.createAutomated('two', withSources(...sources));
      const { status } = await argocd.expectApplication('two', {
        status: {
          sync: {
            status: 'Synced',
            revisions: [commit, commit],
            comparedTo: { source: { repoURL: '' }, sources },
          },
          health: { status: 'Healthy' },
          sourceTypes: ['Helm', ''],
          resources: [{ kind: 'ConfigMap', name: 'shop-boat' }],
          operationState: {
            phase: 'Succeeded',
            operation: { sync: { revisions: [commit, commit], sources } },
            syncResult: {
              revision: '',
              revisions: [commit, commit],
              source: { repoURL: '' },
              sources,
            },
          },
          history: [
            {
              id: 0,
              revisions: [commit, commit],
              source: { repoURL: '' },
              sources,
            },
          ],
        },
      });
      expect(status.sync.revision).toBeUndefined();
      expect(status.sourceType).toBeUndefined();
      expect(await argocd.configMap('two', 'shop-boat')).toMatchObject({
        data: { color: 'red', size: '3', namespace: argocd.name('two') },
        metadata: {
          annotations: {
            'argocd.argoproj.io/tracking-id': `${argocd.name(
              'two',
            )}:/ConfigMap:${argocd.name('two')}/shop-boat`,
          },
        },
      });
    });

    it('follows a change of the values alone', async () => {
      const changed = await target.commit({
        'apps/two/values.yaml': 'color: blue\n',
      });
      await argocd.createAutomated(
        'follows',
        withSources(
          chart({ valueFiles: ['$values/apps/two/values.yaml'] }),
          values(),
        ),
      );
      await argocd.expectApplication('follows', {
        status: { sync: { status: 'Synced', revisions: [changed, changed] } },
      });
      const next = await target.commit({
        'apps/two/values.yaml': 'color: green\n',
      });
      await argocd.refresh('follows');
      await argocd.expectApplication('follows', {
        status: { sync: { status: 'Synced', revisions: [next, next] } },
      });
      const name = `${argocd.name('follows')}-boat`;
      expect(await argocd.configMap('follows', name)).toMatchObject({
        data: { color: 'green' },
      });
    });

    it('brings the objects of both when both have a path', async () => {
      await argocd.createAutomated(
        'paths',
        withSources(
          chart({ valueFiles: [staging('values.yaml')] }),
          values({ path: 'plain' }),
        ),
      );
      await argocd.expectApplication('paths', {
        status: {
          sync: { status: 'Synced' },
          sourceTypes: ['Helm', 'Directory'],
          resources: [
            { name: `${argocd.name('paths')}-boat` },
            { name: 'plain' },
          ],
        },
      });
    });

    it('does not look at its single source', async () => {
      await argocd.createAutomated('both', {
        spec: {
          source: chart(undefined, { path: 'plain' }),
          sources: [chart()],
        },
      });
      const { status } = await argocd.expectApplication('both', {
        status: {
          sync: { status: 'Synced' },
          resources: [{ name: `${argocd.name('both')}-boat` }],
        },
      });
      expect(status.resources).toHaveLength(1);
    });

    it('is synced by a person to what the branches hold', async () => {
      await argocd.createApplication(
        'manual',
        withSources(chart({ releaseName: 'shop' }), values()),
      );
      await argocd.expectApplication('manual', {
        status: { sync: { status: 'OutOfSync' } },
      });
      await argocd.sync('manual');
      const { status } = await argocd.expectApplication('manual', {
        status: {
          sync: { status: 'Synced' },
          operationState: { phase: 'Succeeded' },
          history: [{ id: 0, initiatedBy: { username: 'dev1' } }],
        },
      });
      expect(status.history[0].revisions).toEqual(status.sync.revisions);
    });
  });

  describe('a chart alone', () => {
    const rendered = async (story: string) => {
      await argocd.expectApplication(story, {
        status: { sync: { status: 'Synced' }, sourceType: 'Helm' },
      });
      const name = `${argocd.name(story)}-boat`;
      return (await argocd.configMap(story, name)).data;
    };

    it('is named like the application and sees the cluster', async () => {
      await argocd.createAutomated('alone', withSource(chart()));
      expect(await rendered('alone')).toMatchObject({
        color: 'blue',
        kubernetes: 'v1.34',
        kubevirt: 'true',
        machine: 'true',
      });
    });

    it('is told another cluster', async () => {
      await argocd.createAutomated(
        'told',
        withSource(
          chart({ kubeVersion: '1.28', apiVersions: ['example.org/v7'] }),
        ),
      );
      expect(await rendered('told')).toMatchObject({
        kubernetes: 'v1.28',
        kubevirt: 'false',
        example: 'true',
      });
    });

    it('takes values in the application: files, then values, then parameters', async () => {
      await argocd.createAutomated(
        'order',
        withSource(
          chart({
            valueFiles: [
              '/apps/shop/values.yaml',
              '../../apps/shop/values-staging.yaml',
            ],
            values: 'color: green\nnested: {deep: 1}\n',
            parameters: [
              { name: 'size', value: '5' },
              { name: 'nested.wide', value: '7', forceString: true },
            ],
          }),
        ),
      );
      expect(await rendered('order')).toMatchObject({
        color: 'green',
        size: '5',
        nested: '{"deep":1,"wide":"7"}',
      });
    });

    it('takes valuesObject before values', async () => {
      await argocd.createAutomated(
        'object',
        withSource(
          chart({ values: 'color: green\n', valuesObject: { color: 'pink' } }),
        ),
      );
      expect(await rendered('object')).toMatchObject({ color: 'pink' });
    });

    it('passes over missing files of values when told', async () => {
      await argocd.createAutomated(
        'ignoring',
        withSource(
          chart({ ignoreMissingValueFiles: true, valueFiles: ['none.yaml'] }),
        ),
      );
      expect(await rendered('ignoring')).toMatchObject({ color: 'blue' });
    });

    it('brings the definitions in it, or not', async () => {
      const crd = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: crd}\n';
      await target.commit(chartFiles('charts/crds', { 'crds/x.yaml': crd }));
      const path = { path: 'charts/crds' };
      await argocd.createAutomated('crds', withSource(chart(undefined, path)));
      await argocd.createAutomated(
        'nocrds',
        withSource(chart({ skipCrds: true }, path)),
      );
      await rendered('crds');
      await rendered('nocrds');
      expect(await argocd.configMap('crds', 'crd')).toBeDefined();
      expect(await argocd.configMap('nocrds', 'crd')).toBeUndefined();
    });
  });

  describe('what is wrong', () => {
    const command = (story: string, ...files: string[]) =>
      [
        'failed to execute helm template command: failed to get command args to log: `helm template .',
        `--name-template ${argocd.name(story)}`,
        `--namespace ${argocd.name(story)}`,
        '--kube-version 1.34',
        ...files.map(file => `--values <path to cached source>/${file}`),
        '<api versions removed> --include-crds` failed exit status 1: Error: ',
      ].join(' ');
    const of = (story: string, file: string, words: string) =>
      command(story, `apps/shop/${file}`) + words;
    const shop = (file: string) =>
      withSources(chart({ valueFiles: [staging(file)] }), values());

    const cases: [string, string, () => Json, () => string][] = [
      [
        'values that the schema refuses',
        'schema',
        () => shop('values-wrong.yaml'),
        () =>
          of(
            'schema',
            'values-wrong.yaml',
            "values don't meet the specifications of the schema(s) in the following chart(s):\nboat:\n- at '/color': got number, want string",
          ),
      ],
      [
        'values that are no YAML',
        'novalues',
        () => shop('values-broken.yaml'),
        () =>
          of(
            'novalues',
            'values-broken.yaml',
            'failed to parse <path to cached source>/apps/shop/values-broken.yaml: error converting YAML to JSON: yaml: line 1: did not find expected node content',
          ),
      ],
      [
        'a file of values that is missing',
        'nofile',
        () => shop('values-none.yaml'),
        () =>
          of(
            'nofile',
            'values-none.yaml',
            'open <path to cached source>/apps/shop/values-none.yaml: no such file or directory',
          ),
      ],
      [
        'a file of values that is missing in the chart',
        'nochartfile',
        () => withSource(chart({ valueFiles: ['none.yaml'] })),
        () =>
          `${command(
            'nochartfile',
            'charts/boat/none.yaml',
          )}open <path to cached source>/charts/boat/none.yaml: no such file or directory`,
      ],
      [
        'a file of values outside of the repository',
        'outside',
        () => withSource(chart({ valueFiles: ['../../../x.yaml'] })),
        () =>
          "error resolving helm value files: error resolving value file path: file '../../../x.yaml' resolved to outside repository root",
      ],
      [
        'a ref that no source has',
        'noref',
        () => withSources(chart({ valueFiles: ['$other/x.yaml'] }), values()),
        () =>
          'source referenced "$other", which is not one of the available sources ($values)',
      ],
      [
        'another revision of the same repository',
        'revisions',
        () =>
          withSources(
            chart(
              { valueFiles: [staging('values.yaml')] },
              { targetRevision: commit },
            ),
            values({ targetRevision: 'other' }),
          ),
        () =>
          `cannot reference a different revision of the same repository ($values references "other" which resolves to "${otherCommit}" while the application references "${commit}" which resolves to "${commit}")`,
      ],
      [
        'a chart that refuses',
        'refusing',
        () => withSource(chart(undefined, { path: 'charts/refusing' })),
        () =>
          `${command(
            'refusing',
          )}execution error at (boat/templates/x.yaml:1:3): no boats today\n\nUse --debug flag to render out invalid YAML`,
      ],
      [
        'a template that makes no YAML',
        'garbled',
        () => withSource(chart(undefined, { path: 'charts/garbled' })),
        () =>
          `${command(
            'garbled',
          )}YAML parse error on boat/templates/x.yaml: error converting YAML to JSON: yaml: line 1: did not find expected node content\n\nUse --debug flag to render out invalid YAML`,
      ],
      [
        'a chart that is not there',
        'nochart',
        () => withSources(chart(undefined, { path: 'charts/none' }), values()),
        () => 'charts/none: app path does not exist',
      ],
      [
        'a folder that is no chart',
        'folder',
        () => withSource(chart({ releaseName: 'x' }, { path: 'plain' })),
        () =>
          'error getting helm repos: error retrieving helm dependency repos: error reading helm chart from <path to cached source>/plain/Chart.yaml: open <path to cached source>/plain/Chart.yaml: no such file or directory',
      ],
    ];

    it.each(cases)('%s is a ComparisonError', async (_, story, spec, words) => {
      await argocd.createAutomated(story, spec());
      const { operation, status } = await argocd.expectApplication(story, {
        status: {
          sync: { status: 'Unknown' },
          health: { status: 'Healthy' },
          conditions: [{ type: 'ComparisonError' }],
        },
      });
      const count = spec().spec.sources?.length ?? 1;
      expect(status.conditions[0].message).toBe(
        `Failed to load target state: failed to generate manifest for source 1 of ${count}: rpc error: code = Unknown desc = ${words()}`,
      );
      expect(operation).toBeUndefined();
      expect(status.operationState).toBeUndefined();
    });

    it('two sources with the same ref are a ComparisonError', async () => {
      await argocd.createAutomated(
        'tworefs',
        withSources(values(), values(), chart()),
      );
      const { status } = await argocd.expectApplication('tworefs', {
        status: {
          sync: { status: 'Unknown' },
          conditions: [
            {
              type: 'ComparisonError',
              message:
                'Failed to load target state: failed to get ref sources: invalid sources: multiple sources had the same `ref` key',
            },
          ],
        },
      });
      expect(status.sync.comparedTo.source).toBeUndefined();
      expect(status.sync.revisions).toBeUndefined();
    });

    it('what is mended is synced', async () => {
      const file = 'apps/mended/values.yaml';
      await target.commit({ [file]: 'color: 7\n' });
      await argocd.createAutomated(
        'mended',
        withSources(chart({ valueFiles: [`$values/${file}`] }), values()),
      );
      await argocd.expectApplication('mended', {
        status: { conditions: [{ type: 'ComparisonError' }] },
      });
      const revision = await target.commit({ [file]: 'color: red\n' });
      await argocd.refresh('mended');
      const { status } = await argocd.expectApplication('mended', {
        status: { sync: { status: 'Synced', revisions: [revision, revision] } },
      });
      expect(status.conditions).toBeUndefined();
    });
  });
});
