import { useApiHolder } from '@backstage/frontend-plugin-api';
import { signalApiRef } from '@backstage/plugin-signals-react';
import { useEffect, useRef, useState } from 'react';

/**
 * Calls back for each message of a signal channel, and says whether signals work here at all.
 *
 * `useSignal` of Backstage keeps only the last message of a render and lets an error of the client break the page:
 * the client needs `crypto.randomUUID`, which browsers withhold on plain HTTP. Here the page falls back to polling.
 *
 * @public
 */
export function useSignalMessages(
  channel: string,
  onMessage: (message: unknown) => void,
): boolean {
  const signals = useApiHolder().get(signalApiRef);
  const [available, setAvailable] = useState(false);
  const handler = useRef(onMessage);
  useEffect(() => {
    handler.current = onMessage;
  });

  useEffect(() => {
    if (!signals) {
      setAvailable(false);
      return undefined;
    }
    try {
      const subscription = signals.subscribe(channel, message =>
        handler.current(message),
      );
      setAvailable(true);
      return () => subscription.unsubscribe();
    } catch {
      setAvailable(false);
      return undefined;
    }
  }, [signals, channel]);

  return available;
}
