import { mockServices } from '@backstage/backend-test-utils';
import { z } from 'zod';
import { ClusterClient } from '../client/ClusterClient';
import { FakeCluster, FakeObject, statusAnswer } from '../testUtils';
import { ObjectWatch, ObjectWatchOptions } from './ObjectWatch';

const VMS = '/apis/kubevirt.io/v1/virtualmachines';

const vmSchema = z.object({
  metadata: z.object({ namespace: z.string(), name: z.string() }),
  cores: z.number(),
});
type Vm = z.infer<typeof vmSchema>;

function vm(name: string, cores: unknown = 1): FakeObject {
  return { metadata: { namespace: 'team1-staging', name }, cores };
}

describe('ObjectWatch', () => {
  let cluster: FakeCluster;
  let client: ClusterClient;
  let stop: AbortController;
  let ended: Promise<void>;
  const logger = mockServices.logger.mock();

  function startWatch(
    options: Partial<ObjectWatchOptions<Vm>> = {},
  ): ObjectWatch<Vm> {
    const watch = new ObjectWatch<Vm>({
      client,
      path: VMS,
      parse: object => vmSchema.parse(object),
      logger,
      staleAfterMs: 1,
      settleMs: 1,
      backoff: { initialMs: 1, maximumMs: 5 },
      ...options,
    });
    ended = watch.start(stop.signal);
    return watch;
  }

  /** Resolves when the condition holds, looked at after each change. */
  async function reaches(
    watch: ObjectWatch<Vm>,
    condition: () => boolean,
  ): Promise<void> {
    let end = () => {};
    await new Promise<void>(resolve => {
      const check = () => condition() && resolve();
      end = watch.subscribe(check);
      check();
    });
    end();
  }

  async function opened(watch: ObjectWatch<Vm>): Promise<void> {
    const marker = `marker-${cluster.requests.length}`;
    await reaches(watch, () => watch.listed);
    cluster.set(VMS, vm(marker));
    await reaches(
      watch,
      () => watch.get('team1-staging', marker) !== undefined,
    );
    cluster.delete(VMS, { namespace: 'team1-staging', name: marker });
    await reaches(
      watch,
      () => watch.get('team1-staging', marker) === undefined,
    );
  }

  function names(watch: ObjectWatch<Vm>): string[] {
    return watch
      .values()
      .map(({ metadata }) => metadata.name)
      .sort();
  }

  function changesOf(watch: ObjectWatch<Vm>): string[] {
    const changes: string[] = [];
    watch.subscribe(({ type, object }) =>
      changes.push(object ? `${type} ${object.metadata.name}` : type),
    );
    return changes;
  }

  function lists(): number {
    return cluster.requests.filter(
      ({ path, query }) => path === VMS && !query.has('watch'),
    ).length;
  }

  beforeEach(async () => {
    jest.clearAllMocks();
    cluster = await FakeCluster.start();
    cluster.serve(VMS);
    client = new ClusterClient({
      connection: cluster.connection,
      attempts: 1,
      retryDelayMs: 1,
    });
    stop = new AbortController();
    ended = Promise.resolve();
  });

  afterEach(async () => {
    stop.abort();
    await ended;
    client.close();
    await cluster.close();
  });

  it('lists in pages, then follows what is added, modified and deleted', async () => {
    for (const name of ['a', 'b', 'c', 'd', 'e']) {
      cluster.set(VMS, vm(name));
    }
    const watch = startWatch({ pageSize: 2 });
    const changes = changesOf(watch);
    expect(watch.state).toEqual({ phase: 'loading' });

    await reaches(watch, () => watch.state.phase === 'live');
    expect(names(watch)).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect(cluster.requests.slice(0, 3).map(r => `${r.query}`)).toEqual([
      'limit=2',
      'limit=2&continue=2',
      'limit=2&continue=4',
    ]);

    cluster.set(VMS, vm('f'));
    cluster.set(VMS, vm('a', 4));
    cluster.delete(VMS, { namespace: 'team1-staging', name: 'b' });
    await reaches(watch, () => !watch.get('team1-staging', 'b'));

    expect(names(watch)).toEqual(['a', 'c', 'd', 'e', 'f']);
    expect(watch.get('team1-staging', 'a')?.cores).toBe(4);
    expect(changes.filter(change => change !== 'state')).toEqual([
      ...['a', 'b', 'c', 'd', 'e'].map(name => `added ${name}`),
      'relisted',
      'added f',
      'modified a',
      'deleted b',
    ]);
    const watchRequest = cluster.requests[3].query;
    expect(watchRequest.get('allowWatchBookmarks')).toBe('true');
    expect(watchRequest.get('resourceVersion')).toBe('1005');
  });

  it('goes on from the last version when the watch ends, is cut or breaks off in a line', async () => {
    cluster.set(VMS, vm('a'));
    const watch = startWatch();
    await opened(watch);

    cluster.endWatches();
    cluster.set(VMS, vm('b'));
    await reaches(watch, () => names(watch).includes('b'));

    cluster.dropConnections();
    cluster.set(VMS, vm('c'));
    await reaches(watch, () => names(watch).includes('c'));

    cluster.send(VMS, '{"type":"ADDED","object":{"meta');
    cluster.endWatches();
    cluster.set(VMS, vm('d'));
    await reaches(watch, () => names(watch).includes('d'));

    expect(lists()).toBe(1);
    expect(names(watch)).toEqual(['a', 'b', 'c', 'd']);
  });

  it('goes on from a bookmark, which also is a sign of life', async () => {
    cluster.set(VMS, vm('a'));
    const watch = startWatch();
    await opened(watch);
    const before = watch.state.lastGoodAt;
    cluster.bookmark(VMS);
    const wasOpen = cluster.requests.length;

    cluster.endWatches();
    await new Promise<void>(resolve => {
      const { fault } = cluster;
      cluster.fault = request => {
        if (cluster.requests.length > wasOpen) {
          cluster.fault = fault;
          resolve();
        }
        return fault?.(request);
      };
    });

    const versions = cluster.requests
      .filter(({ query }) => query.has('watch'))
      .map(({ query }) => Number(query.get('resourceVersion')));
    expect(versions[1]).toBeGreaterThan(versions[0] + 2);
    expect(watch.state.lastGoodAt?.getTime()).toBeGreaterThanOrEqual(
      before?.getTime() ?? Infinity,
    );
  });

  it.each([
    ['an event', undefined],
    ['an answer', statusAnswer(410, 'Gone', 'too old')],
  ])('lists anew when its version is gone, told by %s', async (_, answer) => {
    cluster.set(VMS, vm('a'));
    cluster.set(VMS, vm('b'));
    const watch = startWatch();
    await opened(watch);
    const changes = changesOf(watch);

    let refusals = answer ? 1 : 0;
    cluster.fault = request =>
      request.query.has('watch') && refusals-- > 0 ? answer : undefined;
    cluster.cut();
    cluster.set(VMS, vm('c'));
    cluster.set(VMS, vm('a', 2));
    cluster.delete(VMS, { namespace: 'team1-staging', name: 'b' });
    cluster.compact();
    cluster.mend();
    await reaches(watch, () => names(watch).includes('c'));
    await opened(watch);

    expect(lists()).toBe(2);
    expect(changes).toEqual(
      expect.arrayContaining(['modified a', 'added c', 'deleted b']),
    );
    expect(changes.indexOf('relisted')).toBeGreaterThan(
      changes.indexOf('deleted b'),
    );
    expect(watch.state.phase).toBe('live');
  });

  it('keeps all objects while listings fail or break off, and says since when it is stale', async () => {
    for (const name of ['a', 'b', 'c']) {
      cluster.set(VMS, vm(name));
    }
    const watch = startWatch({ pageSize: 2 });
    await opened(watch);

    cluster.compact();
    cluster.fault = request => {
      if (request.query.has('watch')) {
        return undefined;
      }
      return request.query.has('continue')
        ? statusAnswer(500, 'InternalError', 'etcd is slow')
        : undefined;
    };
    cluster.delete(VMS, { namespace: 'team1-staging', name: 'a' });
    cluster.compact();
    cluster.set(VMS, vm('d'));
    cluster.dropConnections();
    await reaches(
      watch,
      () => watch.state.phase === 'stale' && watch.state.errorStatus === 500,
    );

    expect(watch.state.lastGoodAt).toBeInstanceOf(Date);
    expect(watch.state.error).toContain('etcd is slow');
    expect(names(watch)).toEqual(expect.arrayContaining(['b', 'c']));

    cluster.fault = undefined;
    await reaches(watch, () => watch.state.phase === 'live');
    expect(names(watch)).toEqual(['b', 'c', 'd']);
    expect(watch.state.error).toBeUndefined();
  });

  it('begins a listing again when the version of its pages is gone', async () => {
    for (const name of ['a', 'b', 'c']) {
      cluster.set(VMS, vm(name));
    }
    let refusals = 1;
    cluster.fault = request =>
      request.query.has('continue') && refusals-- > 0
        ? statusAnswer(410, 'Expired', 'the continue parameter is too old')
        : undefined;
    const watch = startWatch({ pageSize: 2 });

    await reaches(watch, () => watch.state.phase === 'live');

    expect(names(watch)).toEqual(['a', 'b', 'c']);
    expect(lists()).toBe(4);
  });

  it.each([
    ['is not JSON', 'not json\n'],
    ['is no event', '{"hello": "world"}\n'],
    ['has an object without a name', '{"type":"ADDED","object":{}}\n'],
    ['has an unknown type', '{"type":"RENAMED","object":{}}\n'],
  ])('lists anew after a line that %s', async (_, line) => {
    cluster.set(VMS, vm('a'));
    const watch = startWatch();
    await opened(watch);

    cluster.send(VMS, line);
    await reaches(watch, () => watch.state.error !== undefined);
    await reaches(watch, () => watch.state.error === undefined);

    expect(names(watch)).toEqual(['a']);
    expect(lists()).toBe(2);
  });

  it.each([
    ['no list', { status: 200, body: { kind: 'Pod' } }],
    ['a page of a proxy', { status: 200, body: '<html></html>' }],
    [
      'a circle of pages',
      {
        status: 200,
        body: { metadata: { resourceVersion: '1', continue: 'x' }, items: [] },
      },
    ],
    [
      'an object without a name',
      {
        status: 200,
        body: { metadata: { resourceVersion: '1' }, items: [{}] },
      },
    ],
    ['a refusal', statusAnswer(403, 'Forbidden', 'not allowed')],
  ])('stays loading while the listing is %s', async (_, answer) => {
    cluster.set(VMS, vm('a'));
    cluster.fault = () => answer;
    const watch = startWatch();

    await reaches(watch, () => watch.state.error !== undefined);
    expect(watch.state).toMatchObject({
      phase: 'loading',
      error: expect.stringContaining('prod7'),
    });
    expect(watch.values()).toEqual([]);

    cluster.fault = undefined;
    await reaches(watch, () => watch.state.phase === 'live');
    expect(names(watch)).toEqual(['a']);
  });

  it('becomes stale when the connection is lost and live when it is back', async () => {
    cluster.set(VMS, vm('a'));
    const watch = startWatch();
    await opened(watch);

    cluster.cut();
    await reaches(watch, () => watch.state.phase === 'stale');
    expect(names(watch)).toEqual(['a']);

    cluster.mend();
    await reaches(watch, () => watch.state.phase === 'live');
    expect(lists()).toBe(1);
  });

  it('follows at once when another call reaches the lost cluster', async () => {
    cluster.set(VMS, vm('a'));
    const watch = startWatch({
      backoff: { initialMs: 60_000, maximumMs: 60_000 },
      wakeMs: 1,
    });
    await opened(watch);
    cluster.cut();
    await reaches(watch, () => watch.state.phase === 'stale');

    cluster.mend();
    await client.request({ method: 'GET', path: VMS });
    await reaches(watch, () => watch.state.phase === 'live');

    expect(names(watch)).toEqual(['a']);
  });

  it('does not call a server live that opens watches only to end them', async () => {
    cluster.set(VMS, vm('a'));
    const watch = startWatch({ settleMs: 10_000 });
    await opened(watch);
    let ends = 0;
    cluster.fault = request => {
      if (!request.query.has('watch')) {
        return undefined;
      }
      ends += 1;
      return ends % 2
        ? response => response.writeHead(200).end()
        : statusAnswer(500, 'InternalError', 'broken');
    };

    cluster.dropConnections();
    await reaches(watch, () => watch.state.phase === 'stale');

    expect(names(watch)).toEqual(['a']);
  });

  it('opens a watch anew that has been silent for long', async () => {
    cluster.set(VMS, vm('a'));
    const watch = startWatch({ silenceMs: 20, probeMs: 10 });
    await opened(watch);
    const before = cluster.requests.filter(r => r.query.has('watch')).length;

    await reaches(watch, () => watch.state.error?.includes('Timeout') ?? false);
    await reaches(watch, () => watch.state.error === undefined);

    const after = cluster.requests.filter(r => r.query.has('watch')).length;
    expect(after).toBeGreaterThan(before);
    expect(lists()).toBe(1);
  });

  it('notices a dead connection by a probe, long before the silence is long', async () => {
    cluster.set(VMS, vm('a'));
    const watch = startWatch({ probeMs: 10 });
    await opened(watch);

    cluster.fault = () => response => response.destroy();
    await reaches(watch, () => watch.state.phase === 'stale');

    expect(cluster.requests.some(({ path }) => path === '/version')).toBe(true);
  });

  it('waits as long as a busy server asks', async () => {
    cluster.set(VMS, vm('a'));
    cluster.fault = () => ({
      ...statusAnswer(429, 'TooManyRequests', 'storage is (re)initializing'),
      headers: { 'retry-after': '30' },
    });
    const watch = startWatch();
    await reaches(watch, () => watch.state.errorStatus === 429);

    stop.abort();
    await ended;

    expect(cluster.requests).toHaveLength(1);
  });

  it('leaves out an object that it cannot read and keeps one that it once could', async () => {
    cluster.set(VMS, vm('a'));
    cluster.set(VMS, vm('bad', 'many'));
    const watch = startWatch();
    await opened(watch);
    expect(names(watch)).toEqual(['a']);

    cluster.set(VMS, vm('a', 'four'));
    cluster.set(VMS, vm('bad', 'more'));
    cluster.set(VMS, vm('last'));
    await reaches(watch, () => names(watch).includes('last'));
    expect(watch.get('team1-staging', 'a')?.cores).toBe(1);
    expect(logger.warn).toHaveBeenCalledTimes(2);

    cluster.set(VMS, vm('a', 4));
    cluster.set(VMS, vm('bad', 2));
    await reaches(watch, () => names(watch).includes('bad'));
    expect(watch.get('team1-staging', 'a')?.cores).toBe(4);

    cluster.set(VMS, vm('bad', 'many'));
    cluster.delete(VMS, { namespace: 'team1-staging', name: 'bad' });
    await reaches(watch, () => !names(watch).includes('bad'));
  });

  it('survives a subscriber that fails', async () => {
    cluster.set(VMS, vm('a'));
    const watch = startWatch();
    watch.subscribe(() => {
      throw new Error('oh');
    });

    await reaches(watch, () => watch.state.phase === 'live');

    expect(logger.error).toHaveBeenCalled();
  });

  it('ends with its signal and closes its connection', async () => {
    cluster.set(VMS, vm('a'));
    const watch = startWatch();
    await opened(watch);

    stop.abort();
    await watch.start(stop.signal);

    cluster.set(VMS, vm('b'));
    expect(names(watch)).toEqual(['a']);
  });
});
