import { createApiRef } from '@backstage/frontend-plugin-api';

/** What is open of the search. */
export interface PaletteState {
  isOpen: boolean;
  /** What stands in the field when it opens. */
  term: string;
}

/**
 * Opens the search from anywhere.
 *
 * @public
 */
export interface SearchPaletteApi {
  /** @param term - what stands in the field */
  open(term?: string): void;
  close(): void;
  state(): PaletteState;
  /** @returns what ends it */
  subscribe(listener: () => void): () => void;
}

/**
 * Opens the search from anywhere.
 *
 * @public
 */
export const searchPaletteApiRef = createApiRef<SearchPaletteApi>({
  id: 'plugin.search.palette',
});

/** The search of one app. */
export class SearchPalette implements SearchPaletteApi {
  readonly #listeners = new Set<() => void>();
  #state: PaletteState = { isOpen: false, term: '' };

  open(term = ''): void {
    this.#set({ isOpen: true, term });
  }

  close(): void {
    this.#set({ isOpen: false, term: '' });
  }

  state(): PaletteState {
    return this.#state;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #set(state: PaletteState) {
    this.#state = state;
    this.#listeners.forEach(listener => listener());
  }
}
