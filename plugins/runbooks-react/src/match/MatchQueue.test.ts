import type { MatchRequest } from '@naru/plugin-runbooks-common';
import { matchedCase } from '../testUtils/runbooks';
import { MatchQueue } from './MatchQueue';

const answerTo = async (request: MatchRequest) => ({
  answers: request.queries.map(({ signals }) => ({
    cases: [matchedCase({ title: signals[0].message })],
  })),
});

describe('MatchQueue', () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());

  const ask = async (queue: MatchQueue, message: string) => {
    const answer = queue.ask('en', [{ message }]);
    await jest.advanceTimersByTimeAsync(100);
    return answer;
  };

  it('asks once for all questions of a screen', async () => {
    const match = jest.fn(answerTo);
    const queue = new MatchQueue({ match });
    const answers = Promise.all([
      queue.ask('en', [{ message: 'one' }]),
      queue.ask('en', [{ message: 'two' }]),
      queue.ask('en', [{ message: 'one' }]),
    ]);
    await jest.advanceTimersByTimeAsync(100);
    expect((await answers).map(([{ title }]) => title)).toEqual([
      'one',
      'two',
      'one',
    ]);
    expect(match).toHaveBeenCalledTimes(1);
    expect(match.mock.calls[0][0].queries).toHaveLength(2);
  });

  it('asks in parts what is more than the backend takes at once', async () => {
    const match = jest.fn(answerTo);
    const queue = new MatchQueue({ match });
    const messages = Array.from({ length: 60 }, (_, index) => `m${index}`);
    const answers = Promise.all(
      messages.map(message => queue.ask('en', [{ message }])),
    );
    await jest.advanceTimersByTimeAsync(100);
    expect((await answers).map(([{ title }]) => title)).toEqual(messages);
    expect(match.mock.calls.map(([{ queries }]) => queries.length)).toEqual([
      50, 10,
    ]);
  });

  it('asks in parts what is too large for one call', async () => {
    const sizes: number[] = [];
    const match = jest.fn((request: MatchRequest) => {
      sizes.push(new Blob([JSON.stringify(request)]).size);
      return answerTo(request);
    });
    const queue = new MatchQueue({ match });
    const answers = Promise.all(
      Array.from({ length: 40 }, (_, index) =>
        queue.ask('ko', [{ message: `${index}${'글'.repeat(8_000)}` }]),
      ),
    );
    await jest.advanceTimersByTimeAsync(100);
    expect(await answers).toHaveLength(40);
    expect(match.mock.calls.length).toBe(2);
    expect(Math.max(...sizes)).toBeLessThan(1_000_000);
  });

  it('keeps an answer for a few minutes', async () => {
    const match = jest.fn(answerTo);
    const queue = new MatchQueue({ match });
    await ask(queue, 'one');
    await ask(queue, 'one');
    expect(match).toHaveBeenCalledTimes(1);
    await jest.advanceTimersByTimeAsync(300_000);
    await ask(queue, 'one');
    expect(match).toHaveBeenCalledTimes(2);
  });

  it('leaves a service that fails alone for a while', async () => {
    const match = jest.fn().mockRejectedValue(new Error('away'));
    const queue = new MatchQueue({ match });
    const first = queue.ask('en', [{ message: 'one' }]).catch(String);
    await jest.advanceTimersByTimeAsync(100);
    expect(await first).toContain('away');
    await expect(queue.ask('en', [{ message: 'one' }])).rejects.toThrow('away');
    expect(match).toHaveBeenCalledTimes(1);
    match.mockImplementation(answerTo);
    await jest.advanceTimersByTimeAsync(60_000);
    expect(await ask(queue, 'one')).toHaveLength(1);
  });

  it('forgets the oldest answers', async () => {
    const match = jest.fn(answerTo);
    const queue = new MatchQueue({ match });
    await ask(queue, 'first');
    for (let index = 0; index < 300; index += 1) {
      void queue.ask('en', [{ message: `m${index}` }]);
    }
    await jest.advanceTimersByTimeAsync(100);
    match.mockClear();
    await ask(queue, 'm299');
    expect(match).not.toHaveBeenCalled();
    await ask(queue, 'first');
    expect(match).toHaveBeenCalledTimes(1);
  });
});
