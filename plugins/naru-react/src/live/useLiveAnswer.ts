import { toError } from '@backstage/errors';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useSignalMessages } from './useSignalMessages';

/**
 * What a screen knows about something that the backend answers and that changes by itself.
 *
 * @public
 */
export interface LiveAnswer<T> {
  /** The last good answer. While `loading` it may still belong to the question before. */
  value?: T;
  /** When `value` came. */
  answeredAt?: Date;
  /** Why the latest question failed; `value` is then as old as `answeredAt`. */
  error?: Error;
  /** The first answer to this question is on its way. */
  loading: boolean;
  /** Asks again now. */
  reload(): Promise<void>;
}

/**
 * Options of {@link useLiveAnswer}.
 *
 * @public
 */
export interface LiveAnswerOptions<T> {
  /** Identifies the question; another key asks anew. Undefined while the question is not known yet. */
  key: string | undefined;
  load(signal: AbortSignal): Promise<T>;
  /** Signal channel whose messages may mean that the answer changed. */
  channel: string;
  /** Whether a message means so; default: every message does. */
  concerns?(message: unknown, value: T | undefined): boolean;
  /** Milliseconds until the next question without a signal; undefined stops asking. */
  pollMs(value: T | undefined, signals: boolean): number | undefined;
}

/** Signals come in bursts: one question answers all that arrive within this time. */
const GATHER_MS = 400;

interface State<T> {
  key?: string;
  value?: T;
  answeredAt?: Date;
  error?: Error;
  /** The key that the latest outcome, good or bad, belongs to. */
  settledKey?: string;
}

/**
 * Asks the backend, and asks again when a signal says that something changed, when the tab comes back to the front,
 * or after a while. A new answer replaces the old one without a loading state in between.
 *
 * @public
 */
export function useLiveAnswer<T>(options: LiveAnswerOptions<T>): LiveAnswer<T> {
  const { key, channel } = options;
  const [state, setState] = useState<State<T>>({});
  const latest = useRef({ options, value: state.value });
  useEffect(() => {
    latest.current = { options, value: state.value };
  });
  const running = useRef<AbortController>();
  const again = useRef(false);

  const ask = useCallback(async () => {
    if (key === undefined) {
      return;
    }
    running.current?.abort();
    const controller = new AbortController();
    running.current = controller;
    again.current = false;
    try {
      const value = await latest.current.options.load(controller.signal);
      if (!controller.signal.aborted) {
        setState({ key, settledKey: key, value, answeredAt: new Date() });
      }
    } catch (error) {
      if (!controller.signal.aborted) {
        setState(before => ({
          ...(before.key === key ? before : {}),
          settledKey: key,
          error: toError(error),
        }));
      }
    } finally {
      if (running.current === controller) {
        running.current = undefined;
      }
    }
    if (again.current && !controller.signal.aborted) {
      await ask();
    }
  }, [key]);

  useEffect(() => {
    void ask();
    return () => running.current?.abort();
  }, [ask]);

  const gathering = useRef<ReturnType<typeof setTimeout>>();
  const askSoon = useCallback(() => {
    gathering.current ??= setTimeout(() => {
      gathering.current = undefined;
      // Aborting a question that is under way would starve the page when signals never pause.
      if (running.current) {
        again.current = true;
      } else {
        void ask();
      }
    }, GATHER_MS);
  }, [ask]);
  useEffect(
    () => () => {
      clearTimeout(gathering.current);
      gathering.current = undefined;
    },
    [askSoon],
  );

  const signals = useSignalMessages(channel, message => {
    const { concerns } = latest.current.options;
    if (!concerns || concerns(message, latest.current.value)) {
      askSoon();
    }
  });

  const pollMs = options.pollMs(state.value, signals);
  useEffect(() => {
    if (pollMs === undefined) {
      return undefined;
    }
    const onTime = () => {
      if (document.visibilityState === 'visible' && !running.current) {
        void ask();
      }
    };
    const timer = setInterval(onTime, pollMs);
    document.addEventListener('visibilitychange', onTime);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', onTime);
    };
  }, [ask, pollMs]);

  return {
    value: state.value,
    answeredAt: state.answeredAt,
    error: state.settledKey === key ? state.error : undefined,
    loading: state.settledKey !== key || key === undefined,
    reload: ask,
  };
}
