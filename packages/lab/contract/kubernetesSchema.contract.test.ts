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

const MERGE = 'application/merge-patch+json';

describe('Kubernetes custom kinds', () => {
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

  const boats = (name?: string) =>
    namespace.path(kind.apiVersion, 'boats', name);
  const create = (spec: object, query = '') =>
    target.request('POST', `${boats()}${query}`, {
      body: kind.boat('b', spec),
    });

  it('fills in the defaults of the schema and counts generations from 1', async () => {
    const { status, body } = await create({});
    expect(status).toBe(201);
    expect(body.spec).toEqual({ size: 1, color: 'blue' });
    expect(body.metadata.generation).toBe(1);
  });

  it('prunes unknown fields with a Warning each', async () => {
    const { body, headers } = await create({ wings: 2, cargo: { any: 1 } });
    expect(body.spec).toEqual({ size: 1, color: 'blue', cargo: { any: 1 } });
    expect(headers.warning).toBe('299 - "unknown field \\"spec.wings\\""');
  });

  it('prunes in silence under fieldValidation=Ignore', async () => {
    const { body, headers } = await create(
      { wings: 2 },
      '?fieldValidation=Ignore',
    );
    expect(body.spec.wings).toBeUndefined();
    expect(headers.warning).toBeUndefined();
  });

  it('refuses unknown fields under fieldValidation=Strict with 400', async () => {
    const { status, body } = await create(
      { wings: 2 },
      '?fieldValidation=Strict',
    );
    expect(status).toBe(400);
    expect(body.message).toBe(
      'Boat in version "v1" cannot be handled as a Boat: strict decoding error: unknown field "spec.wings"',
    );
  });

  it('warns of and refuses unknown fields of built-in kinds alike', async () => {
    const body = { metadata: { name: 'a' }, datum: { a: '1' } };
    const maps = namespace.path('v1', 'configmaps');
    const strict = await target.request(
      'POST',
      `${maps}?fieldValidation=Strict`,
      { body },
    );
    expect(strict.status).toBe(400);
    expect(strict.body.message).toBe(
      'ConfigMap in version "v1" cannot be handled as a ConfigMap: strict decoding error: unknown field "datum"',
    );
    const warned = await target.request('POST', maps, { body });
    expect(warned.status).toBe(201);
    expect(warned.headers.warning).toBe('299 - "unknown field \\"datum\\""');
  });

  it.each([
    [
      'a missing field',
      { size: undefined },
      'spec.size: Required value',
      'FieldValueRequired',
    ],
    [
      'a wrong type',
      { size: 'big' },
      'spec.size: Invalid value: "string": spec.size in body must be of type integer: "string"',
      'FieldValueTypeInvalid',
    ],
    [
      'a number too small',
      { size: 0 },
      'spec.size: Invalid value: 0: spec.size in body should be greater than or equal to 1',
      'FieldValueInvalid',
    ],
    [
      'a number too large',
      { size: 11 },
      'spec.size: Invalid value: 11: spec.size in body should be less than or equal to 10',
      'FieldValueInvalid',
    ],
    [
      'a value off the list',
      { color: 'green' },
      'spec.color: Unsupported value: "green": supported values: "blue", "red"',
      'FieldValueNotSupported',
    ],
    [
      'a text off the pattern',
      { code: 'A1' },
      'spec.code: Invalid value: "A1": spec.code in body should match \'^[a-z]+$\'',
      'FieldValueInvalid',
    ],
    [
      'a text too long',
      { code: 'abcdef' },
      'spec.code: Too long: may not be more than 5 bytes',
      'FieldValueTooLong',
    ],
    [
      'neither a number nor a text',
      { port: true },
      'spec.port: Invalid value: "boolean": spec.port in body must be of type integer,string: "boolean"',
      'FieldValueTypeInvalid',
    ],
    [
      'a fault in a list',
      { crew: [{ rank: 'mate' }] },
      'spec.crew[0].name: Required value',
      'FieldValueRequired',
    ],
    [
      'a key twice',
      { crew: [{ name: 'ann' }, { name: 'ann' }] },
      'spec.crew[1]: Duplicate value: {"name":"ann"}',
      'FieldValueDuplicate',
    ],
  ])(
    'refuses %s with 422 and its field',
    async (_what, spec, fault, reason) => {
      const { status, body } = await create(spec);
      expect(status).toBe(422);
      expect(body.message).toBe(`Boat.${kind.group} "b" is invalid: ${fault}`);
      expect(body.details).toMatchObject({
        name: 'b',
        group: kind.group,
        kind: 'Boat',
        causes: [{ reason, field: fault.slice(0, fault.indexOf(':')) }],
      });
    },
  );

  it('puts several faults into one message with one cause each', async () => {
    const { body } = await create({ size: 0, color: 'green' });
    expect(body.details.causes).toHaveLength(2);
    expect(body.message).toMatch(/ is invalid: \[.*, .*\]$/);
  });

  it('takes null where the schema allows it, and numbers and texts for int-or-string', async () => {
    const first = await create({ note: null, port: 80 });
    expect(first.status).toBe(201);
    expect(first.body.spec).toMatchObject({ note: null, port: 80 });
    const { status } = await target.request('PATCH', boats('b'), {
      contentType: MERGE,
      body: { spec: { port: 'http' } },
    });
    expect(status).toBe(200);
  });

  it('grows the generation with the spec only', async () => {
    await create({});
    const labelled = await target.request('PATCH', boats('b'), {
      contentType: MERGE,
      body: { metadata: { labels: { a: 'b' } } },
    });
    expect(labelled.body.metadata.generation).toBe(1);
    const changed = await target.request('PATCH', boats('b'), {
      contentType: MERGE,
      body: { spec: { size: 2 } },
    });
    expect(changed.body.metadata.generation).toBe(2);
  });

  it('writes status by its subresource only, and nothing else by it', async () => {
    await target.request('POST', boats(), {
      body: kind.boat('b', {}, { status: { conditions: [] } }),
    });
    const before = await target.request('GET', boats('b'));
    expect(before.body.status).toBeUndefined();
    const status = { conditions: [{ type: 'Ready', status: 'True' }] };
    const { body } = await target.request('PUT', `${boats('b')}/status`, {
      body: { ...before.body, spec: { size: 5 }, status },
    });
    expect(body).toMatchObject({ spec: { size: 1 }, status });
    expect(body.metadata.generation).toBe(1);
    const ignored = await target.request('PATCH', boats('b'), {
      contentType: MERGE,
      body: { status: { conditions: [] } },
    });
    expect(ignored.body.status).toEqual(status);
  });

  it('refuses a replacement without a resourceVersion', async () => {
    await create({});
    const { status, body } = await target.request('PUT', boats('b'), {
      body: kind.boat('b'),
    });
    expect(status).toBe(422);
    expect(body.message).toBe(
      `${kind.name} "b" is invalid: metadata.resourceVersion: Invalid value: 0: must be specified for an update`,
    );
  });

  it('refuses a strategic patch with 415', async () => {
    await create({});
    const { status, body } = await target.request('PATCH', boats('b'), {
      contentType: 'application/strategic-merge-patch+json',
      body: { spec: { size: 2 } },
    });
    expect(status).toBe(415);
    expect(body.message).toContain(
      'the body of the request was in an unknown format - accepted media types include: application/json-patch+json, application/merge-patch+json',
    );
  });

  it('refuses a body of another version', async () => {
    const { status, body } = await target.request('POST', boats(), {
      body: { ...kind.boat('b'), apiVersion: `${kind.group}/v2` },
    });
    expect(status).toBe(400);
    expect(body.message).toBe(
      `the API version in the data (${kind.group}/v2) does not match the expected API version (${kind.apiVersion})`,
    );
  });

  it('publishes the schema with group, version and kind in OpenAPI v3', async () => {
    const { body } = await target.eventually(async () => {
      const root = await target.request('GET', '/openapi/v3');
      const address = root.body.paths[`apis/${kind.apiVersion}`];
      return target.request('GET', address.serverRelativeURL);
    });
    const model = Object.values<{
      'x-kubernetes-group-version-kind'?: object[];
      properties?: { spec?: { properties?: object } };
    }>(body.components.schemas).find(schema =>
      schema['x-kubernetes-group-version-kind']?.some(
        item => 'kind' in item && item.kind === 'Boat',
      ),
    );
    expect(model?.['x-kubernetes-group-version-kind']).toEqual([
      { group: kind.group, version: 'v1', kind: 'Boat' },
    ]);
    expect(model?.properties?.spec?.properties).toMatchObject({
      size: { type: 'integer', minimum: 1, maximum: 10 },
    });
    const patch =
      body.paths[`/apis/${kind.apiVersion}/namespaces/{namespace}/boats/{name}`]
        .patch;
    expect(
      patch.parameters.map((parameter: { name: string }) => parameter.name),
    ).toEqual(expect.arrayContaining(['dryRun', 'fieldValidation']));
  });
});
