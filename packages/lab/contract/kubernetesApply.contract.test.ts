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

const APPLY = 'application/apply-patch+yaml';
const MERGE = 'application/merge-patch+json';

interface ManagedField {
  manager: string;
  operation: string;
  subresource?: string;
  fieldsV1: object;
}

describe('Kubernetes server-side apply', () => {
  let target: KubernetesTarget;
  let kind: BoatKind;
  let namespace: TestNamespace;

  beforeAll(async () => {
    target = await startKubernetesTarget();
    kind = await makeBoatKind(target);
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

  const maps = (name?: string) => namespace.path('v1', 'configmaps', name);
  const boats = (name?: string) =>
    namespace.path(kind.apiVersion, 'boats', name);
  const apply = (path: string, body: object, query = 'fieldManager=one') =>
    target.request('PATCH', `${path}?${query}`, { contentType: APPLY, body });
  const configMap = (data: object, labels?: object) => ({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'a', ...(labels && { labels }) },
    data,
  });
  const managers = (body: { metadata: { managedFields: ManagedField[] } }) =>
    body.metadata.managedFields.map(
      entry =>
        `${entry.manager} ${entry.operation}${
          entry.subresource ? ` ${entry.subresource}` : ''
        }`,
    );

  it('creates what is not there with 201 and notes who owns what', async () => {
    const { status, body } = await apply(
      maps('a'),
      configMap({ x: '1' }, { team: 'one' }),
    );
    expect(status).toBe(201);
    expect(body.metadata.managedFields).toEqual([
      {
        manager: 'one',
        operation: 'Apply',
        apiVersion: 'v1',
        time: expect.any(String),
        fieldsType: 'FieldsV1',
        fieldsV1: {
          'f:data': { 'f:x': {} },
          'f:metadata': { 'f:labels': { 'f:team': {} } },
        },
      },
    ]);
  });

  it('takes YAML', async () => {
    const { status, body } = await target.request(
      'PATCH',
      `${maps('a')}?fieldManager=one`,
      {
        contentType: APPLY,
        body: 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\ndata:\n  x: "1"\n',
      },
    );
    expect(status).toBe(201);
    expect(body.data).toEqual({ x: '1' });
  });

  it('refuses to create what has no name in the body', async () => {
    const { status, body } = await apply(maps('a'), {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      data: {},
    });
    expect(status).toBe(400);
    expect(body.message).toBe(
      'the name of the object (a based on URL) was undeterminable: name must be provided',
    );
  });

  it('removes what its manager applied before and now leaves out', async () => {
    await apply(maps('a'), configMap({ x: '1', y: '2' }));
    const { status, body } = await apply(maps('a'), configMap({ y: '2' }));
    expect(status).toBe(200);
    expect(body.data).toEqual({ y: '2' });
  });

  it('keeps what another manager owns too', async () => {
    await apply(maps('a'), configMap({ x: '1' }));
    await apply(maps('a'), configMap({ x: '1', y: '2' }), 'fieldManager=two');
    const { body } = await apply(maps('a'), configMap({}));
    expect(body.data).toEqual({ x: '1', y: '2' });
    expect(managers(body)).toContain('two Apply');
  });

  it('changes nothing when the same is applied again', async () => {
    const first = await apply(maps('a'), configMap({ x: '1' }));
    const again = await apply(maps('a'), configMap({ x: '1' }));
    expect(again.body.metadata).toEqual(first.body.metadata);
  });

  it('refuses with 409 to change what another owns, one cause a field', async () => {
    await apply(maps('a'), configMap({ x: '1', y: '1' }));
    const one = await apply(
      maps('a'),
      configMap({ x: '2' }),
      'fieldManager=two',
    );
    expect(one.status).toBe(409);
    expect(one.body).toMatchObject({
      reason: 'Conflict',
      message: 'Apply failed with 1 conflict: conflict with "one": .data.x',
      details: {
        causes: [
          {
            reason: 'FieldManagerConflict',
            message: 'conflict with "one"',
            field: '.data.x',
          },
        ],
      },
    });
    const both = await apply(
      maps('a'),
      configMap({ x: '2', y: '2' }),
      'fieldManager=two',
    );
    expect(both.body.message).toBe(
      'Apply failed with 2 conflicts: conflicts with "one":\n- .data.x\n- .data.y',
    );
  });

  it('names in a conflict the version by which a plain writer wrote', async () => {
    await target.request('POST', `${maps()}?fieldManager=editor`, {
      body: configMap({ x: '1' }),
    });
    const { body } = await apply(maps('a'), configMap({ x: '2' }));
    expect(body.message).toBe(
      'Apply failed with 1 conflict: conflict with "editor" using v1: .data.x',
    );
  });

  it('takes fields over with force', async () => {
    await apply(maps('a'), configMap({ x: '1' }));
    const { status, body } = await apply(
      maps('a'),
      configMap({ x: '2' }),
      'fieldManager=two&force=true',
    );
    expect(status).toBe(200);
    expect(body.data).toEqual({ x: '2' });
    expect(managers(body)).toEqual(['two Apply']);
  });

  it('notes plain writers by fieldManager or user agent', async () => {
    await target.request('POST', maps(), { body: configMap({ x: '1' }) });
    const { body } = await target.request(
      'PATCH',
      `${maps('a')}?fieldManager=editor`,
      { contentType: MERGE, body: { data: { y: '2' } } },
    );
    expect(managers(body).sort()).toEqual([
      'editor Update',
      'naru-contract Update',
    ]);
  });

  it('merges keyed lists item by item', async () => {
    const crew = (names: string[]) =>
      kind.boat('b', { crew: names.map(name => ({ name })) });
    await apply(boats('b'), crew(['ann', 'bob']));
    await apply(
      boats('b'),
      {
        apiVersion: kind.apiVersion,
        kind: 'Boat',
        spec: { crew: [{ name: 'cid', rank: 'mate' }] },
      },
      'fieldManager=two',
    );
    const { body } = await apply(boats('b'), crew(['ann']));
    expect(body.spec.crew).toEqual([
      { name: 'ann' },
      { name: 'cid', rank: 'mate' },
    ]);
  });

  it('applies status apart from the rest', async () => {
    await apply(boats('b'), kind.boat('b'));
    const { body } = await apply(`${boats('b')}/status`, {
      apiVersion: kind.apiVersion,
      kind: 'Boat',
      spec: { size: 9 },
      status: { conditions: [{ type: 'Ready', status: 'True' }] },
    });
    expect(body.spec.size).toBe(1);
    expect(body.status.conditions).toHaveLength(1);
    expect(managers(body).sort()).toEqual(['one Apply', 'one Apply status']);
  });

  it('refuses an apply without a field manager', async () => {
    const { status, body } = await apply(maps('a'), configMap({}), '');
    expect(status).toBe(422);
    expect(body.message).toBe(
      'PatchOptions.meta.k8s.io "" is invalid: fieldManager: Required value: is required for apply patch',
    );
  });

  it('refuses a configuration that carries managedFields', async () => {
    const { status, body } = await apply(maps('a'), {
      ...configMap({}),
      metadata: {
        name: 'a',
        managedFields: [{ manager: 'x', operation: 'Apply', apiVersion: 'v1' }],
      },
    });
    expect(status).toBe(400);
    expect(body.message).toBe('metadata.managedFields must be nil');
  });

  it('keeps nothing under dryRun, and tells the same conflicts', async () => {
    await apply(maps('a'), configMap({ x: '1' }));
    const dry = await apply(
      maps('a'),
      configMap({ x: '1', y: '2' }),
      'fieldManager=one&dryRun=All',
    );
    expect(dry.body.data).toEqual({ x: '1', y: '2' });
    const read = await target.request('GET', maps('a'));
    expect(read.body.data).toEqual({ x: '1' });
    const conflict = await apply(
      maps('a'),
      configMap({ x: '2' }),
      'fieldManager=two&dryRun=All',
    );
    expect(conflict.status).toBe(409);
  });
});
