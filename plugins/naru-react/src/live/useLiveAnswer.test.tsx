import { TestApiProvider } from '@backstage/frontend-test-utils';
import { signalApiRef } from '@backstage/plugin-signals-react';
import { act, renderHook, waitFor } from '@testing-library/react';
import type { PropsWithChildren } from 'react';
import { FakeSignals } from '../testUtils';
import { useLiveAnswer } from './useLiveAnswer';

interface Question {
  key: string;
  signal: AbortSignal;
  answer(value: string): void;
  fail(error: Error): void;
}

/** The hook, with questions that a test answers when it likes. */
function open(options: { pollMs?: number; signals?: boolean } = {}) {
  const questions: Question[] = [];
  const signals = new FakeSignals();
  const hook = renderHook(
    ({ key }: { key?: string }) =>
      useLiveAnswer<string>({
        key,
        channel: 'shop',
        load: signal =>
          new Promise((resolve, reject) => {
            questions.push({
              key: String(key),
              signal,
              answer: resolve,
              fail: reject,
            });
          }),
        concerns: message => JSON.stringify(message).includes('changed'),
        pollMs: () => options.pollMs,
      }),
    {
      initialProps: { key: 'a' } as { key?: string },
      wrapper: ({ children }: PropsWithChildren) =>
        options.signals === false ? (
          <TestApiProvider apis={[]}>{children}</TestApiProvider>
        ) : (
          <TestApiProvider apis={[[signalApiRef, signals]]}>
            {children}
          </TestApiProvider>
        ),
    },
  );
  const asked = async (count: number) => {
    await waitFor(() => expect(questions).toHaveLength(count));
    return questions[count - 1];
  };
  return { ...hook, questions, signals, asked };
}

describe('useLiveAnswer', () => {
  it('answers, and keeps the answer while it asks again', async () => {
    const { result, asked } = open();
    expect(result.current.loading).toBe(true);
    const first = await asked(1);
    await act(async () => first.answer('one'));
    expect(result.current).toMatchObject({ value: 'one', loading: false });

    act(() => void result.current.reload());
    const second = await asked(2);
    expect(result.current).toMatchObject({ value: 'one', loading: false });
    await act(async () => second.answer('two'));
    expect(result.current.value).toBe('two');
  });

  it('never lets a slow answer to the question before win', async () => {
    const { result, rerender, asked } = open();
    const old = await asked(1);
    rerender({ key: 'b' });
    const current = await asked(2);
    expect(old.signal.aborted).toBe(true);
    await act(async () => current.answer('b'));
    await act(async () => old.answer('a'));
    expect(result.current.value).toBe('b');
  });

  it('keeps the last good answer beside the reason for a failure', async () => {
    const { result, asked } = open();
    const first = await asked(1);
    await act(async () => first.answer('one'));
    act(() => void result.current.reload());
    const second = await asked(2);
    await act(async () => second.fail(new Error('away')));
    expect(result.current).toMatchObject({
      value: 'one',
      error: { message: 'away' },
      answeredAt: expect.any(Date),
    });
  });

  it('asks once for a burst of signals that concern it', async () => {
    const { signals, questions, asked } = open();
    const first = await asked(1);
    await act(async () => first.answer('one'));
    act(() => {
      signals.send('shop', { other: true });
      signals.send('shop', { changed: 1 });
      signals.send('shop', { changed: 2 });
    });
    const second = await asked(2);
    await act(async () => second.answer('two'));
    expect(questions).toHaveLength(2);
  });

  it('asks again by itself where there are no signals', async () => {
    const { asked } = open({ signals: false, pollMs: 20 });
    const first = await asked(1);
    await act(async () => first.answer('one'));
    expect((await asked(2)).key).toBe('a');
  });

  it('asks nothing while there is no question', async () => {
    const { rerender, result, asked, questions } = open();
    await asked(1);
    rerender({ key: undefined });
    expect(result.current.loading).toBe(true);
    expect(questions[0].signal.aborted).toBe(true);
    expect(questions).toHaveLength(1);
  });
});
