import {
  makeNamespace,
  type TestNamespace,
} from './target/kubernetesNamespace';
import {
  startKubernetesTarget,
  type KubernetesTarget,
} from './target/kubernetesTarget';

jest.setTimeout(60_000);

const MERGE = 'application/merge-patch+json';
const JSON_PATCH = 'application/json-patch+json';
const STRATEGIC = 'application/strategic-merge-patch+json';

describe('Kubernetes objects', () => {
  let target: KubernetesTarget;
  let namespace: TestNamespace;

  beforeAll(async () => {
    target = await startKubernetesTarget();
  });
  afterAll(async () => {
    await target.close();
  });
  beforeEach(async () => {
    namespace = await makeNamespace(target);
  });
  afterEach(async () => {
    await namespace.remove();
  });

  const maps = (name?: string) => namespace.path('v1', 'configmaps', name);
  const configMap = (name: string, data: object = { a: '1' }, meta = {}) => ({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name, ...meta },
    data,
  });
  const create = (body: object) => target.request('POST', maps(), { body });

  it('creates an object and fills in what the server owns', async () => {
    const { status, body } = await create(configMap('a'));
    expect(status).toBe(201);
    expect(body).toMatchObject({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'a', namespace: namespace.name },
      data: { a: '1' },
    });
    expect(body.metadata.uid).toMatch(/^[0-9a-f-]{36}$/);
    expect(body.metadata.resourceVersion).toMatch(/^\d+$/);
    expect(body.metadata.creationTimestamp).toMatch(
      /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/,
    );
    const read = await target.request('GET', maps('a'));
    expect(read.body).toEqual(body);
  });

  it('makes a name from generateName', async () => {
    const { body } = await create({ metadata: { generateName: 'vm-' } });
    expect(body.metadata.name).toMatch(/^vm-[a-z0-9]{5}$/);
    expect(body.metadata.generateName).toBe('vm-');
  });

  it('answers 404 with a Status that names the object', async () => {
    const { status, body } = await target.request('GET', maps('none'));
    expect(status).toBe(404);
    expect(body).toEqual({
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Failure',
      message: 'configmaps "none" not found',
      reason: 'NotFound',
      details: { name: 'none', kind: 'configmaps' },
      code: 404,
    });
  });

  it('refuses a second object of the same name with 409 AlreadyExists', async () => {
    await create(configMap('a'));
    const { status, body } = await create(configMap('a'));
    expect(status).toBe(409);
    expect(body).toMatchObject({
      reason: 'AlreadyExists',
      message: 'configmaps "a" already exists',
    });
  });

  it('refuses a name that is no DNS name with 422 and the field', async () => {
    const { status, body } = await create(configMap('A_b'));
    expect(status).toBe(422);
    expect(body.reason).toBe('Invalid');
    expect(body.message).toContain(
      'ConfigMap "A_b" is invalid: metadata.name: Invalid value: "A_b": a lowercase RFC 1123 subdomain must consist of',
    );
    expect(body.details.causes).toEqual([
      expect.objectContaining({
        reason: 'FieldValueInvalid',
        field: 'metadata.name',
      }),
    ]);
  });

  it('refuses an object without a name', async () => {
    const { status, body } = await create({ metadata: {} });
    expect(status).toBe(422);
    expect(body.message).toBe(
      'ConfigMap "" is invalid: metadata.name: Required value: name or generateName is required',
    );
  });

  it('refuses a label that is none', async () => {
    const { status, body } = await create(
      configMap('a', {}, { labels: { owner: 'a b' } }),
    );
    expect(status).toBe(422);
    expect(body.message).toContain(
      'metadata.labels: Invalid value: "a b": a valid label must be an empty string or consist of alphanumeric characters',
    );
  });

  it('refuses a key that a ConfigMap cannot have', async () => {
    const { status, body } = await create(configMap('a', { 'x/y': '1' }));
    expect(status).toBe(422);
    expect(body.message).toContain(
      'ConfigMap "a" is invalid: data[x/y]: Invalid value: "x/y": a valid config key must consist of',
    );
  });

  it('refuses an object in a namespace that is not there', async () => {
    const { status, body } = await target.request(
      'POST',
      '/api/v1/namespaces/contract-none/configmaps',
      { body: configMap('a') },
    );
    expect(status).toBe(404);
    expect(body).toMatchObject({
      message: 'namespaces "contract-none" not found',
      details: { name: 'contract-none', kind: 'namespaces' },
    });
  });

  it('refuses a body of another namespace, name or kind than the address', async () => {
    const other = await create(configMap('a', {}, { namespace: 'other' }));
    expect(other.status).toBe(400);
    expect(other.body.message).toBe(
      'the namespace of the provided object does not match the namespace sent on the request',
    );
    const wrong = await create({ ...configMap('a'), kind: 'Pod' });
    expect(wrong.status).toBe(400);
    expect(wrong.body.message).toBe(
      'Pod in version "v1" cannot be handled as a ConfigMap: converting (v1.Pod) to (core.ConfigMap): unknown conversion',
    );
    await create(configMap('a'));
    const renamed = await target.request('PUT', maps('a'), {
      body: configMap('b'),
    });
    expect(renamed.status).toBe(400);
    expect(renamed.body.message).toBe(
      'the name of the object (b) does not match the name on the URL (a)',
    );
  });

  it('refuses a value of the wrong type with 400 in the words of the decoder', async () => {
    const { status, body } = await create(configMap('a', { a: 1 }));
    expect(status).toBe(400);
    expect(body.message).toBe(
      'ConfigMap in version "v1" cannot be handled as a ConfigMap: json: cannot unmarshal number into Go struct field ConfigMap.data of type string',
    );
  });

  it('replaces an object whose version is the newest', async () => {
    const { body } = await create(configMap('a'));
    const { status, body: updated } = await target.request('PUT', maps('a'), {
      body: { ...body, data: { b: '2' } },
    });
    expect(status).toBe(200);
    expect(updated.data).toEqual({ b: '2' });
    expect(Number(updated.metadata.resourceVersion)).toBeGreaterThan(
      Number(body.metadata.resourceVersion),
    );
    expect(updated.metadata.uid).toBe(body.metadata.uid);
  });

  it('refuses an old resourceVersion with 409 Conflict', async () => {
    const { body } = await create(configMap('a'));
    await target.request('PATCH', maps('a'), {
      contentType: MERGE,
      body: { data: { a: '2' } },
    });
    const conflict = await target.request('PUT', maps('a'), {
      body: { ...body, data: { a: '3' } },
    });
    expect(conflict.status).toBe(409);
    expect(conflict.body).toMatchObject({
      reason: 'Conflict',
      message:
        'Operation cannot be fulfilled on configmaps "a": the object has been modified; please apply your changes to the latest version and try again',
    });
  });

  it('keeps the resourceVersion when a write changes nothing', async () => {
    const { body } = await create(configMap('a'));
    const { body: same } = await target.request('PATCH', maps('a'), {
      contentType: MERGE,
      body: { data: { a: '1' } },
    });
    expect(same.metadata.resourceVersion).toBe(body.metadata.resourceVersion);
  });

  it('merges a merge patch and removes what is null', async () => {
    await create(configMap('a', { a: '1', b: '2' }));
    const { body } = await target.request('PATCH', maps('a'), {
      contentType: MERGE,
      body: { data: { a: null, c: '3' } },
    });
    expect(body.data).toEqual({ b: '2', c: '3' });
  });

  it('holds a patch to the resourceVersion that it names', async () => {
    await create(configMap('a'));
    const { status } = await target.request('PATCH', maps('a'), {
      contentType: MERGE,
      body: { metadata: { resourceVersion: '1' }, data: { a: '2' } },
    });
    expect(status).toBe(409);
  });

  it('takes JSON patches and refuses one whose test fails with 422', async () => {
    await create(configMap('a', { a: '1' }, { annotations: { b: '1' } }));
    const patched = await target.request('PATCH', maps('a'), {
      contentType: JSON_PATCH,
      body: [
        { op: 'test', path: '/data/a', value: '1' },
        { op: 'replace', path: '/data/a', value: '2' },
        { op: 'add', path: '/metadata/annotations/x~1y', value: '3' },
      ],
    });
    expect(patched.body).toMatchObject({
      metadata: { annotations: { b: '1', 'x/y': '3' } },
      data: { a: '2' },
    });
    const refused = await target.request('PATCH', maps('a'), {
      contentType: JSON_PATCH,
      body: [{ op: 'test', path: '/data/a', value: '9' }],
    });
    expect(refused.status).toBe(422);
    expect(refused.body.message).toBe(
      'the server rejected our request due to an error in our request',
    );
  });

  it('merges lists of built-in kinds by their key in a strategic patch', async () => {
    const pods = namespace.path('v1', 'pods');
    await target.request('POST', pods, {
      body: {
        metadata: { name: 'p' },
        spec: {
          containers: [
            { name: 'a', image: 'one' },
            { name: 'b', image: 'two' },
          ],
        },
      },
    });
    const { body } = await target.request('PATCH', `${pods}/p`, {
      contentType: STRATEGIC,
      body: { spec: { containers: [{ name: 'b', image: 'three' }] } },
    });
    expect(
      body.spec.containers.map((item: { name: string; image: string }) => [
        item.name,
        item.image,
      ]),
    ).toEqual([
      ['a', 'one'],
      ['b', 'three'],
    ]);
  });

  it('refuses a patch of an unknown type with 415', async () => {
    await create(configMap('a'));
    const { status, body } = await target.request('PATCH', maps('a'), {
      contentType: 'application/json',
      body: {},
    });
    expect(status).toBe(415);
    expect(body.reason).toBe('UnsupportedMediaType');
  });

  it('checks but keeps nothing under dryRun=All', async () => {
    const { status, body } = await target.request(
      'POST',
      `${maps()}?dryRun=All`,
      { body: configMap('a') },
    );
    expect(status).toBe(201);
    expect(body.metadata.name).toBe('a');
    expect((await target.request('GET', maps('a'))).status).toBe(404);
    const refused = await target.request('POST', `${maps()}?dryRun=All`, {
      body: configMap('A'),
    });
    expect(refused.status).toBe(422);
  });

  it('deletes with a Status that names the object', async () => {
    const { body } = await create(configMap('a'));
    const deleted = await target.request('DELETE', maps('a'));
    expect(deleted.status).toBe(200);
    expect(deleted.body).toEqual({
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Success',
      details: { name: 'a', kind: 'configmaps', uid: body.metadata.uid },
    });
    expect((await target.request('DELETE', maps('a'))).status).toBe(404);
  });

  it('deletes only the object whose uid a precondition names', async () => {
    await create(configMap('a'));
    const { status, body } = await target.request('DELETE', maps('a'), {
      body: { preconditions: { uid: 'another' } },
    });
    expect(status).toBe(409);
    expect(body.message).toContain(
      'the UID in the precondition (another) does not match the UID in record',
    );
  });

  it('marks an object with finalizers and removes it with the last of them', async () => {
    await create(configMap('a', {}, { finalizers: ['naru.io/hold'] }));
    const marked = await target.request('DELETE', maps('a'));
    expect(marked.status).toBe(200);
    expect(marked.body.metadata.deletionTimestamp).toEqual(expect.any(String));
    expect((await target.request('GET', maps('a'))).status).toBe(200);
    await target.request('PATCH', maps('a'), {
      contentType: MERGE,
      body: { metadata: { finalizers: null } },
    });
    expect((await target.request('GET', maps('a'))).status).toBe(404);
  });

  it('deletes what an object owned', async () => {
    const { body: owner } = await create(configMap('owner'));
    const ownerReferences = [
      {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        name: 'owner',
        uid: owner.metadata.uid,
      },
    ];
    await create(configMap('owned', {}, { ownerReferences }));
    await target.request('DELETE', maps('owner'));
    await target.eventually(
      async () => {
        const { status } = await target.request('GET', maps('owned'));
        expect(status).toBe(404);
      },
      { timeoutMs: 40_000 },
    );
  });

  it('lets what an object owned go free under propagationPolicy Orphan', async () => {
    const { body: owner } = await create(configMap('owner'));
    const ownerReferences = [
      {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        name: 'owner',
        uid: owner.metadata.uid,
      },
    ];
    await create(configMap('owned', {}, { ownerReferences }));
    await target.request('DELETE', maps('owner'), {
      body: { propagationPolicy: 'Orphan' },
    });
    await target.eventually(
      async () => {
        const { body } = await target.request('GET', maps('owned'));
        expect(body.metadata.ownerReferences).toBeUndefined();
        expect((await target.request('GET', maps('owner'))).status).toBe(404);
      },
      { timeoutMs: 40_000 },
    );
  });

  it('deletes a collection by label', async () => {
    await create(configMap('a', {}, { labels: { go: 'yes' } }));
    await create(configMap('b', {}, { labels: { go: 'no' } }));
    const { status } = await target.request(
      'DELETE',
      `${maps()}?labelSelector=go%3Dyes`,
    );
    expect(status).toBe(200);
    expect((await target.request('GET', maps('a'))).status).toBe(404);
    expect((await target.request('GET', maps('b'))).status).toBe(200);
  });

  it('refuses new objects in a namespace that is going, then empties and removes it', async () => {
    await create(configMap('a', {}, { finalizers: ['naru.io/hold'] }));
    const going = await target.request(
      'DELETE',
      `/api/v1/namespaces/${namespace.name}`,
    );
    expect(going.body).toMatchObject({
      kind: 'Namespace',
      status: { phase: 'Terminating' },
    });
    const { status, body } = await create(configMap('b'));
    expect(status).toBe(403);
    expect(body.message).toBe(
      `configmaps "b" is forbidden: unable to create new content in namespace ${namespace.name} because it is being terminated`,
    );
    expect(body.details.causes).toEqual([
      {
        reason: 'NamespaceTerminating',
        message: `namespace ${namespace.name} is being terminated`,
        field: 'metadata.namespace',
      },
    ]);
    await target.request('PATCH', maps('a'), {
      contentType: MERGE,
      body: { metadata: { finalizers: null } },
    });
    await target.eventually(
      async () => {
        const gone = await target.request(
          'GET',
          `/api/v1/namespaces/${namespace.name}`,
        );
        expect(gone.status).toBe(404);
      },
      { timeoutMs: 40_000 },
    );
  });

  it('reads and writes the replicas of a Deployment through its scale', async () => {
    const deployments = namespace.path('apps/v1', 'deployments');
    await target.request('POST', deployments, {
      body: {
        metadata: { name: 'd' },
        spec: {
          replicas: 0,
          selector: { matchLabels: { app: 'd' } },
          template: {
            metadata: { labels: { app: 'd' } },
            spec: { containers: [{ name: 'c', image: 'i' }] },
          },
        },
      },
    });
    const { body } = await target.request('PATCH', `${deployments}/d/scale`, {
      contentType: MERGE,
      body: { spec: { replicas: 2 } },
    });
    expect(body).toMatchObject({
      kind: 'Scale',
      apiVersion: 'autoscaling/v1',
      spec: { replicas: 2 },
    });
    const read = await target.request('GET', `${deployments}/d`);
    expect(read.body.spec.replicas).toBe(2);
    expect(read.body.metadata.generation).toBe(2);
  });

  it('encodes the stringData of a Secret', async () => {
    const { body } = await target.request(
      'POST',
      namespace.path('v1', 'secrets'),
      { body: { metadata: { name: 's' }, stringData: { token: 'abc' } } },
    );
    expect(body).toMatchObject({ type: 'Opaque', data: { token: 'YWJj' } });
    expect(body.stringData).toBeUndefined();
  });
});
