import { SharedAnswers } from './SharedAnswers';

/** A question that a test answers by hand. */
function question() {
  let answer: (value: string) => void = () => {};
  let fail: (error: Error) => void = () => {};
  const asked: AbortSignal[] = [];
  const ask = (signal: AbortSignal) => {
    asked.push(signal);
    return new Promise<string>((resolve, reject) => {
      answer = resolve;
      fail = reject;
    });
  };
  return {
    ask,
    asked,
    answer: (value: string) => answer(value),
    fail: (error: Error) => fail(error),
  };
}

describe('SharedAnswers', () => {
  const answers = () => new SharedAnswers<string>({ keepMs: 5_000, limit: 2 });
  afterEach(() => jest.useRealTimers());

  it('asks once for equal questions at the same time', async () => {
    const shared = answers();
    const { ask, asked, answer } = question();
    const both = [shared.get('a', ask), shared.get('a', ask)];
    answer('yes');
    await expect(Promise.all(both)).resolves.toEqual(['yes', 'yes']);
    expect(asked).toHaveLength(1);
  });

  it('keeps an answer for a while, unless a fresh one is wanted', async () => {
    jest.useFakeTimers();
    const shared = answers();
    const ask = jest.fn(async () => 'yes');
    await shared.get('a', ask);
    await shared.get('a', ask);
    expect(ask).toHaveBeenCalledTimes(1);
    await shared.get('a', ask, { fresh: true });
    expect(ask).toHaveBeenCalledTimes(2);
    jest.advanceTimersByTime(5_000);
    await shared.get('a', ask);
    expect(ask).toHaveBeenCalledTimes(3);
  });

  it('drops a question only when nobody waits for it any more', async () => {
    const shared = answers();
    const { ask, asked } = question();
    const first = new AbortController();
    const second = new AbortController();
    const one = shared.get('a', ask, { signal: first.signal });
    const two = shared.get('a', ask, { signal: second.signal });
    first.abort();
    await expect(one).rejects.toMatchObject({ name: 'AbortError' });
    expect(asked[0].aborted).toBe(false);
    second.abort();
    await expect(two).rejects.toMatchObject({ name: 'AbortError' });
    expect(asked[0].aborted).toBe(true);
  });

  it('asks anew after a question was dropped or failed', async () => {
    const shared = answers();
    const { ask, fail } = question();
    const failing = shared.get('a', ask);
    fail(new Error('away'));
    await expect(failing).rejects.toThrow('away');

    const controller = new AbortController();
    const dropped = shared.get('a', ask, { signal: controller.signal });
    controller.abort();
    await expect(dropped).rejects.toMatchObject({ name: 'AbortError' });
    await expect(shared.get('a', async () => 'yes')).resolves.toBe('yes');
  });

  it('keeps only some answers', async () => {
    const shared = answers();
    const ask = jest.fn(async () => 'yes');
    for (const key of ['a', 'b', 'c', 'a']) {
      await shared.get(key, ask);
    }
    expect(ask).toHaveBeenCalledTimes(4);
    await shared.get('c', ask);
    expect(ask).toHaveBeenCalledTimes(4);
  });
});
