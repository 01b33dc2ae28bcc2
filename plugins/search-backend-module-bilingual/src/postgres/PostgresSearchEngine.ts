import { randomUUID } from 'node:crypto';
import type { Writable } from 'node:stream';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type {
  QueryTranslator,
  SearchEngine,
} from '@backstage/plugin-search-backend-node';
import type {
  IndexableResultSet,
  SearchQuery,
} from '@backstage/plugin-search-common';
import { planQuery, type QueryPlan } from '../query/planQuery';
import { RankedAnswers } from '../query/RankedAnswers';
import { type QueryRequest, readQuery } from '../query/readQuery';
import { toResultSet } from '../query/toResultSet';
import { Vocabularies, Vocabulary } from '../query/Vocabulary';
import { PostgresIndexer } from './PostgresIndexer';
import { RankedList } from './RankedList';
import type { IndexedType, SearchStore } from './SearchStore';

interface Answer {
  plan?: QueryPlan;
  list: RankedList;
}

/**
 * Search in PostgreSQL, shared by all replicas of the backend. The database chooses what may fit by its GIN index; the best
 * are ranked by the same rules as the embedded engine's.
 */
export class PostgresSearchEngine implements SearchEngine {
  readonly #store: SearchStore;
  readonly #logger: LoggerService;
  readonly #tags: { pre: string; post: string };
  readonly #answers = new RankedAnswers<Answer>();
  readonly #vocabularies = new Map<
    string,
    { revision: string; vocabulary: Promise<Vocabulary> }
  >();
  readonly #emptyRuns = new Map<string, number>();
  #translator: (query: SearchQuery) => QueryRequest;

  constructor(options: {
    store: SearchStore;
    logger: LoggerService;
    maxQueryLength: number;
  }) {
    this.#store = options.store;
    this.#logger = options.logger;
    const tag = randomUUID();
    this.#tags = { pre: `<${tag}>`, post: `</${tag}>` };
    this.#translator = query => readQuery(query, options);
  }

  /** @param translator - Makes a `QueryRequest` of a query. */
  setTranslator(translator: QueryTranslator): void {
    this.#translator = translator as (query: SearchQuery) => QueryRequest;
  }

  async getIndexer(type: string): Promise<Writable> {
    const emptyRuns = this.#emptyRuns.get(type) ?? 0;
    this.#emptyRuns.set(type, 0);
    return new PostgresIndexer({
      store: this.#store,
      type,
      logger: this.#logger,
      mayEmpty: () => {
        // A source that is down for a moment may answer with nothing.
        this.#emptyRuns.set(type, emptyRuns + 1);
        return emptyRuns > 0;
      },
    });
  }

  async query(query: SearchQuery): Promise<IndexableResultSet> {
    const request = this.#translator(query);
    const { page, pageSize, ...question } = request;
    const types = await this.#store.types(request.types);
    const revisions = types.map(({ type, revision }) => [type, revision]);
    const { plan, list } = await this.#answers.get(
      JSON.stringify([question, revisions]),
      async () => this.#answer(request, types),
    );
    const from = page * pageSize;
    const { items, hasMore, total } = await list.slice(from, from + pageSize);
    const documents = await this.#store.documents(items.map(({ id }) => id));
    return toResultSet({
      request,
      plan,
      items: items.flatMap(({ id, type }) => {
        const document = documents.get(id);
        return document ? [{ type, document }] : [];
      }),
      total,
      hasMore,
      tags: this.#tags,
    });
  }

  async #answer(
    request: QueryRequest,
    types: readonly IndexedType[],
  ): Promise<Answer> {
    const store = this.#store;
    if (!request.term.trim()) {
      return { list: new RankedList({ store, request }) };
    }
    const vocabularies = new Vocabularies(
      await Promise.all(types.map(type => this.#vocabulary(type))),
    );
    const plan = planQuery(request.term, vocabularies);
    return { plan, list: new RankedList({ store, request, plan }) };
  }

  async #vocabulary(type: IndexedType): Promise<Vocabulary> {
    let known = this.#vocabularies.get(type.type);
    if (known?.revision !== type.revision) {
      const vocabulary = this.#store
        .words(type.type)
        .then(
          frequencies =>
            new Vocabulary({ frequencies, documents: type.documents }),
        );
      known = { revision: type.revision, vocabulary };
      this.#vocabularies.set(type.type, known);
      vocabulary.catch(() => this.#vocabularies.delete(type.type));
    }
    return known.vocabulary;
  }
}
