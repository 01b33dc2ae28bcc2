import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { HelmProgram } from '@naru/helm-program';
import { helmForTests } from '@naru/helm-program/testUtils';
import { ClusterClient, RequestCluster } from '@naru/plugin-clusters-node';
import { FakeCluster } from '@naru/plugin-clusters-node/testUtils';
import { Manifest, ProposedRendering } from '@naru/plugin-gitops-node';
import { FakeChangeRequestHost } from '@naru/plugin-gitops-node/testUtils';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { FakeHarbor } from './__fixtures__/FakeHarbor';
import { application, chart, shopValues } from './__fixtures__/shop';
import { HelmApplicationValidator } from './HelmApplicationValidator';
import { mergeValues, Values } from './release/ChartValues';

const NAMESPACE = 'team1-production';
const VIRTUAL_SERVICES = '/apis/networking.istio.io/v1/virtualservices';
const GATEWAYS = '/apis/networking.istio.io/v1/gateways';
const INGRESSES = '/apis/networking.k8s.io/v1/ingresses';
const QUOTAS = `/api/v1/namespaces/${NAMESPACE}/resourcequotas`;
const LIMITS = `/api/v1/namespaces/${NAMESPACE}/limitranges`;

/** A cluster whose schema of every kind has these properties. */
const schemasOf = (properties: object) => (path: string) => {
  const match = /^\/openapi\/v3\/(?:apis\/([^/]+)|api)\/(.+)$/.exec(path);
  const kinds = [
    'ConfigMap',
    'Deployment',
    'ExternalSecret',
    'HorizontalPodAutoscaler',
    'NetworkPolicy',
    'PersistentVolumeClaim',
    'PodDisruptionBudget',
    'Service',
    'ServiceAccount',
    'ServiceMonitor',
    'VirtualService',
  ];
  return match
    ? {
        components: {
          schemas: Object.fromEntries(
            kinds.map(kind => [
              kind,
              {
                type: 'object',
                properties,
                'x-kubernetes-group-version-kind': [
                  { group: match[1] ?? '', version: match[2], kind },
                ],
              },
            ]),
          ),
        },
      }
    : undefined;
};
const anything = { 'x-kubernetes-preserve-unknown-fields': true };
const PROPERTIES = {
  apiVersion: { type: 'string' },
  kind: { type: 'string' },
  metadata: { type: 'object', ...anything },
  spec: { type: 'object', ...anything },
  data: { type: 'object', ...anything },
  automountServiceAccountToken: { type: 'boolean' },
};

describe('HelmApplicationValidator', () => {
  let cluster: FakeCluster;
  let client: ClusterClient;
  let helm: HelmProgram;
  let harbor: FakeHarbor;
  let schemas: (path: string) => unknown;

  beforeAll(async () => {
    helm = await helmForTests();
  });
  beforeEach(async () => {
    cluster = await FakeCluster.start();
    schemas = schemasOf(PROPERTIES);
    cluster.fault = ({ path }) => {
      const body = schemas(path);
      return body === undefined ? undefined : { status: 200, body };
    };
    cluster.serve(QUOTAS, LIMITS, VIRTUAL_SERVICES, GATEWAYS, INGRESSES);
    client = new ClusterClient({
      connection: cluster.connection,
      attempts: 1,
    });
    harbor = new FakeHarbor();
  });
  afterEach(async () => {
    client.close();
    await cluster.close();
  });

  const check = async (
    values: Values = {},
    options: {
      spec?: Record<string, unknown>;
      manifests?: Manifest[];
      files?: Record<string, string>;
      findHelm?: () => Promise<HelmProgram | undefined>;
      domains?: Record<string, string>;
    } = {},
  ) => {
    const content = stringify(mergeValues(shopValues, values));
    const renderings: ProposedRendering[] = [];
    const validator = new HelmApplicationValidator({
      findHelm: options.findHelm ?? (async () => helm),
      harbor: harbor.asHarbor(),
      cluster: new RequestCluster(client),
      policy: {
        registries: [],
        domains: options.domains ?? { production: 'apps.naru.example' },
      },
      logger: mockServices.logger.mock(),
    });
    const faults = await validator.validate(
      options.manifests ?? [application(options.spec)],
      {
        host: new FakeChangeRequestHost({
          files: options.files ?? {
            ...Object.fromEntries(
              [...chart].map(([path, text]) => [
                `charts/web-service/1.0.0/${path}`,
                text,
              ]),
            ),
            'apps/cart/values-production.yaml':
              'host: cart.apps.naru.example\n',
            'apps/broken/values.yaml': 'host: [',
          },
        }),
        files: [{ path: 'apps/shop/values.yaml', content, holds: 'values' }],
        addRendering: rendering => renderings.push(rendering),
        credentials: mockCredentials.user(),
        owner: 'group:default/team1',
        logger: mockServices.logger.mock(),
      },
    );
    return { faults, renderings };
  };

  it('renders an Application that follows all rules', async () => {
    const { faults, renderings } = await check();
    expect(faults).toEqual([]);
    expect(renderings).toMatchObject([
      {
        title: 'production',
        application: 'shop-production',
        namespace: NAMESPACE,
        manifests: expect.stringContaining('kind: Deployment'),
      },
    ]);
  });

  it('passes over what is no Application of a chart', async () => {
    const other = application();
    expect(
      await check({}, { manifests: [{ ...other, kind: 'ConfigMap' }] }),
    ).toEqual({ faults: [], renderings: [] });
    expect(cluster.requests).toEqual([]);
  });

  it('tells faults of the values at their place, in the words of the schema', async () => {
    const { faults, renderings } = await check({ port: 80 });
    expect(faults).toMatchObject([
      {
        rule: 'SCHEMA',
        path: 'apps/shop/values.yaml',
        field: 'port',
        message: 'must be at least 1024.',
      },
    ]);
    expect(renderings[0].manifests).toBeUndefined();
    expect(renderings[0].unavailable).toBeUndefined();
  });

  it('tells what the chart refuses beside what other systems refuse', async () => {
    const { faults } = await check({
      resources: { limits: { cpu: '10m' } },
      image: { tag: '9' },
      host: 'cart.apps.naru.example',
    });
    expect(faults.map(({ rule, field }) => [rule, field])).toEqual([
      ['VAL-021', 'resources.limits.cpu'],
      ['VAL-020', 'image'],
      ['VAL-063', 'host'],
    ]);
  });

  it('refuses a chart or values that are nowhere', async () => {
    const none = await check({}, { files: { 'README.md': 'x' } });
    expect(none.faults).toMatchObject([
      {
        rule: 'VAL-041',
        path: 'argocd/applications/shop-production.yaml',
        message: expect.stringContaining('charts/web-service/1.0.0'),
      },
    ]);
    const { faults } = await check(
      {},
      {
        spec: {
          sources: [
            {
              path: 'charts/web-service/1.0.0',
              helm: { valueFiles: ['$values/apps/shop/values-none.yaml'] },
            },
          ],
        },
      },
    );
    expect(faults).toMatchObject([
      {
        rule: 'VAL-041',
        message: expect.stringContaining('apps/shop/values-none.yaml'),
      },
    ]);
  });

  it.each([
    ['/services/shop', NAMESPACE, 'Service shop'],
    [
      '/argoproj.io/v1alpha1/namespaces/argocd/applications/shop-production',
      'argocd',
      'Application shop-production',
    ],
  ])(
    'refuses a name that is taken in the cluster: %s',
    async (path, where, what) => {
      const known = cluster.fault;
      cluster.fault = request =>
        request.path.endsWith(path)
          ? { status: 200, body: { metadata: {} } }
          : known?.(request);
      const { faults } = await check();
      expect(faults).toMatchObject([
        {
          rule: 'VAL-011',
          field: 'metadata.name',
          message: expect.stringContaining(
            `${where} of cluster prod7 has the ${what} already`,
          ),
        },
      ]);
    },
  );

  it('refuses what exceeds quota or limits, and warns of an autoscaler that may', async () => {
    cluster.set(QUOTAS, {
      metadata: { name: 'team', namespace: NAMESPACE },
      status: {
        hard: { 'requests.cpu': '2', pods: '10' },
        used: { 'requests.cpu': '1900m', pods: '7' },
      },
    });
    cluster.set(LIMITS, {
      metadata: { name: 'team', namespace: NAMESPACE },
      spec: { limits: [{ type: 'Container', max: { memory: '200Mi' } }] },
    });
    const { faults } = await check();
    expect(
      faults.map(({ rule, field, message }) => [rule, field, message]),
    ).toEqual([
      [
        'VAL-022',
        'resources.limits.memory',
        expect.stringContaining('no container with more than 200Mi'),
      ],
      [
        'VAL-022',
        'resources',
        expect.stringContaining(
          'needs 0.2 of requests.cpu, and quota team has 0.1 of 2 left',
        ),
      ],
    ]);

    cluster.delete(LIMITS, { namespace: NAMESPACE, name: 'team' });
    cluster.set(QUOTAS, {
      metadata: { name: 'team', namespace: NAMESPACE },
      status: { hard: { pods: '10' }, used: { pods: '7' } },
    });
    const scaled = await check(
      { autoscaling: { enabled: true, minReplicas: 2, maxReplicas: 5 } },
      {
        spec: {
          ignoreDifferences: [
            {
              group: 'apps',
              kind: 'Deployment',
              jsonPointers: ['/spec/replicas'],
            },
          ],
        },
      },
    );
    expect(scaled.faults).toMatchObject([
      { rule: 'VAL-022', severity: 'warn', field: 'autoscaling.maxReplicas' },
    ]);
  });

  it.each([
    ['another environment', 'shop.staging.naru.example', 'must be one label'],
    ['more than one label', 'a.b.apps.naru.example', 'must be one label'],
    ['another application in Git', 'cart.apps.naru.example', 'apps/cart/'],
    ['a VirtualService', 'vs.apps.naru.example', 'VirtualService team2/x'],
    ['a Gateway', 'gw.apps.naru.example', 'Gateway istio-system/x'],
    ['an Ingress', 'in.apps.naru.example', 'Ingress team3/x'],
  ])('refuses a host name of %s', async (_, host, message) => {
    cluster.set(VIRTUAL_SERVICES, {
      metadata: { name: 'x', namespace: 'team2' },
      spec: { hosts: ['vs.apps.naru.example'] },
    });
    cluster.set(GATEWAYS, {
      metadata: { name: 'x', namespace: 'istio-system' },
      spec: {
        servers: [{ hosts: ['*/gw.apps.naru.example', '*.naru.example'] }],
      },
    });
    cluster.set(INGRESSES, {
      metadata: { name: 'x', namespace: 'team3' },
      spec: { rules: [{ host: 'in.apps.naru.example' }, {}] },
    });
    const { faults } = await check({ host });
    expect(faults).toMatchObject([
      {
        rule: 'VAL-063',
        field: 'host',
        message: expect.stringContaining(message),
        messageKo: expect.stringMatching(/[가-힣]/),
      },
    ]);
  });

  it('lets nobody have a host name where no domain is configured', async () => {
    const { faults } = await check({}, { domains: {} });
    expect(faults).toMatchObject([
      {
        rule: 'VAL-063',
        message: expect.stringContaining('helm.requests.domains.production'),
      },
    ]);
    expect((await check({ host: '' }, { domains: {} })).faults).toEqual([]);
  });

  it('refuses objects that the cluster does not take or know', async () => {
    const { spec, ...others } = PROPERTIES;
    schemas = schemasOf(others);
    const { faults } = await check();
    expect(faults).toContainEqual(
      expect.objectContaining({
        rule: 'SCHEMA',
        message:
          'ServiceMonitor shop: spec is a field that the cluster does not know.',
        field: 'metrics',
      }),
    );
    schemas = path =>
      path.includes('monitoring') ? undefined : schemasOf(PROPERTIES)(path);
    const without = await check();
    expect(without.faults).toMatchObject([
      {
        rule: 'SCHEMA',
        message: expect.stringContaining('does not know ServiceMonitor'),
      },
    ]);
  });

  it('cannot tell when the cluster is away or hides something', async () => {
    const known = cluster.fault;
    cluster.fault = request =>
      request.path === QUOTAS ? { status: 403, body: {} } : known?.(request);
    await expect(check()).rejects.toThrow('does not allow the portal');
    cluster.cut();
    await expect(check()).rejects.toThrow('does not answer');
    cluster.mend();
  });

  it('warns when there is no helm, and checks the rest', async () => {
    const { faults, renderings } = await check(
      {
        image: { tag: '9' },
        host: 'cart.apps.naru.example',
        port: 80,
        secrets: [{ name: 'A', path: 'team2/a', property: 'a' }],
      },
      { findHelm: async () => undefined },
    );
    expect(
      faults.map(({ rule, severity, field }) => [rule, severity, field]),
    ).toEqual([
      ['HELM', 'warn', undefined],
      ['SCHEMA', undefined, 'port'],
      ['VAL-033', undefined, 'secrets'],
      ['VAL-020', undefined, 'image'],
      ['VAL-063', undefined, 'host'],
    ]);
    expect(renderings).toMatchObject([{ unavailable: 'no-helm' }]);
  });

  it('cannot tell when helm hangs', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'naru-'));
    const path = join(folder, 'helm');
    await writeFile(
      path,
      '#!/bin/sh\n[ "$1" = version ] && echo v3.19.2 && exit 0\nexec sleep 60\n',
    );
    await chmod(path, 0o755);
    const hanging = await HelmProgram.find({ path, timeoutMs: 300 });
    expect(hanging).toBeDefined();
    await expect(check({}, { findHelm: async () => hanging })).rejects.toThrow(
      'helm could not render charts/web-service/1.0.0',
    );
    await rm(folder, { recursive: true });
  });
});
