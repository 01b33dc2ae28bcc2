import { parseAllDocuments } from 'yaml';
import type { KubernetesObject } from '../kubernetes/KubernetesApi';
import { gitopsRepositoryFiles } from './gitopsRepository';
import { ENVIRONMENTS, TEAMS } from './platform';

const files = gitopsRepositoryFiles({
  repositoryUrl: 'http://forge.example.com/platform/gitops.git',
  clusterServer: 'https://kubernetes.default.svc',
});

function objectsOf(path: string): KubernetesObject[] {
  return parseAllDocuments(files[path]).map(document => {
    expect(document.errors).toEqual([]);
    return document.toJS();
  });
}

const isChart = (path: string) => path.startsWith('charts/');
const manifests = Object.keys(files).filter(
  path => path.endsWith('.yaml') && !isChart(path),
);
const machines = manifests.filter(path => path.includes('/vms/'));

describe('gitopsRepositoryFiles', () => {
  it('holds valid manifests, and each object once', () => {
    const seen = manifests.flatMap(path =>
      objectsOf(path).map(({ apiVersion, kind, metadata }) => {
        expect(apiVersion).toBeTruthy();
        return `${kind} ${metadata.namespace ?? ''}/${metadata.name}`;
      }),
    );
    expect(new Set(seen).size).toBe(seen.length);
  });

  it('has a directory for the machines of every team in every environment', () => {
    for (const environment of ENVIRONMENTS)
      for (const team of TEAMS)
        expect(files).toHaveProperty([
          `kubernetes/${environment}/vms/${team}/.gitkeep`,
        ]);
  });

  it('keeps machines where their namespace, owner and annotations say', () => {
    expect(machines.length).toBeGreaterThanOrEqual(4);
    for (const path of machines) {
      const [, environment, , team, file] = path.split('/');
      const [machine] = objectsOf(path);
      expect(machine).toMatchObject({
        kind: 'VirtualMachine',
        metadata: {
          name: file.replace('.yaml', ''),
          namespace: `${team}-${environment}`,
          annotations: {
            'naru.io/owner': `group:default/${team}`,
            'naru.io/source-file': path,
          },
        },
      });
    }
  });

  it('gives machines a run strategy that does not fight with self-healing', () => {
    for (const path of machines)
      expect(['RerunOnFailure', 'Manual']).toContain(
        (objectsOf(path)[0].spec as { runStrategy: string }).runStrategy,
      );
  });

  it('lets staging follow by itself and production wait', () => {
    const policy = (environment: string) =>
      objectsOf(`argocd/applicationsets/vms-${environment}.yaml`)[0]
        .spec as Record<string, any>;
    const staging = policy('staging').template.spec;
    const production = policy('production');
    expect(staging.syncPolicy.automated).toMatchObject({
      prune: true,
      selfHeal: true,
    });
    expect(production.template.spec.syncPolicy).not.toHaveProperty('automated');
    expect(production.template.metadata).not.toHaveProperty('finalizers');
    expect(production.syncPolicy.preserveResourcesOnDeletion).toBe(true);
    expect(staging.syncPolicy.syncOptions).toEqual(
      expect.arrayContaining(['CreateNamespace=true', 'ServerSideApply=true']),
    );
  });

  it('holds no Secret and no password', () => {
    for (const content of Object.values(files)) {
      expect(content).not.toMatch(/kind: Secret\b/);
      expect(content).not.toMatch(/PRIVATE KEY|chpasswd|passwd:/);
    }
    const own = Object.keys(files).filter(path => !isChart(path));
    expect(own.filter(path => /secret/i.test(path))).toEqual([]);
  });

  it('holds the base chart, and an Application that watches the Applications from outside of their folder', () => {
    expect(files['charts/web-service/1.0.0/Chart.yaml']).toContain(
      'name: web-service',
    );
    const [root] = objectsOf('argocd/applications.yaml');
    expect(root).toMatchObject({
      metadata: { name: 'applications', namespace: 'argocd' },
      spec: {
        source: { path: 'argocd/applications' },
        syncPolicy: { automated: { prune: true, selfHeal: true } },
      },
    });
  });

  it('lets the teams bring walls for their own pods, and no limits', () => {
    const [apps] = objectsOf('argocd/projects/apps.yaml');
    const { namespaceResourceBlacklist } = Object(apps).spec;
    expect(
      namespaceResourceBlacklist.map(({ kind }: { kind: string }) => kind),
    ).toEqual(['ResourceQuota', 'LimitRange']);
  });
});
