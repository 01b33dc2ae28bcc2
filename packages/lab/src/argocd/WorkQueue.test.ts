import { WorkQueue } from './WorkQueue';

describe('WorkQueue', () => {
  it('never works twice at a time on one key, and once more when asked meanwhile', async () => {
    const seen: string[] = [];
    const release: (() => void)[] = [];
    const queue = new WorkQueue({
      work: async key => {
        seen.push(key);
        await new Promise<void>(resolve => release.push(resolve));
      },
    });
    queue.add('a');
    queue.add('a');
    await Promise.resolve();
    expect(seen).toEqual(['a']);
    queue.add('a');
    queue.add('b');
    await Promise.resolve();
    expect(seen).toEqual(['a', 'b']);
    const settled = queue.settled();
    release.splice(0).forEach(resolve => resolve());
    await new Promise(resolve => setImmediate(resolve));
    expect(seen).toEqual(['a', 'b', 'a']);
    release.splice(0).forEach(resolve => resolve());
    await expect(settled).resolves.toBeUndefined();
  });

  it('works on a bounded number of keys, and on none after it is stopped', async () => {
    let running = 0;
    let most = 0;
    let done = 0;
    const queue = new WorkQueue({
      concurrency: 2,
      work: async () => {
        most = Math.max(most, ++running);
        await Promise.resolve();
        running--;
        done++;
      },
    });
    for (const key of ['a', 'b', 'c', 'd', 'e']) queue.add(key);
    await queue.settled();
    expect(most).toBe(2);
    expect(done).toBe(5);
    queue.stop();
    queue.add('f');
    await queue.settled();
    expect(done).toBe(5);
  });
});
