import type { HelmProgram } from '@naru/helm-program';
import { helmForTests } from '@naru/helm-program/testUtils';
import Ajv from 'ajv';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { KubernetesObject } from '../kubernetes/KubernetesApi';
import {
  onlyOf,
  renderWebService,
  WEB_SERVICE_CHART,
} from './renderWebService';
import {
  HOSTILE_TEXTS,
  type WebServiceCase,
  webServiceCases,
} from './webServiceCases';

jest.setTimeout(60_000);

// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Json = any;

const TEAM = 'team1';
const CASES = webServiceCases(TEAM);
const NAMESPACED_KINDS = [
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

function kindsOf(objects: KubernetesObject[]): string[] {
  return objects.map(({ kind }) => kind).sort();
}

describe('chart web-service', () => {
  let helm: HelmProgram;
  const rendered = new Map<WebServiceCase, KubernetesObject[]>();

  beforeAll(async () => {
    helm = await helmForTests();
    await Promise.all(
      CASES.map(async each =>
        rendered.set(each, await renderWebService(helm, each)),
      ),
    );
  });

  it('has many cases, all of them named', () => {
    expect(CASES.length).toBeGreaterThanOrEqual(50);
    expect(new Set(CASES.map(({ title }) => title)).size).toBe(CASES.length);
  });

  it('passes helm lint, with its defaults and with each case', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'naru-chart-'));
    const lint = async (valueFiles: string[], namespace: string) =>
      (
        await helm.lint({
          chart: WEB_SERVICE_CHART,
          namespace,
          valueFiles,
          strict: true,
        })
      ).filter(({ severity }) => severity !== 'info');
    try {
      expect(await lint([], 'default')).toEqual([]);
      await Promise.all(
        CASES.map(async ({ environment, values }, index) => {
          const file = join(folder, `${index}.yaml`);
          await writeFile(file, JSON.stringify(values));
          expect(await lint([file], `${TEAM}-${environment}`)).toEqual([]);
        }),
      );
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('describes every value in the schema, with defaults that pass it', async () => {
    const read = (file: string) =>
      readFile(join(WEB_SERVICE_CHART, file), 'utf8');
    const schema = JSON.parse(await read('values.schema.json'));
    const defaults = parse(await read('values.yaml'));
    const valid = new Ajv({ strict: true, strictRequired: false }).compile(
      schema,
    );
    expect(valid(defaults)).toBe(true);
    expect(Object.keys(schema.properties).sort()).toEqual(
      [...Object.keys(defaults), 'global'].sort(),
    );
    for (const { values } of CASES) {
      valid(values);
      expect(valid.errors).toBeNull();
    }
  });

  describe.each(CASES.map(each => [each.title, each] as const))(
    'with %s',
    (_, each) => {
      const { name, environment } = each;
      const values: Json = each.values;
      const namespace = `${TEAM}-${environment}`;
      let objects: KubernetesObject[];
      let pod: Json;

      beforeEach(() => {
        objects = rendered.get(each)!;
        pod = onlyOf(objects, 'Deployment').spec.template;
      });

      it('makes objects of the namespace only, with names, labels and an owner', () => {
        for (const { kind, metadata } of objects) {
          expect(NAMESPACED_KINDS).toContain(kind);
          expect(metadata.namespace).toBe(namespace);
          expect(metadata.name.length).toBeLessThanOrEqual(63);
          expect(metadata.labels).toMatchObject({
            'app.kubernetes.io/name': name,
            'app.kubernetes.io/instance': name,
            'app.kubernetes.io/managed-by': 'Helm',
            app: name,
            'backstage.io/kubernetes-id': name,
            'naru.io/app': name,
            'naru.io/team': TEAM,
            'naru.io/environment': environment,
          });
          for (const label of ['version', 'app.kubernetes.io/version']) {
            expect(metadata.labels?.[label]).toMatch(
              /^[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$/,
            );
          }
          expect(metadata.annotations?.['naru.io/owner']).toBe(values.owner);
        }
        expect(
          new Set(
            objects.map(({ kind, metadata }) => `${kind}/${metadata.name}`),
          ).size,
        ).toBe(objects.length);
      });

      it('makes what the values ask for, and nothing else', () => {
        const automatic = values.autoscaling?.enabled === true;
        const fewest = automatic
          ? values.autoscaling.minReplicas
          : values.replicas ?? 2;
        expect(kindsOf(objects)).toEqual(
          [
            'Deployment',
            'NetworkPolicy',
            'Service',
            'ServiceAccount',
            ...(values.env ? ['ConfigMap'] : []),
            ...(values.metrics ? ['ConfigMap', 'ServiceMonitor'] : []),
            ...(values.secrets ? ['ExternalSecret'] : []),
            ...(automatic ? ['HorizontalPodAutoscaler'] : []),
            ...(fewest > 1 ? ['PodDisruptionBudget'] : []),
            ...(values.storage ? ['PersistentVolumeClaim'] : []),
            ...(values.host ? ['VirtualService'] : []),
          ].sort(),
        );
        const { spec } = onlyOf(objects, 'Deployment');
        expect(spec.replicas).toBe(automatic ? undefined : fewest);
      });

      it('runs one hardened container that is probed and bounded', () => {
        expect(pod.spec).toMatchObject({
          serviceAccountName: name,
          automountServiceAccountToken: false,
          enableServiceLinks: false,
          securityContext: {
            runAsNonRoot: true,
            seccompProfile: { type: 'RuntimeDefault' },
          },
          topologySpreadConstraints: [
            { maxSkew: 1, topologyKey: 'kubernetes.io/hostname' },
          ],
        });
        expect(pod.spec.containers).toHaveLength(1);
        const [container] = pod.spec.containers;
        expect(container.securityContext).toEqual({
          allowPrivilegeEscalation: false,
          readOnlyRootFilesystem: true,
          capabilities: { drop: ['ALL'] },
        });
        expect(container.volumeMounts).toContainEqual({
          name: 'tmp',
          mountPath: '/tmp',
        });
        const liveness = values.health?.liveness ?? '/health';
        expect(container.startupProbe).toEqual({
          httpGet: { path: values.health?.startup ?? liveness, port: 'http' },
          periodSeconds: 10,
          failureThreshold: 30,
        });
        expect(container.livenessProbe.httpGet).toEqual({
          path: liveness,
          port: 'http',
        });
        expect(container.readinessProbe.httpGet).toEqual({
          path: values.health?.readiness ?? '/ready',
          port: 'http',
        });
        expect(container.resources).toEqual({
          requests: { cpu: expect.any(String), memory: expect.any(String) },
          limits: { cpu: expect.any(String), memory: expect.any(String) },
        });
        const { tag, digest } = values.image;
        expect(
          container.image.endsWith(`:${tag}${digest ? `@${digest}` : ''}`),
        ).toBe(true);
        expect(container.image).not.toMatch(/:latest/);
      });

      it('is selected by labels that its pods have', () => {
        const { selector } = onlyOf(objects, 'Deployment').spec;
        expect(pod.metadata.labels).toMatchObject(selector.matchLabels);
        const selectors = [
          selector.matchLabels,
          onlyOf(objects, 'Service').spec.selector,
          onlyOf(objects, 'NetworkPolicy').spec.podSelector.matchLabels,
          ...objects
            .filter(({ kind }) =>
              ['PodDisruptionBudget', 'ServiceMonitor'].includes(kind),
            )
            .map(object => (object as Json).spec.selector.matchLabels),
        ];
        for (const labels of selectors) {
          expect(labels).toEqual({
            'app.kubernetes.io/name': name,
            'app.kubernetes.io/instance': name,
          });
        }
      });

      it('keeps secrets out, and text text', () => {
        expect(JSON.stringify(objects)).not.toContain('stringData');
        expect(
          onlyOf(objects, 'Deployment').metadata.annotations[
            'kubernetes.io/description'
          ],
        ).toBe(values.description || undefined);
        const config = objects.filter(
          ({ kind, metadata }) =>
            kind === 'ConfigMap' && metadata.name === `${name}-config`,
        );
        expect(config.map(object => (object as Json).data)).toEqual(
          values.env
            ? [
                Object.fromEntries(
                  values.env.map((entry: Json) => [entry.name, entry.value]),
                ),
              ]
            : [],
        );
        expect(pod.spec.containers[0].envFrom).toEqual(
          values.env
            ? [{ configMapRef: { name: `${name}-config` } }]
            : undefined,
        );
        expect(pod.spec.containers[0].env ?? []).toEqual(
          (values.secrets ?? []).map((secret: Json) => ({
            name: secret.name,
            valueFrom: {
              secretKeyRef: { name: `${name}-secrets`, key: secret.name },
            },
          })),
        );
      });
    },
  );

  it('keeps hostile texts apart in one ConfigMap', () => {
    const each = CASES.find(({ title }) => title === 'hostile texts')!;
    const { data } = onlyOf(rendered.get(each)!, 'ConfigMap');
    expect(Object.values(data)).toEqual(HOSTILE_TEXTS);
  });
});
