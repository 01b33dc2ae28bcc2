import { HostedRepository, Manifest } from '@naru/plugin-gitops-node';
import { checkApplication } from './applicationRules';
import { checkEntity } from './entityRules';
import { checkPath } from './pathRules';

const repository: HostedRepository = {
  id: 'platform',
  title: 'platform/gitops',
  url: 'http://git.test/platform/gitops',
  base: 'main',
  cloneUrl: 'http://git.test/platform/gitops.git',
  cloneUrls: ['http://git.test/platform/gitops.git'],
};

function applicationOf(
  change: (object: any) => void = () => {},
  environment = 'staging',
): Manifest {
  const object: any = {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: {
      name: `shop-${environment}`,
      namespace: 'argocd',
      labels: { 'naru.io/app': 'shop', 'naru.io/environment': environment },
    },
    spec: {
      project: 'apps',
      sources: [
        {
          repoURL: repository.cloneUrl,
          targetRevision: 'main',
          path: 'charts/web-service/1.0.0',
          helm: {
            releaseName: 'shop',
            valueFiles: ['$values/apps/shop/values.yaml'],
          },
        },
        { repoURL: repository.cloneUrl, targetRevision: 'main', ref: 'values' },
      ],
      destination: {
        server: 'https://kubernetes.default.svc',
        namespace: `team1-${environment}`,
      },
      syncPolicy:
        environment === 'staging' ? { automated: { prune: true } } : {},
    },
  };
  change(object);
  return {
    path: `argocd/applications/shop-${environment}.yaml`,
    apiVersion: object.apiVersion,
    kind: object.kind,
    metadata: object.metadata,
    object,
  };
}

const check = (manifest: Manifest) =>
  checkApplication(manifest, { team: 'team1', repository });

describe('checkApplication', () => {
  it('lets the Applications of the golden path pass', () => {
    expect(check(applicationOf())).toEqual([]);
    expect(check(applicationOf(() => {}, 'production'))).toEqual([]);
  });

  it.each<[string, string, (object: any) => void]>([
    ['VAL-042', 'kind', o => (o.kind = 'AppProject')],
    ['VAL-040', 'metadata.namespace', o => (o.metadata.namespace = 'team1')],
    ['VAL-040', 'metadata.name', o => (o.metadata.name = 'cart-staging')],
    [
      'VAL-040',
      'metadata.labels.naru.io/app',
      o => (o.metadata.labels['naru.io/app'] = 'cart'),
    ],
    ['VAL-040', 'spec.project', o => (o.spec.project = 'platform')],
    ['VAL-040', 'spec', o => (o.spec.source = {})],
    [
      'VAL-042',
      'spec.destination.server',
      o => (o.spec.destination.server = 'https://other'),
    ],
    [
      'VAL-042',
      'spec.destination.namespace',
      o => (o.spec.destination.namespace = 'team2-staging'),
    ],
    [
      'VAL-041',
      'spec.sources.0.repoURL',
      o => (o.spec.sources[0].repoURL = 'http://evil.test/x.git'),
    ],
    [
      'VAL-041',
      'spec.sources.0.targetRevision',
      o => (o.spec.sources[0].targetRevision = 'naru/app/shop'),
    ],
    ['VAL-041', 'spec.sources.1', o => (o.spec.sources[1].path = 'charts/a/1')],
    [
      'VAL-045',
      'spec.sources.0.path',
      o => (o.spec.sources[0].path = 'argocd/applications'),
    ],
    [
      'VAL-045',
      'spec.sources.0.path',
      o => (o.spec.sources[0].path = 'charts/web-service/..'),
    ],
    [
      'VAL-040',
      'spec.sources.0.helm.releaseName',
      o => (o.spec.sources[0].helm.releaseName = 'cart'),
    ],
    [
      'VAL-041',
      'spec.sources.0.helm.valueFiles.0',
      o =>
        (o.spec.sources[0].helm.valueFiles = ['$values/apps/cart/values.yaml']),
    ],
    [
      'VAL-041',
      'spec.sources.0.helm.valueFiles.0',
      o => (o.spec.sources[1].ref = 'other'),
    ],
    [
      'VAL-040',
      'spec.sources.0.helm',
      o => (o.spec.sources[0].helm.parameters = [{ name: 'a', value: 'b' }]),
    ],
    [
      'VAL-040',
      'spec.syncPolicy',
      o => (o.spec.syncPolicy.managedNamespaceMetadata = { labels: {} }),
    ],
  ])('tells %s at %s', (rule, field, change) => {
    const faults = check(applicationOf(change));
    expect(faults).toMatchObject([{ rule, field }]);
    expect(faults[0].messageKo).toMatch(/[가-힣]/);
  });

  it('keeps production from syncing by itself', () => {
    expect(
      check(
        applicationOf(object => {
          object.spec.syncPolicy.automated = {};
        }, 'production'),
      ),
    ).toMatchObject([{ rule: 'VAL-043' }]);
  });
});

describe('checkEntity', () => {
  const entityOf = (change: (object: any) => void = () => {}): Manifest => {
    const object: any = {
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Component',
      metadata: { name: 'shop' },
      spec: { owner: 'team1' },
    };
    change(object);
    return {
      path: 'apps/shop/catalog-info.yaml',
      apiVersion: object.apiVersion,
      kind: object.kind,
      metadata: object.metadata,
      object,
    };
  };

  it('lets what the owner owns pass', () => {
    expect(checkEntity(entityOf(), 'group:default/team1')).toEqual([]);
    expect(
      checkEntity(
        entityOf(object => {
          object.kind = 'API';
          object.metadata.name = 'shop-api';
          object.spec.owner = 'group:default/team1';
        }),
        'group:default/team1',
      ),
    ).toEqual([]);
  });

  it.each<[string, (object: any) => void]>([
    ['kind', o => (o.kind = 'Group')],
    ['kind', o => (o.kind = 'Location')],
    ['kind', o => (o.apiVersion = 'scaffolder.backstage.io/v1beta3')],
    ['metadata.namespace', o => (o.metadata.namespace = 'team2')],
    ['metadata.name', o => (o.metadata.name = 'cart')],
    ['spec.owner', o => (o.spec.owner = 'team2')],
    ['spec.owner', o => (o.spec.owner = 'user:default/team1')],
    ['spec.owner', o => delete o.spec],
  ])('refuses another %s', (field, change) => {
    expect(checkEntity(entityOf(change), 'group:default/team1')).toMatchObject([
      { rule: 'VAL-042', field },
    ]);
  });
});

describe('checkPath for applications', () => {
  it.each([
    ['apps/shop/values.yaml', 'values'],
    ['apps/shop/values-production.yaml', 'values'],
    ['apps/shop/catalog-info.yaml', 'entity'],
    ['apps/shop/mkdocs.yml', 'text'],
    ['apps/shop/docs/run/index.md', 'text'],
    ['argocd/applications/shop-staging.yaml', 'manifest'],
  ] as const)('allows %s', (path, holds) => {
    expect(checkPath({ path, holds }, 'team1')).toEqual([]);
  });

  it.each([
    ['apps/shop/values-lab.yaml', 'values'],
    ['apps/shop/deployment.yaml', 'manifest'],
    ['apps/shop/catalog-info.yaml', 'manifest'],
    ['apps/shop/docs/x.html', 'text'],
    ['apps/shop/../cart/values.yaml', 'values'],
    ['apps/values.yaml', 'values'],
    ['argocd/applications/shop.yaml', 'manifest'],
    ['argocd/applications/shop-staging.yaml', 'text'],
    ['argocd/projects/apps.yaml', 'manifest'],
    ['charts/web-service/1.0.0/values.yaml', 'values'],
    ['kubernetes/staging/vms/team1/a.yaml', 'values'],
  ] as const)('refuses %s that holds %s', (path, holds) => {
    expect(checkPath({ path, holds }, 'team1')).toMatchObject([
      { rule: 'VAL-001', path },
    ]);
  });
});
