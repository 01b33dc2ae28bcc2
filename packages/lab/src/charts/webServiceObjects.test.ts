import type { HelmProgram } from '@naru/helm-program';
import { helmForTests } from '@naru/helm-program/testUtils';
import { onlyOf, renderWebService } from './renderWebService';
import { webServiceCases } from './webServiceCases';

jest.setTimeout(60_000);

// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Json = any;

const [BASE] = webServiceCases('team1');

describe('chart web-service', () => {
  let helm: HelmProgram;

  beforeAll(async () => {
    helm = await helmForTests();
  });

  const render = (values: object) =>
    renderWebService(
      helm,
      { ...BASE, values: { ...BASE.values, ...values } },
      'team1-staging',
    );

  it('rolls out without a gap, unless there is a volume', async () => {
    const strategy = async (values: object) =>
      onlyOf(await render(values), 'Deployment').spec.strategy;
    expect(await strategy({})).toEqual({
      type: 'RollingUpdate',
      rollingUpdate: { maxSurge: 1, maxUnavailable: 0 },
    });
    expect(
      await strategy({
        replicas: 1,
        storage: { size: '5Gi', class: 'longhorn', mountPath: '/data' },
      }),
    ).toEqual({ type: 'Recreate' });
  });

  it('keeps a volume when the application goes', async () => {
    const objects = await render({
      replicas: 1,
      storage: { size: '5Gi', class: 'longhorn', mountPath: '/data' },
    });
    expect(onlyOf(objects, 'PersistentVolumeClaim')).toMatchObject({
      metadata: {
        name: 'shop-data',
        annotations: {
          'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false',
        },
      },
      spec: {
        accessModes: ['ReadWriteOnce'],
        storageClassName: 'longhorn',
        resources: { requests: { storage: '5Gi' } },
      },
    });
    const { spec } = onlyOf(objects, 'Deployment').spec.template;
    expect(spec.volumes).toContainEqual({
      name: 'data',
      persistentVolumeClaim: { claimName: 'shop-data' },
    });
    expect(spec.containers[0].volumeMounts).toContainEqual({
      name: 'data',
      mountPath: '/data',
    });
    expect(spec.securityContext.fsGroup).toBeGreaterThan(0);
  });

  it('starts pods again when configuration or places of secrets change, and only then', async () => {
    const annotations = async (values: object) =>
      onlyOf(await render(values), 'Deployment').spec.template.metadata
        .annotations;
    const env = [{ name: 'A', value: '1' }];
    const secrets = [{ name: 'B', path: 'team1/shop', property: 'b' }];
    const before = await annotations({ env, secrets });
    expect(before['checksum/config']).toMatch(/^[0-9a-f]{64}$/);
    expect(before['checksum/secrets']).toMatch(/^[0-9a-f]{64}$/);
    expect(
      await annotations({
        env,
        secrets,
        description: 'x',
        metrics: { enabled: true },
      }),
    ).toEqual(before);
    const changed = await annotations({
      env: [{ name: 'A', value: '2' }],
      secrets,
    });
    expect(changed['checksum/config']).not.toBe(before['checksum/config']);
    expect(changed['checksum/secrets']).toBe(before['checksum/secrets']);
    expect(
      (
        await annotations({
          env,
          secrets: [{ ...secrets[0], property: 'c' }],
        })
      )['checksum/secrets'],
    ).not.toBe(before['checksum/secrets']);
    expect(Object.keys(await annotations({}))).toEqual([
      'kubectl.kubernetes.io/default-container',
    ]);
  });

  it('names its ports as mesh and Prometheus expect', async () => {
    const ports = async (values: object) =>
      onlyOf(await render(values), 'Service').spec.ports;
    const http = {
      name: 'http-shop',
      port: 80,
      targetPort: 'http',
      protocol: 'TCP',
    };
    expect(await ports({})).toEqual([http]);
    const metrics = { name: 'metrics', protocol: 'TCP', appProtocol: 'http' };
    expect(await ports({ metrics: { enabled: true } })).toEqual([
      http,
      { ...metrics, port: 8080, targetPort: 'http' },
    ]);
    expect(await ports({ metrics: { enabled: true, port: 9090 } })).toEqual([
      http,
      { ...metrics, port: 9090, targetPort: 'metrics' },
    ]);
  });

  it('lets in and out only what is asked for', async () => {
    const rules = async (values: object) =>
      onlyOf(await render(values), 'NetworkPolicy').spec;
    const to = (name: string) => ({
      namespaceSelector: {
        matchLabels: { 'kubernetes.io/metadata.name': name },
      },
    });
    const app = (name: string) => ({
      podSelector: { matchLabels: { 'app.kubernetes.io/name': name } },
    });
    const tcp = (port: number) => [{ port, protocol: 'TCP' }];
    const dns = {
      to: [to('kube-system')],
      ports: [
        { port: 53, protocol: 'UDP' },
        { port: 53, protocol: 'TCP' },
      ],
    };
    expect(await rules({})).toEqual({
      podSelector: expect.anything(),
      policyTypes: ['Ingress', 'Egress'],
      egress: [dns],
    });
    expect(
      await rules({
        host: 'shop.staging.naru.example',
        metrics: { enabled: true, port: 9090 },
        allowFrom: [{ team: 'team2', app: 'cart' }, { namespace: 'naru' }],
        allowTo: [
          { cidr: '10.1.0.0/16', port: 5432 },
          { team: 'team2', app: 'cart', port: 8080 },
          { namespace: 'vault', port: 8200 },
        ],
      }),
    ).toMatchObject({
      ingress: [
        { from: [to('istio-system')], ports: tcp(8080) },
        { from: [to('monitoring')], ports: tcp(9090) },
        {
          from: [{ ...to('team2-staging'), ...app('cart') }],
          ports: tcp(8080),
        },
        { from: [to('naru')], ports: tcp(8080) },
      ],
      egress: [
        dns,
        { to: [{ ipBlock: { cidr: '10.1.0.0/16' } }], ports: tcp(5432) },
        { to: [{ ...to('team2-staging'), ...app('cart') }], ports: tcp(8080) },
        { to: [to('vault')], ports: tcp(8200) },
      ],
    });
  });

  it('scales by CPU, slowly down', async () => {
    const objects = await render({
      autoscaling: { enabled: true, minReplicas: 2, maxReplicas: 8 },
    });
    expect(onlyOf(objects, 'HorizontalPodAutoscaler')).toMatchObject({
      apiVersion: 'autoscaling/v2',
      spec: {
        scaleTargetRef: {
          apiVersion: 'apps/v1',
          kind: 'Deployment',
          name: 'shop',
        },
        minReplicas: 2,
        maxReplicas: 8,
        metrics: [
          {
            type: 'Resource',
            resource: {
              name: 'cpu',
              target: { type: 'Utilization', averageUtilization: 70 },
            },
          },
        ],
        behavior: { scaleDown: { stabilizationWindowSeconds: 300 } },
      },
    });
  });

  it('takes secrets from Vault', async () => {
    const objects = await render({
      secrets: [{ name: 'KEY', path: 'team1/shop/api', property: 'apiKey' }],
    });
    expect(onlyOf(objects, 'ExternalSecret')).toMatchObject({
      apiVersion: 'external-secrets.io/v1',
      spec: {
        refreshInterval: '1h',
        secretStoreRef: { kind: 'ClusterSecretStore', name: 'vault-backend' },
        target: { name: 'shop-secrets', creationPolicy: 'Owner' },
        data: [
          {
            secretKey: 'KEY',
            remoteRef: { key: 'team1/shop/api', property: 'apiKey' },
          },
        ],
      },
    });
  });

  it('routes a host through the shared gateway', async () => {
    const objects = await render({ host: 'shop.staging.naru.example' });
    expect(onlyOf(objects, 'VirtualService')).toMatchObject({
      apiVersion: 'networking.istio.io/v1',
      spec: {
        hosts: ['shop.staging.naru.example'],
        gateways: ['istio-system/public'],
        http: [
          {
            route: [
              {
                destination: {
                  host: 'shop.team1-staging.svc.cluster.local',
                  port: { number: 80 },
                },
              },
            ],
          },
        ],
      },
    });
  });

  it('gives Prometheus a monitor and Grafana a dashboard', async () => {
    const objects = await render({
      metrics: { enabled: true, path: '/stats', interval: '15s' },
    });
    const monitor = onlyOf(objects, 'ServiceMonitor');
    expect(monitor.metadata.labels.release).toBe('kube-prometheus-stack');
    expect(monitor.spec.endpoints).toEqual([
      { port: 'metrics', path: '/stats', interval: '15s' },
    ]);
    const map = onlyOf(objects, 'ConfigMap');
    expect(map.metadata.labels.grafana_dashboard).toBe('1');
    expect(Object.keys(map.data)).toEqual(['shop-staging.json']);
    const board = JSON.parse(map.data['shop-staging.json']);
    expect(board).toMatchObject({
      title: 'shop (staging)',
      uid: 'shop-staging',
    });
    expect(board.panels.map((panel: Json) => panel.title)).toEqual([
      'Requests',
      'Error ratio',
      'Latency',
      'CPU',
      'Memory',
      'Restarts',
    ]);
    const queries: string[] = board.panels.flatMap((panel: Json) =>
      panel.targets.map((target: Json) => target.expr),
    );
    for (const query of queries) {
      expect(query).toContain('namespace="team1-staging"');
      expect(query).toMatch(/(service|container)="shop"/);
      expect(query).not.toMatch(/__[A-Z]/);
    }
    expect(queries.filter(query => query.includes('quantile'))).toEqual([
      expect.stringMatching(/^histogram_quantile\(0\.95, sum by \(le\) /),
      expect.stringMatching(/^histogram_quantile\(0\.99, sum by \(le\) /),
    ]);
  });

  it('gives each application and environment a dashboard of its own', async () => {
    const uids = await Promise.all(
      ['a', 'a'.repeat(33), `${'a'.repeat(49)}b`, `${'a'.repeat(49)}c`].flatMap(
        name =>
          (['staging', 'production'] as const).map(async environment => {
            const objects = await renderWebService(helm, {
              name,
              environment,
              values: {
                ...BASE.values,
                environment,
                metrics: { enabled: true },
              },
            });
            const map = onlyOf(objects, 'ConfigMap');
            const { uid } = JSON.parse(map.data[`${name}-${environment}.json`]);
            expect(uid).toMatch(/^[a-z0-9-]{1,40}$/);
            return uid;
          }),
      ),
    );
    expect(new Set(uids).size).toBe(uids.length);
  });
});
