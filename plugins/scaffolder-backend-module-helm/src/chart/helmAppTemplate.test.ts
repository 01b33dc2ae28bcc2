import { parse } from 'yaml';
import { HELM_APP, HelmAppTemplate } from './__testUtils__/HelmAppTemplate';
import type { Form } from './__testUtils__/RandomForm';
import {
  type RequestAction,
  startRequestAction,
} from './__testUtils__/requestAction';

jest.setTimeout(30_000);

/** The five questions of the first page. */
const FORM = {
  name: 'shop',
  owner: 'group:default/team1',
  image: { repository: 'team1-dev/shop', tag: '1.1.0' },
  port: 8080,
  size: 'M',
};
const DIGEST = expect.stringMatching(/^sha256:[0-9a-f]{64}$/);

describe('template helm-app', () => {
  const template = new HelmAppTemplate();
  let action: RequestAction;

  beforeAll(async () => {
    action = await startRequestAction({ workspacePath: HELM_APP });
  });
  afterAll(() => action?.stop());

  /** Texts of the files that a form becomes, by path. */
  const filesOf = async (change: Form = {}) => {
    const form = { ...FORM, ...change };
    expect(template.accepts(form)).toBe(true);
    const { faults, files } = await action.preview(template.inputOf(form));
    expect(faults).toEqual([]);
    return Object.fromEntries(files.map(({ path, after }) => [path, after]));
  };
  const valuesOf = async (change: Form = {}) =>
    parse((await filesOf(change))['apps/shop/values.yaml']);

  it('needs five answers, and makes a service in staging of them', async () => {
    const files = await filesOf();
    expect(Object.keys(files)).toEqual([
      'apps/shop/values.yaml',
      'apps/shop/values-staging.yaml',
      'argocd/applications/shop-staging.yaml',
      'apps/shop/catalog-info.yaml',
      'apps/shop/mkdocs.yml',
      'apps/shop/docs/index.md',
    ]);
    expect(parse(files['apps/shop/values.yaml'])).toEqual({
      owner: 'group:default/team1',
      team: 'team1',
      image: { repository: 'team1-dev/shop' },
      port: 8080,
      health: { liveness: '/health', readiness: '/ready' },
      resources: {
        requests: { cpu: '100m', memory: '128Mi' },
        limits: { cpu: '200m', memory: '256Mi' },
      },
      replicas: 2,
      metrics: { enabled: true },
    });
    expect(parse(files['apps/shop/values-staging.yaml'])).toEqual({
      environment: 'staging',
      image: { tag: '1.1.0', digest: DIGEST },
    });
  });

  it('lets Argo CD sync staging, and a person production', async () => {
    const files = await filesOf({ production: true, host: 'shop' });
    const application = (environment: string) =>
      parse(files[`argocd/applications/shop-${environment}.yaml`]);
    const sources = (environment: string) => [
      {
        repoURL: 'http://git.test/platform/gitops.git',
        targetRevision: 'main',
        path: 'charts/web-service/1.0.0',
        helm: {
          releaseName: 'shop',
          valueFiles: [
            '$values/apps/shop/values.yaml',
            `$values/apps/shop/values-${environment}.yaml`,
          ],
        },
      },
      {
        repoURL: 'http://git.test/platform/gitops.git',
        targetRevision: 'main',
        ref: 'values',
      },
    ];
    const retry = {
      limit: 5,
      backoff: { duration: '5s', factor: 2, maxDuration: '3m' },
      refresh: true,
    };
    expect(application('staging')).toMatchObject({
      metadata: {
        name: 'shop-staging',
        namespace: 'argocd',
        labels: {
          'naru.io/app': 'shop',
          'naru.io/team': 'team1',
          'naru.io/environment': 'staging',
        },
        finalizers: ['resources-finalizer.argocd.argoproj.io'],
      },
      spec: {
        project: 'apps',
        sources: sources('staging'),
        destination: {
          server: 'https://kubernetes.default.svc',
          namespace: 'team1-staging',
        },
        syncPolicy: {
          automated: { prune: true, selfHeal: true, allowEmpty: false },
          syncOptions: ['CreateNamespace=true', 'ServerSideApply=true'],
          retry,
        },
      },
    });
    const production = application('production');
    expect(production.metadata).not.toHaveProperty('finalizers');
    expect(production.spec).toMatchObject({
      sources: sources('production'),
      destination: { namespace: 'team1-production' },
    });
    expect(production.spec.syncPolicy).toEqual({
      syncOptions: [
        'CreateNamespace=true',
        'ServerSideApply=true',
        'PruneLast=true',
      ],
      retry,
    });
    expect(parse(files['apps/shop/values-staging.yaml']).host).toBe(
      'shop.staging.naru.example',
    );
    expect(parse(files['apps/shop/values-production.yaml'])).toEqual({
      environment: 'production',
      image: { tag: '1.1.0', digest: DIGEST },
      host: 'shop.apps.naru.example',
    });
  });

  it('leaves the number of pods to the autoscaler where there is one', async () => {
    const files = await filesOf({ scaling: 'automatic', maxReplicas: 8 });
    const values = parse(files['apps/shop/values.yaml']);
    expect(values).not.toHaveProperty('replicas');
    expect(values.autoscaling).toEqual({
      enabled: true,
      minReplicas: 2,
      maxReplicas: 8,
      targetCPUUtilizationPercentage: 70,
    });
    expect(
      parse(files['argocd/applications/shop-staging.yaml']).spec
        .ignoreDifferences,
    ).toEqual([
      { group: 'apps', kind: 'Deployment', jsonPointers: ['/spec/replicas'] },
    ]);
  });

  it('has one pod with a volume', async () => {
    expect(
      await valuesOf({
        scaling: 'storage',
        storageGiB: 20,
        mountPath: '/data',
        replicas: 5,
      }),
    ).toMatchObject({
      replicas: 1,
      storage: { size: '20Gi', class: 'longhorn', mountPath: '/data' },
    });
  });

  it.each([
    ['XS', '25m', '32Mi', '50m', '64Mi'],
    ['S', '50m', '64Mi', '100m', '128Mi'],
    ['M', '100m', '128Mi', '200m', '256Mi'],
    ['L', '250m', '256Mi', '500m', '512Mi'],
    ['custom', '300m', '300Mi', '600m', '600Mi'],
  ])('has a size %s', async (size, cpu, memory, mostCpu, mostMemory) => {
    const own = {
      cpuRequest: 300,
      memoryRequest: 300,
      cpuLimit: 600,
      memoryLimit: 600,
    };
    const { resources } = await valuesOf({
      size,
      ...(size === 'custom' ? own : {}),
    });
    expect(resources).toEqual({
      requests: { cpu, memory },
      limits: { cpu: mostCpu, memory: mostMemory },
    });
  });

  it('passes on configuration, places of secrets, peers and metrics', async () => {
    const lists = {
      env: [
        { name: 'YES', value: 'yes' },
        { name: 'EMPTY', value: '' },
      ],
      secrets: [{ name: 'KEY', path: 'team1/shop/api', property: 'apiKey' }],
      allowFrom: [{ team: 'team2' }, { team: 'team3', app: 'cart' }],
      allowTo: [
        { cidr: '10.0.0.0/8', port: 5432 },
        { team: 'team2', app: 'cart', port: 8080 },
      ],
    };
    expect(
      await valuesOf({ ...lists, metricsPath: '/m', metricsPort: 9090 }),
    ).toMatchObject({
      ...lists,
      metrics: { enabled: true, path: '/m', port: 9090 },
    });
    expect(
      (await valuesOf({ metrics: false, metricsPath: '/m' })).metrics,
    ).toEqual({ enabled: false });
  });

  it('brings a Component for the catalog, and documentation', async () => {
    const files = await filesOf({
      name: 'null',
      description: 'Sells: things # and "more"',
      production: true,
      system: 'system:default/retail',
      dependsOn: ['component:default/cart', 'resource:default/db'],
    });
    const entity = parse(files['apps/null/catalog-info.yaml']);
    expect(entity).toEqual({
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Component',
      metadata: {
        name: 'null',
        description: 'Sells: things # and "more"',
        annotations: {
          'backstage.io/kubernetes-id': 'null',
          'backstage.io/techdocs-ref': 'dir:.',
          'argocd/app-selector': 'naru.io/app=null',
          'goharbor.io/repository-slug': 'team1-dev/shop',
          'naru.io/owner': 'group:default/team1',
          'naru.io/requested-by': 'user:default/dev1',
          'naru.io/request': 'platform:naru/app/null',
          'naru.io/source-file': 'apps/null/catalog-info.yaml',
        },
        tags: ['web-service'],
      },
      spec: {
        type: 'service',
        lifecycle: 'production',
        owner: 'group:default/team1',
        system: 'system:default/retail',
        dependsOn: ['component:default/cart', 'resource:default/db'],
      },
    });
    expect(parse(files['apps/null/mkdocs.yml'])).toEqual({
      site_name: 'null',
      nav: [{ null: 'index.md' }],
      plugins: ['techdocs-core'],
    });
    const page = files['apps/null/docs/index.md'];
    expect(page.match(/^#+ .*$/gm)).toEqual([
      '# null',
      '## What it is · 무엇인가',
      '## How it is deployed · 배포',
      '## Configuration · 설정',
      '## Secrets · 시크릿',
      '## Dashboards · 대시보드',
      '## On call · 당직',
      '## Links · 링크',
    ]);
    expect(page).not.toContain('${{');
  });

  it.each<Form>([
    { name: 'Shop' },
    { name: '1shop' },
    { name: 'a'.repeat(51) },
    { image: { repository: 'shop', tag: '1' } },
    { image: { repository: 'team1-dev/shop' } },
    { image: 'team1-dev/shop:1' },
    { port: 80 },
    { port: '8080' },
    { size: 'XXL' },
    { size: 'custom' },
    { host: 'shop.example.com' },
    { host: '*' },
    { liveness: 'health' },
    { liveness: '/a b' },
    { scaling: 'fixed', replicas: 0 },
    { scaling: 'automatic', maxReplicas: 51 },
    { scaling: 'storage' },
    { scaling: 'storage', mountPath: '../data' },
    { scaling: 'storage', mountPath: '/data', storageClass: 'longhorn-vm' },
    { env: [{ name: 'A' }] },
    { env: [{ name: 'A B', value: '' }] },
    { env: [{ name: 'A', value: 1 }] },
    { secrets: [{ name: 'A', path: 'team1', property: 'a' }] },
    { secrets: [{ name: 'A', path: 'team1/../x', property: 'a' }] },
    { allowFrom: [{ app: 'cart' }] },
    { allowTo: [{ port: 80 }] },
    { allowTo: [{ team: 'team2', cidr: '10.0.0.0/8', port: 80 }] },
    { allowTo: [{ cidr: '0.0.0.0/0', port: 443 }] },
    { metrics: true, metricsPort: 80 },
    { description: 'x'.repeat(301) },
  ])('has a form that refuses %j', change => {
    expect(template.accepts({ ...FORM, ...change })).toBe(false);
  });

  it.each<[Form, RegExp]>([
    [
      { owner: 'group:default/team3' },
      /does not belong to group:default\/team3/,
    ],
    [{ env: [{ name: 'DB_PASSWORD', value: 'hunter2hunter2' }] }, /VAL-030/],
  ])('is refused with %j', async (change, words) => {
    const asked = action.preview(template.inputOf({ ...FORM, ...change }));
    const answer = await asked.then(JSON.stringify, String);
    expect(answer).toMatch(words);
  });
});
