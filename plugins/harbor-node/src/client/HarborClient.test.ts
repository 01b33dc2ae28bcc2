import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';
import { isHarborError, type HarborError } from '../harbor/HarborError';
import { HarborClient, type HarborClientLimits } from './HarborClient';

function clientOf(url: string, limits: HarborClientLimits = {}) {
  return new HarborClient(
    {
      name: 'main',
      url,
      registry: 'images.test',
      username: 'robot$naru',
      password: async () => 'Sup3r-secret',
    },
    { timeoutMs: 500, deadlineMs: 1_000, retryDelayMs: 1, ...limits },
  );
}

const ask = (client: HarborClient) =>
  client.get({
    path: '/projects',
    answer: z.array(z.object({ name: z.string() })),
    action: 'list projects',
  });

const failureOf = (call: Promise<unknown>): Promise<HarborError> =>
  call.then(
    () => {
      throw new Error('it did not fail');
    },
    error => {
      if (!isHarborError(error)) {
        throw error;
      }
      return error;
    },
  );

describe('HarborClient on a bad line', () => {
  const servers: ReturnType<typeof createServer>[] = [];
  const listen = async (listener: RequestListener) => {
    const raw = createServer(listener);
    servers.push(raw);
    await new Promise<void>(resolve => {
      raw.listen(0, '127.0.0.1', resolve);
    });
    return `http://127.0.0.1:${(raw.address() as AddressInfo).port}`;
  };
  afterEach(() => {
    for (const raw of servers.splice(0)) {
      raw.closeAllConnections();
      raw.close();
    }
  });

  it('gives up on a slow Harbor in time, without a second try', async () => {
    let calls = 0;
    const url = await listen(() => {
      calls += 1;
    });
    const client = clientOf(url, { timeoutMs: 50 });
    const error = await failureOf(ask(client));
    expect(error.kind).toBe('unreachable');
    expect(error.message).toContain('no answer in time');
    expect(calls).toBeLessThanOrEqual(1);
  });

  it('gives up on the whole when tries add up', async () => {
    const url = await listen((_, response) => {
      response.writeHead(503).end();
    });
    const client = clientOf(url, { retryDelayMs: 5_000, deadlineMs: 60 });
    const error = await failureOf(ask(client));
    expect(error.message).toContain('status 503');
  });

  it('takes half an answer for none', async () => {
    let calls = 0;
    const url = await listen((_, response) => {
      calls += 1;
      response.writeHead(200, { 'content-length': '1000' });
      response.write('[{"name"', () => response.destroy());
    });
    const error = await failureOf(ask(clientOf(url)));
    expect(error.kind).toBe('unreachable');
    expect(calls).toBe(3);
  });

  it('does not follow a redirect with the password', async () => {
    const url = await listen((request, response) => {
      if (request.url === '/elsewhere') {
        throw new Error('followed');
      }
      response.writeHead(302, { location: '/elsewhere' }).end();
    });
    const error = await failureOf(ask(clientOf(url)));
    expect(error.kind).toBe('unreachable');
  });
});
