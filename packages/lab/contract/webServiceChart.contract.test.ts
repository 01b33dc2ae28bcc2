import type { HelmProgram } from '@naru/helm-program';
import { helmForTests } from '@naru/helm-program/testUtils';
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { renderWebService } from '../src/charts/renderWebService';
import { webServiceCases } from '../src/charts/webServiceCases';
import { installCustomResources } from '../src/kubernetes/installCustomResources';
import type { KubernetesObject } from '../src/kubernetes/KubernetesApi';
import { ENVIRONMENTS } from '../src/seed/platform';
import {
  startKubernetesTarget,
  type KubernetesTarget,
} from './target/kubernetesTarget';

jest.setTimeout(120_000);

const APPLY = 'application/apply-patch+yaml';
const PLURALS: Record<string, string> = {
  ConfigMap: 'configmaps',
  Deployment: 'deployments',
  ExternalSecret: 'externalsecrets',
  HorizontalPodAutoscaler: 'horizontalpodautoscalers',
  NetworkPolicy: 'networkpolicies',
  PersistentVolumeClaim: 'persistentvolumeclaims',
  PodDisruptionBudget: 'poddisruptionbudgets',
  Service: 'services',
  ServiceAccount: 'serviceaccounts',
  ServiceMonitor: 'servicemonitors',
  VirtualService: 'virtualservices',
};

describe('objects of the chart web-service', () => {
  const team = `chart-${randomBytes(4).toString('hex')}`;
  const cases = webServiceCases(team);
  let helm: HelmProgram;
  let target: KubernetesTarget;

  beforeAll(async () => {
    helm = await helmForTests();
    target = await startKubernetesTarget({
      prepare: server => installCustomResources(server.api),
    });
    if (target.isReal) await installMissingDefinitions(target);
    for (const environment of ENVIRONMENTS) {
      const made = await target.request('POST', '/api/v1/namespaces', {
        body: {
          apiVersion: 'v1',
          kind: 'Namespace',
          metadata: { name: `${team}-${environment}` },
        },
      });
      if (made.status !== 201) throw new Error(JSON.stringify(made.body));
    }
  });
  afterAll(async () => {
    for (const environment of ENVIRONMENTS) {
      await target.request(
        'DELETE',
        `/api/v1/namespaces/${team}-${environment}`,
      );
    }
    await target.close();
  });

  const apply = (object: KubernetesObject, query: string) =>
    target.request('PATCH', `${pathOf(object)}?fieldManager=chart${query}`, {
      contentType: APPLY,
      body: object,
    });

  it.each(cases.map(each => [each.title, each] as const))(
    'are accepted strictly with %s',
    async (_, each) => {
      for (const object of await renderWebService(helm, each)) {
        const { status, headers, body } = await apply(
          object,
          '&dryRun=All&fieldValidation=Strict',
        );
        expect({
          object: `${object.kind}/${object.metadata.name}`,
          status,
          warning: headers.warning,
          ...(status >= 300 && { body }),
        }).toEqual({
          object: `${object.kind}/${object.metadata.name}`,
          status: 201,
          warning: undefined,
        });
      }
    },
  );

  it('are the same when they are applied again, whatever defaults the cluster adds', async () => {
    const each = {
      ...cases[0],
      values: {
        ...cases[0].values,
        host: 'shop.staging.naru.example',
        metrics: { enabled: true },
        env: [{ name: 'A', value: '1' }],
        secrets: [{ name: 'B', path: `${team}/x`, property: 'b' }],
        allowTo: [{ cidr: '10.0.0.0/8', port: 5432 }],
      },
    };
    const objects = await renderWebService(helm, each);
    for (const object of objects) {
      expect((await apply(object, '')).status).toBe(201);
    }
    for (const object of objects) {
      const before = await target.request('GET', pathOf(object));
      const again = await apply(object, '&dryRun=All');
      expect(again.status).toBe(200);
      expect(again.body.metadata.generation).toBe(
        before.body.metadata.generation,
      );
    }
  });
});

/** Address of an object of the chart. */
function pathOf({ apiVersion, kind, metadata }: KubernetesObject): string {
  const root = apiVersion.includes('/') ? '/apis' : '/api';
  return `${root}/${apiVersion}/namespaces/${metadata.namespace}/${PLURALS[kind]}/${metadata.name}`;
}

/** Gives the real server the kinds that nobody has given it. They stay: other suites may use them. */
async function installMissingDefinitions(
  target: KubernetesTarget,
): Promise<void> {
  const root = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions';
  for (const file of ['external-secrets', 'istio', 'monitoring']) {
    const text = readFileSync(join(__dirname, `../crds/${file}.yaml`), 'utf8');
    for (const document of parseAllDocuments(text)) {
      const definition = document.toJS();
      const path = `${root}/${definition.metadata.name}`;
      if ((await target.request('GET', path)).status === 200) continue;
      const made = await target.request('PATCH', `${path}?fieldManager=chart`, {
        contentType: APPLY,
        body: definition,
      });
      if (made.status >= 300) throw new Error(JSON.stringify(made.body));
      await target.eventually(async () => {
        const { body } = await target.request('GET', path);
        const established = body.status?.conditions?.some(
          (condition: { type: string; status: string }) =>
            condition.type === 'Established' && condition.status === 'True',
        );
        if (!established) throw new Error(`${path} is not established`);
      });
    }
  }
}
