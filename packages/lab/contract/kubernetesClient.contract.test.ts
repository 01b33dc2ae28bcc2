import {
  CoreV1Api,
  CustomObjectsApi,
  KubeConfig,
  KubernetesObjectApi,
  PatchStrategy,
  Watch,
} from '@kubernetes/client-node';
import { makeBoatKind, type BoatKind } from './target/boats';
import {
  makeNamespace,
  type TestNamespace,
} from './target/kubernetesNamespace';
import {
  startKubernetesTarget,
  type KubernetesTarget,
} from './target/kubernetesTarget';

jest.setTimeout(60_000);

describe('Kubernetes with @kubernetes/client-node', () => {
  let target: KubernetesTarget;
  let kind: BoatKind;
  let namespace: TestNamespace;
  let config: KubeConfig;

  beforeAll(async () => {
    target = await startKubernetesTarget();
    kind = await makeBoatKind(target);
    config = new KubeConfig();
    config.loadFromClusterAndUser(
      {
        name: 'target',
        server: target.url,
        caData: Buffer.from(target.ca).toString('base64'),
        skipTLSVerify: false,
      },
      { name: 'admin', token: target.token },
    );
  });
  afterAll(async () => {
    await kind.remove();
    await target.close();
  });
  beforeEach(async () => {
    namespace = await makeNamespace(target);
  });
  afterEach(async () => {
    await namespace.remove();
  });

  const custom = (name?: string) => ({
    group: kind.group,
    version: 'v1',
    plural: 'boats',
    namespace: namespace.name,
    name: name ?? '',
  });

  it('creates, lists and reads objects', async () => {
    const api = config.makeApiClient(CoreV1Api);
    await api.createNamespacedConfigMap({
      namespace: namespace.name,
      body: { metadata: { name: 'a' }, data: { x: '1' } },
    });
    const list = await api.listNamespacedConfigMap({
      namespace: namespace.name,
      fieldSelector: 'metadata.name=a',
    });
    expect(list.items.map(item => item.data)).toEqual([{ x: '1' }]);
    const read = await api.readNamespacedConfigMap({
      namespace: namespace.name,
      name: 'a',
    });
    expect(read.metadata?.creationTimestamp).toBeInstanceOf(Date);
  });

  it('throws what the server says', async () => {
    const api = config.makeApiClient(CoreV1Api);
    await expect(
      api.readNamespacedConfigMap({ namespace: namespace.name, name: 'none' }),
    ).rejects.toMatchObject({
      code: 404,
      body: expect.stringContaining('configmaps \\"none\\" not found'),
    });
  });

  it('patches and deletes custom objects', async () => {
    const api = config.makeApiClient(CustomObjectsApi);
    await api.createNamespacedCustomObject({
      ...custom(),
      body: kind.boat('b'),
    });
    const objects = KubernetesObjectApi.makeApiClient(config);
    const patched = await objects.patch(
      {
        apiVersion: kind.apiVersion,
        kind: 'Boat',
        metadata: { name: 'b', namespace: namespace.name },
        spec: { size: 3 },
      },
      undefined,
      undefined,
      undefined,
      undefined,
      PatchStrategy.MergePatch,
    );
    expect(patched).toMatchObject({ spec: { size: 3 } });
    await api.deleteNamespacedCustomObject(custom('b'));
    await expect(
      api.getNamespacedCustomObject(custom('b')),
    ).rejects.toMatchObject({ code: 404 });
  });

  it('watches', async () => {
    const heard: string[] = [];
    const controller = await new Watch(config).watch(
      namespace.path(kind.apiVersion, 'boats'),
      { allowWatchBookmarks: true },
      (type, object) => heard.push(`${type} ${object.metadata.name}`),
      () => undefined,
    );
    await target.request('POST', namespace.path(kind.apiVersion, 'boats'), {
      body: kind.boat('b'),
    });
    await target.eventually(() => expect(heard).toContain('ADDED b'));
    controller.abort();
  });
});
