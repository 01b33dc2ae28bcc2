import { toError } from '@backstage/errors';
import { useCallback, useEffect, useRef, useState } from 'react';

/** What is known of something that is asked for once, and again on demand. */
export interface Answer<T> {
  /** The answer to this question, never to the one before. */
  value?: T;
  error?: Error;
  loading: boolean;
  /** Asks again; the answer stays on screen meanwhile. */
  reload(): void;
}

interface Outcome<T> {
  key: string;
  value?: T;
  error?: Error;
}

/**
 * Asks the backend when the question changes.
 *
 * @param key - identifies the question; undefined asks nothing
 */
export function useAnswer<T>(
  key: string | undefined,
  load: (signal: AbortSignal) => Promise<T>,
): Answer<T> {
  const [outcome, setOutcome] = useState<Outcome<T>>();
  const [reloads, setReloads] = useState(0);
  const latestLoad = useRef(load);
  useEffect(() => {
    latestLoad.current = load;
  });

  useEffect(() => {
    if (key === undefined) {
      return undefined;
    }
    const controller = new AbortController();
    const { signal } = controller;
    latestLoad.current(signal).then(
      value => !signal.aborted && setOutcome({ key, value }),
      error => !signal.aborted && setOutcome({ key, error: toError(error) }),
    );
    return () => controller.abort();
  }, [key, reloads]);

  const reload = useCallback(() => setReloads(before => before + 1), []);
  const current = outcome?.key === key ? outcome : undefined;
  return {
    value: current?.value,
    error: current?.error,
    loading: key !== undefined && current === undefined,
    reload,
  };
}
