import type { JsonObject } from '@backstage/types';
import type { SignalApi } from '@backstage/plugin-signals-react';

/**
 * Signals that a test sends by itself.
 *
 * @public
 */
export class FakeSignals implements SignalApi {
  readonly #listeners = new Set<{
    channel: string;
    onMessage(message: JsonObject): void;
  }>();

  subscribe<TMessage extends JsonObject = JsonObject>(
    channel: string,
    onMessage: (message: TMessage) => void,
  ) {
    const listener = {
      channel,
      onMessage: (message: JsonObject) => onMessage(message as TMessage),
    };
    this.#listeners.add(listener);
    return { unsubscribe: () => void this.#listeners.delete(listener) };
  }

  /** Delivers a message to whoever listens on the channel. */
  send(channel: string, message: JsonObject) {
    this.#listeners.forEach(
      listener => listener.channel === channel && listener.onMessage(message),
    );
  }
}
