import type { RunbookDrawerApi, RunbookReading } from './RunbookDrawerApi';

/**
 * Keeps what is read; `RunbookDrawerHost` shows it.
 *
 * @public
 */
export class DefaultRunbookDrawer implements RunbookDrawerApi {
  readonly #listeners = new Set<() => void>();
  #current: RunbookReading | undefined;

  open(reading: RunbookReading) {
    this.#set(reading);
  }

  close() {
    this.#set(undefined);
  }

  readonly current = () => this.#current;

  readonly subscribe = (onChange: () => void) => {
    this.#listeners.add(onChange);
    return () => void this.#listeners.delete(onChange);
  };

  #set(reading: RunbookReading | undefined) {
    this.#current = reading;
    this.#listeners.forEach(onChange => onChange());
  }
}
