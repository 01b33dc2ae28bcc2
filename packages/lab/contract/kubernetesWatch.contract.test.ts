import { makeBoatKind, type BoatKind } from './target/boats';
import {
  makeNamespace,
  type TestNamespace,
} from './target/kubernetesNamespace';
import {
  startKubernetesTarget,
  type KubernetesTarget,
  type TargetWatch,
} from './target/kubernetesTarget';

jest.setTimeout(60_000);

const MERGE = 'application/merge-patch+json';
const TABLE = 'application/json;as=Table;v=v1;g=meta.k8s.io,application/json';

describe('Kubernetes lists and watches', () => {
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
  const add = async (name: string, labels = {}) => {
    const { body } = await target.request('POST', boats(), {
      body: kind.boat(name, {}, { metadata: { name, labels } }),
    });
    return body;
  };
  const names = (body: { items: { metadata: { name: string } }[] }) =>
    body.items.map(item => item.metadata.name);
  const list = (query = '') => target.request('GET', `${boats()}${query}`);
  const heard = (watch: TargetWatch) =>
    watch.events
      .filter(event => event.type !== 'BOOKMARK')
      .map(event => `${event.type} ${event.object.metadata?.name}`);

  it('lists objects by name with the version from which a watch goes on', async () => {
    await add('b');
    const last = await add('a');
    const { body } = await list();
    expect(body).toMatchObject({
      kind: 'BoatList',
      apiVersion: kind.apiVersion,
    });
    expect(names(body)).toEqual(['a', 'b']);
    expect(body.items[0]).toMatchObject({
      kind: 'Boat',
      apiVersion: kind.apiVersion,
    });
    expect(Number(body.metadata.resourceVersion)).toBeGreaterThanOrEqual(
      Number(last.metadata.resourceVersion),
    );
  });

  it('lists over all namespaces', async () => {
    await add('a');
    const { body } = await target.request(
      'GET',
      `/apis/${kind.apiVersion}/boats`,
    );
    expect(
      body.items.map(
        (item: { metadata: { namespace: string } }) => item.metadata.namespace,
      ),
    ).toContain(namespace.name);
  });

  it('pages a list with limit and continue, all pages of one moment', async () => {
    for (const name of ['a', 'b', 'c']) await add(name);
    const first = await list('?limit=2');
    expect(names(first.body)).toEqual(['a', 'b']);
    expect(first.body.metadata.remainingItemCount).toBe(1);
    await add('d');
    const token = encodeURIComponent(first.body.metadata.continue);
    const second = await list(`?limit=2&continue=${token}`);
    expect(names(second.body)).toEqual(['c']);
    expect(second.body.metadata.continue ?? '').toBe('');
    expect(second.body.metadata.resourceVersion).toBe(
      first.body.metadata.resourceVersion,
    );
  });

  it('refuses a continue token that is none', async () => {
    const { status, body } = await list('?limit=1&continue=xyz');
    expect(status).toBe(400);
    expect(body.message).toContain('continue key is not valid');
  });

  it('selects by labels: equal, unequal, sets and presence', async () => {
    await add('a', { team: 'one', tier: 'db' });
    await add('b', { team: 'two' });
    await add('c');
    const select = async (selector: string) =>
      names(
        (await list(`?labelSelector=${encodeURIComponent(selector)}`)).body,
      );
    expect(await select('team=one')).toEqual(['a']);
    expect(await select('team!=one')).toEqual(['b', 'c']);
    expect(await select('team in (one,two),!tier')).toEqual(['b']);
    expect(await select('team notin (two)')).toEqual(['a', 'c']);
    expect(await select('team')).toEqual(['a', 'b']);
  });

  it('selects by metadata.name, and refuses fields that the kind does not offer', async () => {
    await add('a');
    await add('b');
    expect(
      names((await list('?fieldSelector=metadata.name%3Db')).body),
    ).toEqual(['b']);
    const refused = await list('?fieldSelector=spec.size%3D1');
    expect(refused.status).toBe(400);
    expect(refused.body.message).toBe('field label not supported: spec.size');
  });

  it('selects events by the object that they are about', async () => {
    const events = namespace.path('v1', 'events');
    for (const name of ['x', 'y']) {
      await target.request('POST', events, {
        body: {
          metadata: { name: `event-${name}` },
          involvedObject: {
            kind: 'VirtualMachine',
            name,
            namespace: namespace.name,
          },
          reason: 'Started',
          type: 'Normal',
        },
      });
    }
    const { body } = await target.request(
      'GET',
      `${events}?fieldSelector=involvedObject.kind%3DVirtualMachine,involvedObject.name%3Dy`,
    );
    expect(names(body)).toEqual(['event-y']);
  });

  it('answers a list as a Table with the columns of the kind', async () => {
    await add('a');
    await target.request('PATCH', `${boats('a')}/status`, {
      contentType: MERGE,
      body: { status: { conditions: [{ type: 'Ready', status: 'True' }] } },
    });
    const { body } = await target.request('GET', boats(), { accept: TABLE });
    expect(body.kind).toBe('Table');
    expect(
      body.columnDefinitions.map((column: { name: string }) => column.name),
    ).toEqual(['Name', 'Ready', 'Size', 'Age']);
    expect(body.rows[0].cells.slice(0, 3)).toEqual(['a', 'True', 1]);
    expect(body.rows[0].cells[3]).toMatch(/^\d+s$/);
    expect(body.rows[0].object).toMatchObject({
      kind: 'PartialObjectMetadata',
      metadata: { name: 'a' },
    });
  });

  it('answers built-in kinds as Tables with the columns that kubectl shows', async () => {
    const columns = async (path: string) => {
      const { body } = await target.request('GET', `${path}?limit=1`, {
        accept: TABLE,
      });
      return body.columnDefinitions
        .filter((column: { priority: number }) => column.priority === 0)
        .map((column: { name: string }) => column.name)
        .join(' ');
    };
    expect(await columns('/api/v1/pods')).toBe(
      'Name Ready Status Restarts Age',
    );
    expect(await columns('/api/v1/persistentvolumeclaims')).toBe(
      'Name Status Volume Capacity Access Modes StorageClass VolumeAttributesClass Age',
    );
    expect(await columns('/apis/apps/v1/deployments')).toBe(
      'Name Ready Up-to-date Available Age',
    );
    expect(await columns('/api/v1/nodes')).toBe(
      'Name Status Roles Age Version',
    );
    expect(await columns('/api/v1/services')).toBe(
      'Name Type Cluster-IP External-IP Port(s) Age',
    );
    expect(await columns('/api/v1/events')).toBe(
      'Last Seen Type Reason Object Message',
    );
  });

  it('lists metadata only when asked to', async () => {
    await add('a');
    const { body } = await target.request('GET', boats(), {
      accept:
        'application/json;as=PartialObjectMetadataList;v=v1;g=meta.k8s.io',
    });
    expect(body.kind).toBe('PartialObjectMetadataList');
    expect(body.items[0].metadata.name).toBe('a');
    expect(body.items[0].spec).toBeUndefined();
  });

  it('refuses a form that it does not have with 406', async () => {
    const { status, body } = await target.request('GET', boats(), {
      accept: 'application/xml',
    });
    expect(status).toBe(406);
    expect(body.reason).toBe('NotAcceptable');
  });

  it('watches from the version of a list: every change after it, once and in order', async () => {
    await add('a');
    const { body } = await list();
    const before = await add('b');
    const watch = await target.watch(
      `${boats()}?watch=1&resourceVersion=${body.metadata.resourceVersion}`,
    );
    expect(watch.status).toBe(200);
    await target.request('PATCH', boats('a'), {
      contentType: MERGE,
      body: { spec: { size: 2 } },
    });
    await target.request('DELETE', boats('b'));
    await target.eventually(() =>
      expect(heard(watch)).toEqual(['ADDED b', 'MODIFIED a', 'DELETED b']),
    );
    const versions = watch.events.map(event =>
      Number(event.object.metadata.resourceVersion),
    );
    expect(versions).toEqual([...versions].sort((a, b) => a - b));
    expect(versions[2]).toBeGreaterThan(
      Number(before.metadata.resourceVersion),
    );
    watch.stop();
  });

  it('begins a watch without a version with what is there', async () => {
    await add('a');
    const watch = await target.watch(`${boats()}?watch=1`);
    await target.eventually(() => expect(heard(watch)).toEqual(['ADDED a']));
    watch.stop();
  });

  it('tells a watch with a selector of objects that come to match and cease to', async () => {
    await add('a');
    const { body } = await list();
    const watch = await target.watch(
      `${boats()}?watch=1&labelSelector=in%3Dyes&resourceVersion=${
        body.metadata.resourceVersion
      }`,
    );
    for (const value of ['yes', 'no']) {
      await target.request('PATCH', boats('a'), {
        contentType: MERGE,
        body: { metadata: { labels: { in: value } } },
      });
    }
    await target.eventually(() =>
      expect(heard(watch)).toEqual(['ADDED a', 'DELETED a']),
    );
    watch.stop();
  });

  it('ends a watch after timeoutSeconds, with a bookmark before when allowed', async () => {
    const { body } = await list();
    const watch = await target.watch(
      `${boats()}?watch=1&allowWatchBookmarks=true&timeoutSeconds=6&resourceVersion=${
        body.metadata.resourceVersion
      }`,
    );
    const last = await add('a');
    await watch.ended;
    expect(heard(watch)).toEqual(['ADDED a']);
    const bookmark = watch.events.find(event => event.type === 'BOOKMARK');
    expect(bookmark?.object).toMatchObject({
      kind: 'Boat',
      apiVersion: kind.apiVersion,
      metadata: { resourceVersion: expect.stringMatching(/^\d+$/) },
    });
    expect(
      Number(bookmark?.object.metadata.resourceVersion),
    ).toBeGreaterThanOrEqual(Number(last.metadata.resourceVersion));
  });

  it('answers a watch from a forgotten version with 200 and one ERROR event 410 Expired', async () => {
    const watch = await target.watch(
      `${boats()}?watch=1&resourceVersion=1&timeoutSeconds=5`,
    );
    await watch.ended;
    expect(watch.status).toBe(200);
    expect(watch.events).toEqual([
      {
        type: 'ERROR',
        object: expect.objectContaining({
          kind: 'Status',
          code: 410,
          reason: 'Expired',
          message: expect.stringContaining('too old resource version: 1 ('),
        }),
      },
    ]);
  });

  it('answers a list at a version to come with 504', async () => {
    const { status, body } = await list(
      '?resourceVersion=999999999&resourceVersionMatch=Exact',
    );
    expect(status).toBe(504);
    expect(body.message).toContain(
      'Timeout: Too large resource version: 999999999, current: ',
    );
  });

  it('refuses sendInitialEvents without resourceVersionMatch, and ends them with a marked bookmark', async () => {
    await add('a');
    const refused = await target.request(
      'GET',
      `${boats()}?watch=1&sendInitialEvents=true&timeoutSeconds=1`,
    );
    expect(refused.status).toBe(422);
    expect(refused.body.message).toContain(
      'sendInitialEvents requires setting resourceVersionMatch to NotOlderThan',
    );
    const watch = await target.watch(
      `${boats()}?watch=1&sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true`,
    );
    await target.eventually(() => {
      expect(watch.events.map(event => event.type)).toEqual([
        'ADDED',
        'BOOKMARK',
      ]);
      expect(watch.events[1].object.metadata.annotations).toEqual({
        'k8s.io/initial-events-end': 'true',
      });
    });
    watch.stop();
  });

  it('watches as Tables, naming the columns once', async () => {
    await add('a');
    const watch = await target.watch(`${boats()}?watch=1`, undefined, {
      accept: TABLE,
    });
    await target.eventually(() => expect(watch.events).toHaveLength(1));
    await add('b');
    await target.eventually(() => expect(watch.events).toHaveLength(2));
    const [first, second] = watch.events;
    expect(first.object.kind).toBe('Table');
    expect(first.object.columnDefinitions).toHaveLength(4);
    expect(second.object.columnDefinitions ?? []).toHaveLength(0);
    expect(second.object.rows[0].cells[0]).toBe('b');
    watch.stop();
  });
});
