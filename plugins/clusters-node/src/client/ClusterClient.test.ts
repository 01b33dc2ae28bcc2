import selfsigned from 'selfsigned';
import { FakeCluster, statusAnswer } from '../testUtils';
import { ClusterClient } from './ClusterClient';
import { ClusterError } from './ClusterError';

const VMS = '/apis/kubevirt.io/v1/virtualmachines';
const START =
  '/apis/subresources.kubevirt.io/v1/namespaces/team1-staging/virtualmachines/web-01/start';

async function failureOf(promise: Promise<unknown>): Promise<ClusterError> {
  const error = await promise.then(
    () => undefined,
    reason => reason,
  );
  expect(error).toBeInstanceOf(ClusterError);
  return error;
}

describe('ClusterClient', () => {
  let cluster: FakeCluster;
  const clients: ClusterClient[] = [];

  function createClient(
    options: Partial<ConstructorParameters<typeof ClusterClient>[0]> = {},
  ): ClusterClient {
    const client = new ClusterClient({
      connection: cluster.connection,
      retryDelayMs: 1,
      ...options,
    });
    clients.push(client);
    return client;
  }

  beforeEach(async () => {
    cluster = await FakeCluster.start();
  });

  afterEach(async () => {
    clients.splice(0).forEach(client => client.close());
    await cluster.close();
  });

  it('reads JSON with its token and query', async () => {
    cluster.set(VMS, {
      metadata: { name: 'web-01', namespace: 'team1-staging' },
    });

    const answer = await createClient().request({
      method: 'GET',
      path: VMS,
      query: { limit: 500, continue: undefined },
    });

    expect(answer).toMatchObject({ items: [{ metadata: { name: 'web-01' } }] });
    expect(cluster.requests).toHaveLength(1);
    expect(cluster.requests[0].headers).toMatchObject({
      authorization: 'Bearer fake-token',
      accept: 'application/json',
    });
    expect(cluster.requests[0].query.toString()).toBe('limit=500');
  });

  it('asks for any kind of answer to a subresource and returns nothing for an empty one', async () => {
    cluster.fault = () => ({ status: 202 });

    const answer = await createClient().request({
      method: 'PUT',
      path: START,
      body: { paused: false },
    });

    expect(answer).toBeUndefined();
    expect(cluster.requests[0]).toMatchObject({
      method: 'PUT',
      body: '{"paused":false}',
      headers: { accept: '*/*', 'content-type': 'application/json' },
    });
  });

  it('reads the words and causes of a refusal', async () => {
    const { body } = statusAnswer(422, 'Invalid', 'the request is invalid');
    cluster.fault = () => ({
      status: 422,
      body: {
        ...(body as object),
        details: {
          causes: [
            { reason: 'FieldValueInvalid', message: 'no', field: 'spec' },
          ],
        },
      },
    });

    const error = await failureOf(
      createClient().request({ method: 'POST', path: VMS, body: {} }),
    );

    expect(error).toMatchObject({
      status: 422,
      reason: 'Invalid',
      detail: 'the request is invalid',
      causes: [{ reason: 'FieldValueInvalid', message: 'no', field: 'spec' }],
      unreachable: false,
    });
    expect(error.message).toBe(
      `Cluster prod7, POST ${VMS}: 422 Invalid: the request is invalid`,
    );
  });

  it.each([
    ['plain text', 'VMI does not have guest agent connected'],
    ['an HTML page', undefined],
  ])('reads a refusal that is %s', async (_, detail) => {
    cluster.fault = () => ({
      status: 500,
      body: detail ?? '<html><body>Bad gateway</body></html>',
    });

    const error = await failureOf(
      createClient().request({ method: 'GET', path: VMS }),
    );

    expect(error.status).toBe(500);
    expect(error.detail).toBe(detail ?? 'no explanation given');
    expect(cluster.requests).toHaveLength(1);
  });

  it('tries a read again after a failure that may pass, and no more than three times', async () => {
    cluster.serve(VMS);
    const faults = [
      { status: 503, body: 'starting' },
      (response: { destroy(): void }) => response.destroy(),
    ];
    cluster.fault = () => faults.shift();
    const client = createClient();

    await expect(
      client.request({ method: 'GET', path: VMS }),
    ).resolves.toMatchObject({ items: [] });
    expect(cluster.requests).toHaveLength(3);

    cluster.requests.length = 0;
    cluster.fault = () => statusAnswer(429, 'TooManyRequests', 'later');
    const error = await failureOf(client.request({ method: 'GET', path: VMS }));
    expect(error.status).toBe(429);
    expect(cluster.requests).toHaveLength(3);
  });

  it('gives up at once when the server asks for a long wait', async () => {
    cluster.fault = () => ({
      ...statusAnswer(429, 'TooManyRequests', 'later'),
      headers: { 'retry-after': '120' },
    });

    const error = await failureOf(
      createClient().request({ method: 'GET', path: VMS }),
    );

    expect(error.retryAfterMs).toBe(120_000);
    expect(cluster.requests).toHaveLength(1);
  });

  it('never sends an action twice', async () => {
    cluster.fault = () => response => response.destroy();

    const error = await failureOf(
      createClient().request({ method: 'PUT', path: START }),
    );

    expect(error).toMatchObject({ reason: 'Unreachable', unreachable: true });
    expect(cluster.requests).toHaveLength(1);
  });

  it('takes a renewed token after a 401, and reports an old one', async () => {
    cluster.serve(VMS);
    cluster.fault = request => {
      if (request.headers.authorization === 'Bearer renewed') {
        return undefined;
      }
      cluster.token = 'renewed';
      return statusAnswer(401, 'Unauthorized', 'Unauthorized');
    };
    const client = createClient();

    await expect(
      client.request({ method: 'GET', path: VMS }),
    ).resolves.toMatchObject({ items: [] });

    cluster.fault = () => statusAnswer(401, 'Unauthorized', 'Unauthorized');
    const error = await failureOf(client.request({ method: 'GET', path: VMS }));
    expect(error.status).toBe(401);
    expect(cluster.requests).toHaveLength(3);
  });

  it('reports a token that cannot be read, without asking the cluster', async () => {
    const client = createClient({
      connection: {
        ...cluster.connection,
        token: async () => {
          throw new Error('the file /run/token cannot be read');
        },
      },
    });

    const error = await failureOf(client.request({ method: 'GET', path: VMS }));

    expect(error.reason).toBe('NoCredentials');
    expect(cluster.requests).toHaveLength(0);
  });

  it('ends a call that takes too long, and one that the caller gives up', async () => {
    cluster.fault = () => () => undefined;
    const client = createClient();

    const late = await failureOf(
      client.request({ method: 'GET', path: VMS, timeoutMs: 20 }),
    );
    expect(late).toMatchObject({ reason: 'Timeout', unreachable: true });

    const caller = new AbortController();
    const pending = client.request({
      method: 'GET',
      path: VMS,
      signal: caller.signal,
    });
    caller.abort();
    expect(await failureOf(pending)).toMatchObject({ reason: 'Aborted' });
  });

  it('stops to read an answer that is too large', async () => {
    cluster.fault = () => ({ status: 200, body: 'x'.repeat(2000) });

    const error = await failureOf(
      createClient({ maxBytes: 1000 }).request({ method: 'GET', path: VMS }),
    );

    expect(error.reason).toBe('TooLarge');
  });

  it('reports an answer that says JSON and is none, and one that is cut', async () => {
    const client = createClient();
    cluster.fault = () => ({
      status: 200,
      body: '{"items": [',
      headers: { 'content-type': 'application/json' },
    });
    expect(
      await failureOf(client.request({ method: 'GET', path: VMS })),
    ).toMatchObject({ reason: 'BadAnswer' });

    cluster.fault = () => response => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.write('{"items": [', () => response.destroy());
    };
    expect(
      await failureOf(client.request({ method: 'GET', path: VMS })),
    ).toMatchObject({ reason: 'Unreachable' });
  });

  it('makes only so many calls at a time', async () => {
    cluster.serve(VMS);
    const held: (() => void)[] = [];
    let arrived: () => void = () => undefined;
    const twoArrived = new Promise<void>(resolve => {
      arrived = () => held.length === 2 && resolve();
    });
    cluster.fault = () => response => {
      held.push(() => response.writeHead(200).end());
      arrived();
    };
    const client = createClient({ concurrency: 2 });
    const calls = [1, 2, 3].map(() =>
      client.request({ method: 'GET', path: VMS }),
    );

    await twoArrived;
    expect(cluster.requests).toHaveLength(2);
    cluster.fault = undefined;
    held.forEach(release => release());

    await Promise.all(calls);
    expect(cluster.requests).toHaveLength(3);
  });

  it('does not follow a redirect, so that the token stays with its host', async () => {
    cluster.fault = () => ({
      status: 302,
      headers: { location: 'http://127.0.0.1:1/elsewhere' },
    });

    const error = await failureOf(
      createClient().request({ method: 'GET', path: VMS }),
    );

    expect(error.status).toBe(302);
  });

  it.each([
    '/api/v1/../secrets',
    'api/v1',
    '/api/v1/pods?watch=true',
    '/a/%2e',
  ])('refuses the path %s', async path => {
    await expect(
      createClient().request({ method: 'GET', path }),
    ).rejects.toThrow('Not a path of the Kubernetes API');
    expect(cluster.requests).toHaveLength(0);
  });

  it('checks the certificate against the given authority', async () => {
    const pems = await selfsigned.generate(
      [{ name: 'commonName', value: '127.0.0.1' }],
      {
        keyType: 'ec',
        extensions: [
          { name: 'basicConstraints', cA: true },
          { name: 'subjectAltName', altNames: [{ type: 7, ip: '127.0.0.1' }] },
        ],
      },
    );
    const secure = await FakeCluster.start({
      tls: { cert: pems.cert, key: pems.private },
    });
    secure.serve(VMS);
    try {
      const trusting = createClient({ connection: secure.connection });
      await expect(
        trusting.request({ method: 'GET', path: VMS }),
      ).resolves.toMatchObject({ items: [] });

      const strict = createClient({
        connection: { ...secure.connection, ca: undefined },
        attempts: 1,
      });
      const error = await failureOf(
        strict.request({ method: 'GET', path: VMS }),
      );
      expect(error).toMatchObject({
        reason: 'Unreachable',
        detail: expect.stringContaining('self-signed certificate'),
      });

      const lax = createClient({
        connection: {
          ...secure.connection,
          ca: undefined,
          skipTLSVerify: true,
        },
      });
      await expect(
        lax.request({ method: 'GET', path: VMS }),
      ).resolves.toMatchObject({ items: [] });
    } finally {
      await secure.close();
    }
  });
});
