import { CallLimit } from './CallLimit';

describe('CallLimit', () => {
  const never = new AbortController().signal;

  it('lets so many calls run, and the next in order when one ends', async () => {
    const limit = new CallLimit(2);
    const started: number[] = [];
    const ends: (() => void)[] = [];
    const calls = [0, 1, 2, 3].map(n =>
      limit.run(never, () => {
        started.push(n);
        return new Promise<void>(resolve => ends.push(resolve));
      }),
    );
    await Promise.resolve();
    expect(started).toEqual([0, 1]);
    ends[1]();
    await calls[1];
    await Promise.resolve();
    expect(started).toEqual([0, 1, 2]);
    ends[0]();
    await calls[0];
    ends[2]();
    await calls[2];
    ends[3]();
    await Promise.all(calls);
  });

  it('frees the place of a call that fails', async () => {
    const limit = new CallLimit(1);
    const failing = limit.run(never, async () => {
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await limit.run(never, async () => 'yes')).toBe('yes');
  });

  it('forgets who gives up waiting', async () => {
    const limit = new CallLimit(1);
    let end = () => {};
    const first = limit.run(
      never,
      () => new Promise<void>(resolve => (end = resolve)),
    );
    const leaving = new AbortController();
    const second = limit.run(leaving.signal, async () => 'second');
    const third = limit.run(never, async () => 'third');
    leaving.abort(new Error('left'));
    await expect(second).rejects.toThrow('left');
    end();
    await first;
    expect(await third).toBe('third');
  });
});
