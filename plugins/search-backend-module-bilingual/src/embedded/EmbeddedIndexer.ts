import { BatchSearchEngineIndexer } from '@backstage/plugin-search-backend-node';
import type { IndexableDocument } from '@backstage/plugin-search-common';
import { giveWay } from '../analysis/giveWay';
import { type EmbeddedIndex, EmbeddedIndexBuilder } from './EmbeddedIndex';

const BATCH = 100;

/** Takes the documents of one type and hands over their index when all have come. */
export class EmbeddedIndexer extends BatchSearchEngineIndexer {
  readonly #builder: EmbeddedIndexBuilder;
  readonly #giveWay = giveWay();
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
      await this.#giveWay();
    }
  }

  async finalize(): Promise<void> {
    this.#done(this.#builder.build());
  }
}
