import { renderShop, withMore, withObject } from '../__fixtures__/shop';
import { ReleaseFault } from '../release/Release';
import { checkHooks } from './hookRules';
import { checkMonitoring } from './monitoringRules';
import { checkNetworkPolicies } from './networkRules';
import { checkPlaces } from './placeRules';
import { checkPods } from './podRules';
import { RuleContext } from './RuleContext';
import { checkScaling } from './scalingRules';
import { checkExternalSecrets } from './secretRules';

const allRules = (context: RuleContext): ReleaseFault[] =>
  [
    checkPlaces,
    checkPods,
    checkScaling,
    checkExternalSecrets,
    checkNetworkPolicies,
    checkMonitoring,
    checkHooks,
  ].flatMap(rule => rule(context));

const AUTOSCALED = {
  autoscaling: { enabled: true, minReplicas: 2, maxReplicas: 4 },
};
const IGNORED = {
  ignoreDifferences: [
    { group: 'apps', kind: 'Deployment', jsonPointers: ['/spec/replicas'] },
  ],
};
const job = (annotations: Record<string, unknown>) => ({
  apiVersion: 'batch/v1',
  kind: 'Job',
  metadata: { name: 'migrate', annotations },
  spec: {
    template: {
      spec: {
        containers: [
          {
            name: 'a',
            envFrom: [{ configMapRef: { name: 'shop-config' } }],
          },
        ],
      },
    },
  },
});

describe('rules for what a chart makes', () => {
  let shop: RuleContext;
  let scaled: RuleContext;
  beforeAll(async () => {
    shop = await renderShop();
    scaled = await renderShop(AUTOSCALED, IGNORED);
  });

  it('let the base chart pass, with and without an autoscaler', () => {
    expect(shop.objects.length).toBeGreaterThan(8);
    expect(allRules(shop)).toEqual([]);
    expect(allRules(scaled)).toEqual([]);
  });

  const container = (object: any) => object.spec.template.spec.containers[0];
  type Case = [
    rule: string,
    severity: 'refuse' | 'warn',
    values: string | undefined,
    what: string,
    change: () => RuleContext,
  ];

  const broken: Case[] = [
    [
      'VAL-021',
      'refuse',
      'resources.limits.memory',
      'a container without a limit',
      () =>
        withObject(shop, 'Deployment', object => {
          delete container(object).resources.limits.memory;
        }),
    ],
    [
      'VAL-021',
      'refuse',
      'resources.limits.cpu',
      'a limit below its request',
      () =>
        withObject(shop, 'Deployment', object => {
          container(object).resources.limits.cpu = '50m';
        }),
    ],
    [
      'VAL-023',
      'refuse',
      undefined,
      'a selector that fits no pod',
      () =>
        withObject(shop, 'Deployment', object => {
          object.spec.selector.matchLabels = { app: 'other' };
        }),
    ],
    [
      'VAL-023',
      'refuse',
      undefined,
      'an empty selector',
      () =>
        withObject(shop, 'Deployment', object => {
          object.spec.selector.matchLabels = {};
        }),
    ],
    [
      'VAL-024',
      'refuse',
      'health.readiness',
      'a container without a readiness probe',
      () =>
        withObject(shop, 'Deployment', object => {
          delete container(object).readinessProbe;
        }),
    ],
    [
      'VAL-024',
      'refuse',
      'health.liveness',
      'a liveness path that asks other systems',
      () =>
        withObject(shop, 'Deployment', object => {
          container(object).livenessProbe.httpGet.path = '/health/dependencies';
        }),
    ],
    [
      'VAL-024',
      'warn',
      'health.liveness',
      'one path for both probes',
      () =>
        withObject(shop, 'Deployment', object => {
          container(object).livenessProbe.httpGet.path = '/x';
          container(object).readinessProbe.httpGet.path = '/x';
        }),
    ],
    [
      'VAL-025',
      'warn',
      undefined,
      'an update that takes pods away first',
      () =>
        withObject(shop, 'Deployment', object => {
          object.spec.strategy.rollingUpdate.maxUnavailable = 1;
        }),
    ],
    [
      'VAL-026',
      'warn',
      'replicas',
      'one pod in production',
      () =>
        withObject(shop, 'Deployment', object => {
          object.spec.replicas = 1;
        }),
    ],
    [
      'VAL-026',
      'warn',
      undefined,
      'pods that are not spread',
      () =>
        withObject(shop, 'Deployment', object => {
          delete object.spec.template.spec.topologySpreadConstraints;
        }),
    ],
    [
      'VAL-027',
      'refuse',
      'autoscaling.maxReplicas',
      'fewer pods at most than at least',
      () =>
        withObject(scaled, 'HorizontalPodAutoscaler', object => {
          object.spec.maxReplicas = 1;
        }),
    ],
    [
      'VAL-027',
      'refuse',
      'autoscaling',
      'an autoscaler without a target',
      () =>
        withObject(scaled, 'HorizontalPodAutoscaler', object => {
          object.spec.scaleTargetRef.name = 'none';
        }),
    ],
    [
      'VAL-028',
      'refuse',
      'replicas',
      'a number of pods beside an autoscaler',
      () =>
        withObject(scaled, 'Deployment', object => {
          object.spec.replicas = 3;
        }),
    ],
    [
      'VAL-028',
      'refuse',
      undefined,
      'an Application that undoes the autoscaler',
      () => ({
        ...scaled,
        release: { ...scaled.release, ignoreDifferences: [] },
      }),
    ],
    [
      'VAL-046',
      'refuse',
      undefined,
      'a StatefulSet whose claims are compared',
      () =>
        withMore(shop, {
          apiVersion: 'apps/v1',
          kind: 'StatefulSet',
          metadata: { name: 'db' },
          spec: {
            replicas: 2,
            selector: { matchLabels: { a: 'b' } },
            template: {
              metadata: { labels: { a: 'b' } },
              spec: { containers: [], topologySpreadConstraints: [{}] },
            },
            volumeClaimTemplates: [],
          },
        }),
    ],
    [
      'VAL-032',
      'refuse',
      undefined,
      'an old version of ExternalSecret',
      () =>
        withObject(shop, 'ExternalSecret', object => {
          object.apiVersion = 'external-secrets.io/v1beta1';
        }),
    ],
    [
      'VAL-033',
      'refuse',
      'secrets',
      'a path of another team',
      () =>
        withObject(shop, 'ExternalSecret', object => {
          object.spec.data[0].remoteRef.key = 'team2/db';
        }),
    ],
    ...[
      'team1/../team2/db',
      'team1/%2e%2e/team2/db',
      'team1//db',
      'team1/..',
    ].map(
      (key): Case => [
        'VAL-033',
        'refuse',
        'secrets',
        `a path that leads away: ${key}`,
        () =>
          withObject(shop, 'ExternalSecret', object => {
            object.spec.data[0].remoteRef.key = key;
          }),
      ],
    ),
    [
      'VAL-033',
      'refuse',
      'secrets',
      'a search through all of Vault',
      () =>
        withObject(shop, 'ExternalSecret', object => {
          object.spec.dataFrom = [{ find: { name: { regexp: '.*' } } }];
        }),
    ],
    [
      'VAL-033',
      'refuse',
      'secrets',
      'a path with the mount',
      () =>
        withObject(shop, 'ExternalSecret', object => {
          object.spec.data[0].remoteRef.key = 'secret/data/team1/db';
        }),
    ],
    [
      'VAL-034',
      'warn',
      'secrets',
      'secrets that are read all the time',
      () =>
        withObject(shop, 'ExternalSecret', object => {
          object.spec.refreshInterval = '5s';
        }),
    ],
    [
      'VAL-083',
      'refuse',
      undefined,
      'a policy about everybody',
      () =>
        withObject(shop, 'NetworkPolicy', object => {
          object.spec.podSelector = {};
        }),
    ],
    [
      'VAL-083',
      'refuse',
      'allowTo',
      'a policy without DNS',
      () =>
        withObject(shop, 'NetworkPolicy', object => {
          object.spec.egress = [];
        }),
    ],
    [
      'VAL-093',
      'refuse',
      'metrics',
      'a monitor that Prometheus passes over',
      () =>
        withObject(shop, 'ServiceMonitor', object => {
          delete object.metadata.labels.release;
        }),
    ],
    [
      'VAL-093',
      'refuse',
      'metrics.port',
      'a monitor of no port',
      () =>
        withObject(shop, 'ServiceMonitor', object => {
          object.spec.endpoints[0].port = 'none';
        }),
    ],
    [
      'VAL-094',
      'refuse',
      'metrics',
      'a dashboard without a title',
      () =>
        withObject(shop, 'ConfigMap', object => {
          if (object.metadata.labels.grafana_dashboard) {
            object.data = { 'a.json': '{"uid":"a"}' };
          }
        }),
    ],
    [
      'VAL-094',
      'refuse',
      'metrics',
      'a dashboard with another label',
      () =>
        withObject(shop, 'ConfigMap', object => {
          if (object.metadata.labels.grafana_dashboard) {
            object.metadata.labels.grafana_dashboard = 'yes';
          }
        }),
    ],
    [
      'VAL-002',
      'refuse',
      'secrets',
      'a Secret',
      () =>
        withMore(shop, {
          apiVersion: 'v1',
          kind: 'Secret',
          metadata: { name: 'a' },
          data: {},
        }),
    ],
    [
      'VAL-031',
      'refuse',
      'secrets',
      'a Secret with stringData',
      () =>
        withMore(shop, {
          apiVersion: 'v1',
          kind: 'Secret',
          metadata: { name: 'a' },
          stringData: { a: 'b' },
        }),
    ],
    [
      'VAL-042',
      'refuse',
      undefined,
      'an object of another namespace',
      () =>
        withObject(shop, 'Service', object => {
          object.metadata.namespace = 'team2-production';
        }),
    ],
    [
      'VAL-042',
      'refuse',
      undefined,
      'a kind of the cluster',
      () =>
        withMore(shop, {
          apiVersion: 'rbac.authorization.k8s.io/v1',
          kind: 'ClusterRole',
          metadata: { name: 'a' },
        }),
    ],
    [
      'VAL-044',
      'refuse',
      undefined,
      'a Namespace',
      () =>
        withMore(shop, {
          apiVersion: 'v1',
          kind: 'Namespace',
          metadata: { name: 'team1-production' },
        }),
    ],
    [
      'VAL-011',
      'refuse',
      undefined,
      'an object that is made twice',
      () =>
        withMore(
          shop,
          shop.objects.find(({ kind }) => kind === 'Service')?.object,
        ),
    ],
    [
      'VAL-010',
      'refuse',
      undefined,
      'a name that is none',
      () =>
        withObject(shop, 'ServiceAccount', object => {
          object.metadata.name = 'Shop_1';
        }),
    ],
    [
      'VAL-047',
      'refuse',
      undefined,
      'a wave that is no text',
      () => withMore(shop, job({ 'argocd.argoproj.io/sync-wave': 1 })),
    ],
    [
      'VAL-048',
      'refuse',
      undefined,
      'a hook that runs before what it needs',
      () => withMore(shop, job({ 'argocd.argoproj.io/hook': 'PreSync' })),
    ],
  ];
  it.each(broken)('%s: %s, at %s: %s', (rule, severity, values, _, change) => {
    const faults = allRules(change());
    const found = faults.filter(
      fault =>
        fault.rule === rule &&
        (fault.severity ?? 'refuse') === severity &&
        fault.values === values,
    );
    expect(found).toHaveLength(1);
    expect(found[0].message).toMatch(/\.$/);
    expect(found[0].messageKo).toMatch(/[가-힣].*\.$/);
    // A Secret is refused for what it is, too.
    expect(new Set(faults.map(one => one.rule)).size).toBeLessThan(3);
  });

  it('leave staging alone where only production needs it', () => {
    const staging = withObject(shop, 'Deployment', object => {
      object.spec.replicas = 1;
    });
    expect(
      allRules({
        ...staging,
        release: { ...staging.release, environment: 'staging' },
      }),
    ).toEqual([]);
  });

  it('let a hook pass that runs with the sync', () => {
    expect(
      allRules(
        withMore(
          shop,
          job({
            'argocd.argoproj.io/hook': 'Sync',
            'argocd.argoproj.io/sync-wave': '1',
          }),
        ),
      ),
    ).toEqual([]);
  });
});
