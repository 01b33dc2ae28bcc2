import type { IndexableDocument } from '@backstage/plugin-search-common';
import { cleanDocument } from '../analysis/cleanDocument';
import { weighDocument } from '../analysis/weighDocument';
import type { QueryPlan } from '../query/planQuery';
import { type Variant, variantOf } from '../query/variantOf';
import { Vocabulary } from '../query/Vocabulary';

/** Documents that have a term, and how much it weighs in each. */
interface Postings {
  documents: Uint32Array;
  weights: Uint16Array;
}

/** All documents of one type, ready to be searched; it never changes. */
export class EmbeddedIndex {
  readonly documents: readonly IndexableDocument[];
  readonly variants: readonly (Variant | undefined)[];
  readonly vocabulary: Vocabulary;
  readonly #postings: ReadonlyMap<string, Postings>;

  constructor(options: {
    documents: readonly IndexableDocument[];
    variants: readonly (Variant | undefined)[];
    postings: ReadonlyMap<string, Postings>;
  }) {
    this.documents = options.documents;
    this.variants = options.variants;
    this.#postings = options.postings;
    this.vocabulary = new Vocabulary({
      documents: options.documents.length,
      frequencies: new Map(
        [...options.postings].map(([term, { documents }]) => [
          term,
          documents.length,
        ]),
      ),
    });
  }

  /** Calls `each` with the documents that have a leading word, and their weights of all terms. */
  weightsOf(
    { terms, concepts }: QueryPlan,
    each: (document: number, weights: Uint16Array, offset: number) => void,
  ): void {
    const found = terms.map(term => this.#postings.get(term));
    const rows = new Int32Array(this.documents.length).fill(-1);
    const ids: number[] = [];
    const leading = new Set(
      concepts
        .filter(concept => concept.isLeading)
        .flatMap(({ alternates }) => alternates.flatMap(one => one.terms)),
    );
    for (const term of leading) {
      for (const id of found[term]?.documents ?? []) {
        if (rows[id] < 0) {
          rows[id] = ids.length;
          ids.push(id);
        }
      }
    }
    const weights = new Uint16Array(ids.length * terms.length);
    found.forEach((postings, term) => {
      postings?.documents.forEach((id, index) => {
        if (rows[id] >= 0) {
          weights[rows[id] * terms.length + term] = postings.weights[index];
        }
      });
    });
    ids.forEach((id, row) => each(id, weights, row * terms.length));
  }
}

/** Collects the documents of one type. */
export class EmbeddedIndexBuilder {
  readonly #type: string;
  readonly #documents: IndexableDocument[] = [];
  readonly #variants: (Variant | undefined)[] = [];
  readonly #terms = new Map<
    string,
    { documents: number[]; weights: number[] }
  >();

  constructor(options: { type: string }) {
    this.#type = options.type;
  }

  add(collected: IndexableDocument): void {
    const document = cleanDocument(collected);
    const id = this.#documents.length;
    this.#documents.push(document);
    this.#variants.push(variantOf(this.#type, document));
    for (const [term, weight] of weighDocument(document)) {
      let postings = this.#terms.get(term);
      if (!postings) {
        postings = { documents: [], weights: [] };
        this.#terms.set(term, postings);
      }
      postings.documents.push(id);
      postings.weights.push(weight);
    }
  }

  build(): EmbeddedIndex {
    const postings = new Map<string, Postings>();
    for (const [term, { documents, weights }] of this.#terms) {
      postings.set(term, {
        documents: Uint32Array.from(documents),
        weights: Uint16Array.from(weights),
      });
    }
    this.#terms.clear();
    return new EmbeddedIndex({
      documents: this.#documents,
      variants: this.#variants,
      postings,
    });
  }
}
