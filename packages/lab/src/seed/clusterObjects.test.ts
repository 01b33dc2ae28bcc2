import type { KubernetesObject } from '../kubernetes/KubernetesApi';
import { clusterObjects } from './clusterObjects';
import { nodeObjects } from './labOnlyObjects';
import { GOLDEN_IMAGES } from './goldenImages';

const TOKEN = 'a-token-of-the-forge';
const objects = clusterObjects({
  repositoryUrl: 'http://forge.example.com/platform/gitops.git',
  clusterServer: 'https://kubernetes.default.svc',
  repositoryUser: 'naru-bot',
  repositoryToken: TOKEN,
});

const find = (kind: string, name: string) =>
  objects.find(each => each.kind === kind && each.metadata.name === name) as
    | (KubernetesObject & Record<string, any>)
    | undefined;

describe('clusterObjects', () => {
  it('makes a namespace before anything that goes into it', () => {
    const made = new Set<string>();
    const early = objects.filter(({ kind, metadata }) => {
      if (kind === 'Namespace') made.add(metadata.name);
      return metadata.namespace && !made.has(metadata.namespace);
    });
    expect(early).toEqual([]);
  });

  it('names each object once', () => {
    const names = objects.map(
      ({ apiVersion, kind, metadata }) =>
        `${apiVersion} ${kind} ${metadata.namespace ?? ''}/${metadata.name}`,
    );
    expect(new Set(names).size).toBe(names.length);
  });

  it('gives every team a namespace with owner, quota and access in both environments', () => {
    const namespaces = objects.filter(
      each =>
        each.metadata.labels?.['naru.io/team'] && each.kind === 'Namespace',
    );
    expect(namespaces).toHaveLength(14);
    for (const { metadata } of namespaces) {
      const inside = objects.filter(
        each => each.metadata.namespace === metadata.name,
      );
      expect(inside.map(each => each.kind)).toEqual([
        'ResourceQuota',
        'LimitRange',
        'RoleBinding',
      ]);
      expect(metadata.annotations?.['naru.io/owner']).toBe(
        `group:default/${metadata.labels?.['naru.io/team']}`,
      );
    }
  });

  it('lets teams change staging and look at production', () => {
    const role = (namespace: string) =>
      objects.find(
        each =>
          each.kind === 'RoleBinding' && each.metadata.namespace === namespace,
      )?.roleRef;
    expect(role('team1-staging')).toMatchObject({ name: 'edit' });
    expect(role('team1-production')).toMatchObject({ name: 'view' });
  });

  it('lets Naru look, use power and ask for a refresh, and nothing else', () => {
    const rules = objects
      .filter(
        each =>
          ['ClusterRole', 'Role'].includes(each.kind) &&
          each.metadata.name.startsWith('naru'),
      )
      .flatMap(
        each =>
          each.rules as {
            apiGroups: string[];
            resources: string[];
            verbs: string[];
          }[],
      );
    const resources = rules.flatMap(rule => rule.resources);
    expect(resources).not.toContain('secrets');
    expect(resources).not.toContain('*');
    const changes = rules.filter(({ verbs }) =>
      verbs.some(verb => !['get', 'list', 'watch'].includes(verb)),
    );
    expect(changes).toEqual([
      {
        apiGroups: ['subresources.kubevirt.io'],
        resources: [
          'virtualmachines/start',
          'virtualmachines/stop',
          'virtualmachines/restart',
        ],
        verbs: ['update'],
      },
      {
        apiGroups: ['argoproj.io'],
        resources: ['applications'],
        verbs: ['patch'],
      },
    ]);
  });

  it('offers the golden images with title, size and user, and lets machines clone them', () => {
    for (const { name } of GOLDEN_IMAGES) {
      expect(find('DataSource', name)).toMatchObject({
        metadata: {
          namespace: 'golden-images',
          labels: { 'naru.io/golden-image': 'true' },
          annotations: {
            'naru.io/title': expect.any(String),
            'naru.io/minimum-size': expect.stringMatching(/^\d+Gi$/),
            'naru.io/default-user': expect.any(String),
          },
        },
        spec: { source: { pvc: { name } } },
      });
      expect(find('PersistentVolumeClaim', name)).toBeDefined();
    }
    expect(find('Role', 'clone-golden-images')?.rules).toEqual([
      {
        apiGroups: ['cdi.kubevirt.io'],
        resources: ['datavolumes/source'],
        verbs: ['create'],
      },
    ]);
  });

  it('keeps teams out of cluster-wide objects and out of their own limits', () => {
    expect(find('AppProject', 'apps')?.spec).toMatchObject({
      clusterResourceWhitelist: [],
      destinations: [{ namespace: '*-staging' }, { namespace: '*-production' }],
      namespaceResourceBlacklist: expect.arrayContaining([
        { group: '', kind: 'ResourceQuota' },
      ]),
    });
  });

  it('tells Argo CD how to clone, and nobody else', () => {
    expect(find('Secret', 'repo-platform-gitops')).toMatchObject({
      metadata: { labels: { 'argocd.argoproj.io/secret-type': 'repository' } },
      data: { password: Buffer.from(TOKEN).toString('base64') },
    });
    const others = objects.filter(each => each.kind !== 'Secret');
    expect(JSON.stringify(others)).not.toContain(TOKEN);
  });
});

describe('nodeObjects', () => {
  it('describes seven ready nodes, of which four take machines', () => {
    const nodes = nodeObjects('2026-01-01T00:00:00Z');
    expect(nodes).toHaveLength(7);
    const taking = nodes.filter(
      ({ object }) =>
        object.metadata.labels?.['kubevirt.io/schedulable'] === 'true',
    );
    expect(taking).toHaveLength(4);
    for (const { status } of nodes)
      expect(status.conditions).toContainEqual(
        expect.objectContaining({ type: 'Ready', status: 'True' }),
      );
  });
});
