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
import { giveWay } from '../analysis/giveWay';
import { planQuery, type QueryPlan } from '../query/planQuery';
import { RankedAnswers } from '../query/RankedAnswers';
import {
  type Filter,
  meetsFilters,
  type QueryRequest,
  readQuery,
} from '../query/readQuery';
import {
  closenessBonus,
  COMPARED,
  RELEVANT_SHARE,
  scoreDocument,
} from '../query/scoreDocument';
import { toResultSet } from '../query/toResultSet';
import { languagePlace } from '../query/variantOf';
import { Vocabularies } from '../query/Vocabulary';
import { type EmbeddedIndex, EmbeddedIndexBuilder } from './EmbeddedIndex';
import { EmbeddedIndexer } from './EmbeddedIndexer';
import type { KeptDocuments } from './KeptDocuments';

/** A document that fits, by its type and place in the index. */
interface Hit {
  type: string;
  index: EmbeddedIndex;
  document: number;
  score: number;
}

interface Answer {
  plan?: QueryPlan;
  hits: Hit[];
}

function matchesIn(
  type: string,
  index: EmbeddedIndex,
  plan: QueryPlan,
  filters: readonly Filter[],
): Hit[] {
  const hits: Hit[] = [];
  index.weightsOf(plan, (document, weights, offset) => {
    const score = scoreDocument(plan, weights, offset);
    if (score > 0 && meetsFilters(index.documents[document], filters)) {
      hits.push({ type, index, document, score });
    }
  });
  return hits;
}

/**
 * Search in the memory of the portal: no server. The documents are kept in the search plugin's database and read again after
 * a start; the index itself is not, because building it takes about as long as reading it would.
 */
export class EmbeddedSearchEngine implements SearchEngine {
  readonly #logger: LoggerService;
  readonly #kept?: KeptDocuments;
  readonly #indices = new Map<string, EmbeddedIndex>();
  readonly #emptyRuns = new Map<string, number>();
  readonly #answers = new RankedAnswers<Answer>();
  readonly #tags: { pre: string; post: string };
  #translator: (query: SearchQuery) => QueryRequest;

  constructor(options: {
    logger: LoggerService;
    maxQueryLength: number;
    /** Where documents are kept; without it they are gone after a restart until they are collected again. */
    kept?: KeptDocuments;
  }) {
    this.#logger = options.logger;
    this.#kept = options.kept;
    const tag = randomUUID();
    this.#tags = { pre: `<${tag}>`, post: `</${tag}>` };
    this.#translator = query => readQuery(query, options);
  }

  /** @param translator - Makes a `QueryRequest` of a query. */
  setTranslator(translator: QueryTranslator): void {
    this.#translator = translator as (query: SearchQuery) => QueryRequest;
  }

  /** Fills the index with what was kept, except for types that have been collected by now. */
  async restore(): Promise<void> {
    for (const type of (await this.#kept?.types()) ?? []) {
      try {
        const builder = new EmbeddedIndexBuilder({ type });
        const pause = giveWay();
        for (const document of (await this.#kept?.read(type)) ?? []) {
          builder.add(document);
          await pause();
        }
        if (!this.#indices.has(type)) {
          this.#indices.set(type, builder.build());
          this.#answers.clear();
        }
      } catch (error) {
        this.#logger.warn(
          `Documents of ${type} that were kept cannot be read; they are found when they have been collected again: ${error}`,
        );
      }
    }
  }

  async getIndexer(type: string): Promise<Writable> {
    return new EmbeddedIndexer({
      type,
      done: index => this.#replace(type, index),
    });
  }

  async query(query: SearchQuery): Promise<IndexableResultSet> {
    const request = this.#translator(query);
    const { page, pageSize, ...question } = request;
    const indices = [...this.#indices].filter(
      ([type]) => !request.types || request.types.includes(type),
    );
    const { plan, hits } = await this.#answers.get(
      JSON.stringify(question),
      async () => this.#rank(request, indices),
    );
    const from = page * pageSize;
    return toResultSet({
      request,
      plan,
      items: hits.slice(from, from + pageSize).map(hit => ({
        type: hit.type,
        document: hit.index.documents[hit.document],
      })),
      total: hits.length,
      hasMore: hits.length > from + pageSize,
      tags: this.#tags,
    });
  }

  #replace(type: string, index: EmbeddedIndex) {
    const before = this.#indices.get(type)?.documents.length ?? 0;
    const emptyRuns =
      index.documents.length === 0 ? (this.#emptyRuns.get(type) ?? 0) + 1 : 0;
    this.#emptyRuns.set(type, emptyRuns);
    // A source that is down for a moment may answer with nothing.
    if (before > 0 && emptyRuns === 1) {
      this.#logger.warn(
        `The index of ${type} was not replaced: there were no documents this time; the next empty run replaces it`,
      );
      return;
    }
    this.#indices.set(type, index);
    this.#answers.clear();
    this.#kept?.write(type, index.documents).catch(error => {
      this.#logger.warn(
        `Documents of ${type} are not kept for the next start: ${error}`,
      );
    });
  }

  #rank(
    request: QueryRequest,
    indices: readonly (readonly [string, EmbeddedIndex])[],
  ): Answer {
    if (!request.term.trim()) {
      return { hits: this.#list(request, indices) };
    }
    const plan = planQuery(
      request.term,
      new Vocabularies(indices.map(([, index]) => index.vocabulary)),
    );
    const matching = indices.flatMap(([type, index]) =>
      matchesIn(type, index, plan, request.filters),
    );
    const hits = this.#inOneLanguage(matching, indices, request);
    hits.sort((a, b) => b.score - a.score);
    for (const hit of hits.slice(0, COMPARED)) {
      hit.score += closenessBonus(plan, hit.index.documents[hit.document]);
    }
    const least = Math.min(hits[0]?.score ?? 0, 1) * RELEVANT_SHARE;
    return {
      plan,
      hits: hits
        .filter(hit => hit.score >= least)
        .sort((a, b) => b.score - a.score),
    };
  }

  #list(
    request: QueryRequest,
    indices: readonly (readonly [string, EmbeddedIndex])[],
  ): Hit[] {
    const hits = indices.flatMap(([type, index]) =>
      index.documents.flatMap((one, document): Hit[] =>
        meetsFilters(one, request.filters)
          ? [{ type, index, document, score: 0 }]
          : [],
      ),
    );
    const titleOf = (hit: Hit) => hit.index.documents[hit.document].title;
    return this.#inOneLanguage(hits, indices, request).sort(
      (a, b) =>
        a.type.localeCompare(b.type) || titleOf(a).localeCompare(titleOf(b)),
    );
  }

  /** Of documents that say the same, the one in the language that the person reads first, where the best of them stood. */
  #inOneLanguage(
    hits: readonly Hit[],
    indices: readonly (readonly [string, EmbeddedIndex])[],
    { languages, filters }: QueryRequest,
  ): Hit[] {
    if (languages.length === 0) {
      return [...hits];
    }
    const best = new Map<string, number>();
    const single: Hit[] = [];
    for (const hit of hits) {
      const variant = hit.index.variants[hit.document];
      if (variant) {
        best.set(variant.key, Math.max(best.get(variant.key) ?? 0, hit.score));
      } else {
        single.push(hit);
      }
    }
    const chosen = new Map<string, Hit & { place: number }>();
    for (const [type, index] of indices) {
      index.variants.forEach((variant, document) => {
        const score = variant && best.get(variant.key);
        if (
          !variant ||
          score === undefined ||
          !meetsFilters(index.documents[document], filters)
        ) {
          return;
        }
        const place = languagePlace(variant.language, languages);
        const other = chosen.get(variant.key);
        if (!other || place < other.place) {
          chosen.set(variant.key, { type, index, document, score, place });
        }
      });
    }
    return [...single, ...chosen.values()];
  }
}
