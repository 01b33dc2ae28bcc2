import type { LoggerService } from '@backstage/backend-plugin-api';
import { BatchSearchEngineIndexer } from '@backstage/plugin-search-backend-node';
import type { IndexableDocument } from '@backstage/plugin-search-common';
import type { Knex } from 'knex';
import type { SearchStore } from './SearchStore';

const BATCH = 200;

/** Replaces the documents of one type in one transaction: until it ends, the old ones are found. */
export class PostgresIndexer extends BatchSearchEngineIndexer {
  readonly #store: SearchStore;
  readonly #type: string;
  readonly #logger: LoggerService;
  readonly #mayEmpty: () => boolean;
  #transaction?: Knex.Transaction;
  #documents = 0;

  /** @param options - `mayEmpty` says whether an index with documents may be emptied when none has come. */
  constructor(options: {
    store: SearchStore;
    type: string;
    logger: LoggerService;
    mayEmpty: () => boolean;
  }) {
    super({ batchSize: BATCH });
    this.#store = options.store;
    this.#type = options.type;
    this.#logger = options.logger;
    this.#mayEmpty = options.mayEmpty;
  }

  async initialize(): Promise<void> {
    this.#transaction = await this.#store.begin(this.#type);
  }

  async index(documents: IndexableDocument[]): Promise<void> {
    this.#documents += documents.length;
    if (this.#transaction) {
      await this.#store.add(this.#transaction, this.#type, documents);
    }
  }

  async finalize(): Promise<void> {
    if (!this.#transaction) {
      return;
    }
    if (
      this.#documents === 0 &&
      !(await this.#store.isEmpty(this.#transaction, this.#type)) &&
      !this.#mayEmpty()
    ) {
      this.#logger.warn(
        `The index of ${
          this.#type
        } was not replaced: there were no documents this time; the next empty run replaces it`,
      );
      await this.#transaction.rollback();
      return;
    }
    await this.#store.commit(this.#transaction, this.#type);
  }

  /** Gives the connection back when a collator or this indexer failed on the way. */
  override async _destroy(
    error: Error | null,
    done: (error?: Error | null) => void,
  ): Promise<void> {
    if (this.#transaction && !this.#transaction.isCompleted()) {
      await this.#transaction.rollback().catch(() => undefined);
    }
    done(error);
  }
}
