import type { KubernetesObject } from '../kubernetes/KubernetesApi';
import { seedCluster, type SeedClient } from './seedCluster';

const namespace: KubernetesObject = {
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name: 'team1-staging' },
};
const quota: KubernetesObject = {
  apiVersion: 'v1',
  kind: 'ResourceQuota',
  metadata: { name: 'team-quota', namespace: 'team1-staging' },
};
const source: KubernetesObject = {
  apiVersion: 'cdi.kubevirt.io/v1beta1',
  kind: 'DataSource',
  metadata: { name: 'debian-12', namespace: 'golden-images' },
};

function clientOf(
  answer: (path: string) => unknown = () => ({}),
): SeedClient & { calls: Parameters<SeedClient['request']>[0][] } {
  const calls: Parameters<SeedClient['request']>[0][] = [];
  const lists: Record<string, unknown> = {
    '/api/v1': {
      resources: [
        { name: 'namespaces/status', kind: 'Namespace', namespaced: false },
        { name: 'namespaces', kind: 'Namespace', namespaced: false },
        { name: 'resourcequotas', kind: 'ResourceQuota', namespaced: true },
      ],
    },
    '/apis/cdi.kubevirt.io/v1beta1': { resources: [] },
  };
  return {
    calls,
    request: async call => {
      calls.push(call);
      return lists[call.path] ?? answer(call.path);
    },
  };
}

describe('seedCluster', () => {
  it('applies objects in order, asking for each group once', async () => {
    const client = clientOf();
    await seedCluster({ client, objects: [namespace, quota] });
    expect(client.calls.map(call => `${call.method} ${call.path}`)).toEqual([
      'GET /api/v1',
      'PATCH /api/v1/namespaces/team1-staging',
      'PATCH /api/v1/namespaces/team1-staging/resourcequotas/team-quota',
    ]);
    expect(client.calls[1]).toMatchObject({
      contentType: 'application/apply-patch+yaml',
      query: { fieldManager: 'naru-seed', force: true },
      body: namespace,
    });
  });

  it('names the object that was refused', async () => {
    const client = clientOf(() => {
      throw new Error('403 forbidden');
    });
    await expect(seedCluster({ client, objects: [quota] })).rejects.toThrow(
      'ResourceQuota team-quota in team1-staging could not be applied: 403 forbidden',
    );
  });

  it('says when the server does not know a kind', async () => {
    await expect(
      seedCluster({ client: clientOf(), objects: [source] }),
    ).rejects.toThrow(/DataSource debian-12 .* does not know this kind/);
  });
});
