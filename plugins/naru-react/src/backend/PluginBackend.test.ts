import { ResponseError } from '@backstage/errors';
import { PluginBackend } from './PluginBackend';

const schema = {
  parse(value: unknown): unknown {
    if (typeof value === 'object' && value && 'items' in value) return value;
    throw new TypeError('There are no items');
  },
};

function backendOf(
  answer: (init: RequestInit) => Promise<Response>,
  timeoutMs = 10_000,
) {
  const fetch = jest.fn((_: unknown, init?: RequestInit) => answer(init ?? {}));
  const fetchApi = { fetch: fetch as never };
  const options = { fetchApi, pluginId: 'boats', title: 'Boats', timeoutMs };
  return { backend: new PluginBackend(options), fetch };
}

const json = (body: unknown, status = 200) =>
  Promise.resolve(
    new Response(JSON.stringify(body), {
      status,
      headers: { 'content-type': 'application/json' },
    }),
  );

const untilAborted = (init: RequestInit) =>
  new Promise<Response>((_, reject) => {
    init.signal?.addEventListener('abort', () => reject(init.signal?.reason));
  });

describe('PluginBackend', () => {
  it('reads an answer and posts JSON', async () => {
    const { backend, fetch } = backendOf(() => json({ items: ['a'] }));
    const posting = PluginBackend.posting({ of: 'team1' });
    expect(await backend.read(schema, '/v1/boats', posting)).toEqual({
      items: ['a'],
    });
    expect(fetch).toHaveBeenCalledWith(
      'plugin://boats/v1/boats',
      expect.objectContaining({
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: '{"of":"team1"}',
      }),
    );
  });

  it('fails with what the backend says', async () => {
    const { backend } = backendOf(() =>
      json({ error: { name: 'NotAllowedError', message: 'no' } }, 403),
    );
    await expect(backend.fetch('/v1/boats')).rejects.toBeInstanceOf(
      ResponseError,
    );
  });

  it('names the backend whose answer is of another form', async () => {
    const { backend } = backendOf(() => json({ boats: [] }));
    await expect(backend.read(schema, '/v1/boats')).rejects.toThrow(
      'The Boats backend answered in a form that this page does not understand',
    );
  });

  it('gives up when nothing comes, or when the page does', async () => {
    const slow = backendOf(untilAborted, 5).backend;
    await expect(slow.fetch('/v1/boats')).rejects.toMatchObject({
      name: 'TimeoutError',
    });
    const left = new AbortController();
    const asked = backendOf(untilAborted).backend.fetch('/v1/boats', {
      signal: left.signal,
    });
    left.abort();
    await expect(asked).rejects.toMatchObject({ name: 'AbortError' });
  });
});
