import { setImmediate } from 'node:timers/promises';
import { BatchSearchEngineIndexer } from '@backstage/plugin-search-backend-node';
import type { IndexableDocument } from '@backstage/plugin-search-common';
import { type EmbeddedIndex, EmbeddedIndexBuilder } from './EmbeddedIndex';

/** Documents that are analysed before other work of the process has its turn. */
const BATCH = 50;

/** Takes the documents of one type and hands over their index when all have come. */
export class EmbeddedIndexer extends BatchSearchEngineIndexer {
  readonly #builder: EmbeddedIndexBuilder;
  readonly #done: (index: EmbeddedIndex) => void;

  constructor(options: { type: string; done: (index: EmbeddedIndex) => void }) {
    super({ batchSize: BATCH });
    this.#builder = new EmbeddedIndexBuilder({ type: options.type });
    this.#done = options.done;
  }

  async initialize(): Promise<void> {}

  async index(documents: IndexableDocument[]): Promise<void> {
    for (const document of documents) {
      this.#builder.add(document);
    }
    await setImmediate();
  }

  async finalize(): Promise<void> {
    this.#done(this.#builder.build());
  }
}
