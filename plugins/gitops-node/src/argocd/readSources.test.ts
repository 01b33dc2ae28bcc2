import { readSources, sourceSchema } from './readSources';

const REPOSITORY = 'http://git.test/platform/gitops.git';

const read = (sources: object[], types: string[] = []) =>
  readSources(
    sources.map(source =>
      sourceSchema.parse({ repoURL: REPOSITORY, ...source }),
    ),
    types,
  );

describe('readSources', () => {
  it('gives value files to the source that has them', () => {
    expect(
      read([
        {
          path: 'charts/web-service/1.0.0',
          targetRevision: 'main',
          helm: {
            valueFiles: [
              '$values/apps/shop/values.yaml',
              '$values/../outside.yaml',
              '$other/x.yaml',
              '../defaults.yaml',
              '/all.yaml',
              'https://example.com/values.yaml',
            ],
          },
        },
        { targetRevision: 'v1', ref: 'values' },
      ]),
    ).toMatchObject([
      {
        path: 'charts/web-service/1.0.0',
        reads: 'tree',
        files: ['charts/web-service/defaults.yaml', 'all.yaml'],
      },
      {
        reads: 'files',
        targetRevision: 'v1',
        files: ['apps/shop/values.yaml'],
      },
    ]);
  });

  it('reads the folder, too, of a source with a ref and a path', () => {
    expect(read([{ path: 'apps/shop', ref: 'values' }])).toMatchObject([
      { path: 'apps/shop', reads: 'directory' },
    ]);
  });

  it('leaves out charts of registries and keeps the filters of folders', () => {
    expect(
      read(
        [
          { chart: 'redis' },
          { path: 'a', directory: { include: '*.yaml', exclude: 'b*' } },
          { path: 'b' },
        ],
        ['Helm', 'Directory', 'Kustomize'],
      ),
    ).toMatchObject([
      { path: 'a', include: '*.yaml', exclude: 'b*', reads: 'directory' },
      { path: 'b', reads: 'tree' },
    ]);
  });
});
