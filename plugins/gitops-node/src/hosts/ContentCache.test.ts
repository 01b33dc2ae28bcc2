import { ContentCache } from './ContentCache';

describe('ContentCache', () => {
  it('reads once, and forgets what was not used for longest', async () => {
    const cache = new ContentCache<string>({
      entries: 10,
      size: 5,
      sizeOf: text => text.length,
    });
    const reads: string[] = [];
    const get = (key: string) =>
      cache.get(key, async () => {
        reads.push(key);
        return key;
      });
    await get('aa');
    await get('bb');
    await get('aa');
    await get('cc');
    expect(reads).toEqual(['aa', 'bb', 'cc']);
    await get('aa');
    await get('bb');
    expect(reads).toEqual(['aa', 'bb', 'cc', 'bb']);
  });

  it('does not keep failures', async () => {
    const cache = new ContentCache<string>({ entries: 1 });
    const failing = cache.get('a', async () => {
      throw new Error('away');
    });
    await expect(failing).rejects.toThrow('away');
    expect(await cache.get('a', async () => 'back')).toBe('back');
  });
});
