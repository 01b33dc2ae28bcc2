import { AnswerCache } from './AnswerCache';

const list = (item: string) => ({
  items: [item],
  truncated: false,
  readAt: new Date(),
});

describe('AnswerCache', () => {
  it('keeps that something is not there, too', async () => {
    const cache = new AnswerCache({ keepMs: 60_000, size: 10 });
    const load = jest.fn(async () => undefined);
    await cache.get('a', load);
    await cache.get('a', load);
    expect(load).toHaveBeenCalledTimes(1);
  });

  it('forgets the oldest beyond its size', async () => {
    const cache = new AnswerCache({ keepMs: 60_000, size: 2 });
    const asked: string[] = [];
    const get = (key: string) =>
      cache.get(key, async () => {
        asked.push(key);
        return list(key);
      });
    for (const key of ['a', 'b', 'c', 'b', 'a']) {
      await get(key);
    }
    expect(asked).toEqual(['a', 'b', 'c', 'a']);
  });

  it('asks again after a failure', async () => {
    const cache = new AnswerCache({ keepMs: 60_000, size: 2 });
    const failing = cache.get('a', async () => {
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    const found = await cache.get('a', async () => list('a'));
    expect(found?.items).toEqual(['a']);
  });
});
