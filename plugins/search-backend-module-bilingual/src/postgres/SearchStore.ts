import { createHash } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import type { IndexableDocument } from '@backstage/plugin-search-common';
import type { Knex } from 'knex';
import { cleanDocument } from '../analysis/cleanDocument';
import { giveWay } from '../analysis/giveWay';
import { analysisFingerprint, weighDocument } from '../analysis/weighDocument';
import type { QueryPlan } from '../query/planQuery';
import type { Filter } from '../query/readQuery';
import { variantOf } from '../query/variantOf';
import { conceptTexts, vectorText } from './tsText';

const DOCUMENTS = 'naru_search_documents';
const TYPES = 'naru_search_types';
const WORDS = 'naru_search_words';
const INCOMING = 'naru_search_incoming';
const ROWS = 100;
const MIGRATION_ATTEMPTS = 6;

const migrationsDir = resolvePackagePath(
  '@naru/plugin-search-backend-module-bilingual',
  'migrations/postgres',
);

/** A type of documents and the state of its index. */
export interface IndexedType {
  type: string;
  revision: string;
  documents: number;
}

/** A document that has words of the query. */
export interface Candidate {
  id: string;
  type: string;
  variant?: string;
  language?: string;
}

/** What limits a search besides its words. */
export interface Scope {
  types?: readonly string[];
  filters: readonly Filter[];
}

interface TypeRow {
  type: string;
  revision: string | number;
  documents: number;
}

interface Row {
  id: string | number;
  type: string;
  variant: string | null;
  language: string | null;
  total?: string | number;
}

const candidateOf = (row: Row): Candidate => ({
  id: String(row.id),
  type: row.type,
  variant: row.variant ?? undefined,
  language: row.language ?? undefined,
});

/** The tables of the search in PostgreSQL. */
export class SearchStore {
  readonly #database: Knex;
  readonly #fingerprint = analysisFingerprint();

  constructor(options: { database: Knex }) {
    this.#database = options.database;
  }

  /** Brings the tables up to date. The stock search module's own migrations stay apart. */
  async migrate(): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        await this.#database.migrate.latest({
          directory: migrationsDir,
          tableName: 'naru_search_migrations',
        });
        return;
      } catch (error) {
        // Replicas that start together get in each other's way, even when they create the table that holds the lock.
        if (attempt === MIGRATION_ATTEMPTS) {
          throw error;
        }
        await setTimeout(attempt * (200 + Math.random() * 300));
      }
    }
  }

  /** Begins to replace the documents of a type; another replica that does the same waits. */
  async begin(type: string): Promise<Knex.Transaction> {
    const transaction = await this.#database.transaction();
    try {
      await transaction.raw(
        'SELECT pg_advisory_xact_lock(hashtext(?), hashtext(?))',
        ['naru-search', type],
      );
      await transaction.raw(
        `CREATE TEMPORARY TABLE ${INCOMING} (hash bytea PRIMARY KEY) ON COMMIT DROP`,
      );
      return transaction;
    } catch (error) {
      await transaction.rollback(error);
      throw error;
    }
  }

  /** Adds documents; those that were there before are not analysed again. */
  async add(
    transaction: Knex.Transaction,
    type: string,
    documents: readonly IndexableDocument[],
  ): Promise<void> {
    const byHash = new Map<string, IndexableDocument>();
    for (const collected of documents) {
      const document = cleanDocument(collected);
      const hash = createHash('sha256')
        .update(`${this.#fingerprint}\n${JSON.stringify(document)}`)
        .digest('hex');
      byHash.set(hash, document);
    }
    const hashes = [...byHash.keys()];
    await transaction.raw(
      `INSERT INTO ${INCOMING} (hash) SELECT decode(one, 'hex') FROM unnest(?::text[]) one ON CONFLICT DO NOTHING`,
      [hashes],
    );
    const { rows } = await transaction.raw<{ rows: { hash: string }[] }>(
      `SELECT encode(hash, 'hex') AS hash FROM ${DOCUMENTS} WHERE type = ? AND hash IN (SELECT decode(one, 'hex') FROM unnest(?::text[]) one)`,
      [type, hashes],
    );
    for (const { hash } of rows) {
      byHash.delete(hash);
    }
    const added: Record<string, unknown>[] = [];
    const pause = giveWay();
    for (const [hash, document] of byHash) {
      const weights = weighDocument(document);
      const variant = variantOf(type, document);
      added.push({
        type,
        hash: Buffer.from(hash, 'hex'),
        document: JSON.stringify(document),
        terms: vectorText(weights),
        weights: JSON.stringify(Object.fromEntries(weights)),
        variant: variant?.key ?? null,
        language: variant?.language ?? null,
      });
      await pause();
    }
    for (let start = 0; start < added.length; start += ROWS) {
      await transaction(DOCUMENTS)
        .insert(added.slice(start, start + ROWS))
        .onConflict(['type', 'hash'])
        .ignore();
    }
  }

  /** True when no document of the type is stored. */
  async isEmpty(transaction: Knex.Transaction, type: string): Promise<boolean> {
    const first = await transaction(DOCUMENTS).where({ type }).first('id');
    return first === undefined;
  }

  /** Takes away what did not come again, counts the words anew, and makes all of it visible at once. */
  async commit(transaction: Knex.Transaction, type: string): Promise<void> {
    await transaction.raw(
      `DELETE FROM ${DOCUMENTS} d WHERE type = ? AND NOT EXISTS (SELECT 1 FROM ${INCOMING} i WHERE i.hash = d.hash)`,
      [type],
    );
    await transaction(WORDS).where({ type }).delete();
    await transaction.raw(
      `INSERT INTO ${WORDS} (type, term, documents) SELECT ?, word, ndoc FROM ts_stat(format('SELECT terms FROM ${DOCUMENTS} WHERE type = %L', ?::text))`,
      [type, type],
    );
    await transaction.raw(
      `INSERT INTO ${TYPES} (type, revision, documents, indexed_at)
       SELECT ?, 1, count(*), now() FROM ${DOCUMENTS} WHERE type = ?
       ON CONFLICT (type) DO UPDATE SET revision = ${TYPES}.revision + 1, documents = excluded.documents, indexed_at = excluded.indexed_at`,
      [type, type],
    );
    await transaction.commit();
  }

  /** The types that are indexed, of those that are asked for. */
  async types(types?: readonly string[]): Promise<IndexedType[]> {
    const query = this.#database<TypeRow>(TYPES).orderBy('type');
    const rows: TypeRow[] = await (types
      ? query.whereIn('type', types)
      : query);
    return rows.map(({ type, revision, documents }) => ({
      type,
      revision: String(revision),
      documents,
    }));
  }

  /** In how many documents of a type each term is. */
  async words(type: string): Promise<Map<string, number>> {
    const rows = await this.#database(WORDS)
      .where({ type })
      .select<{ term: string; documents: number }[]>('term', 'documents');
    return new Map(rows.map(row => [row.term, row.documents]));
  }

  /**
   * Documents that have words of the query, roughly the best first, with the weights of the plan's terms.
   *
   * @returns the documents from `offset` on, and how many there are in all.
   */
  async candidates(
    plan: QueryPlan,
    scope: Scope,
    options: { offset: number; limit: number },
  ): Promise<{
    found: { candidate: Candidate; weights: Record<string, number> }[];
    total: number;
  }> {
    const concepts = conceptTexts(plan);
    if (concepts.length === 0) {
      return { found: [], total: 0 };
    }
    const rough = concepts.map(
      () =>
        '(CASE WHEN terms @@ ?::tsquery THEN ?::float8 WHEN terms @@ ?::tsquery THEN ?::float8 ELSE 0 END)',
    );
    const { sql, bindings } = scopeSql(scope);
    // The inner query unpacks each row's terms once; OFFSET 0 keeps it apart.
    const { rows } = await this.#database.raw<{
      rows: (Row & { found: Record<string, number> | null })[];
    }>(
      `SELECT best.id, best.type, best.variant, best.language, best.total,
         (SELECT jsonb_object_agg(key, value) FROM jsonb_each(d.weights) WHERE key = ANY(?::text[])) AS found
       FROM (
         SELECT id, type, variant, language, count(*) OVER () AS total, ${rough.join(
           ' + ',
         )} AS rough
         FROM (
           SELECT id, type, variant, language, terms || ''::tsvector AS terms
           FROM ${DOCUMENTS} WHERE terms @@ ?::tsquery ${sql} OFFSET 0
         ) matching
         ORDER BY rough DESC, id LIMIT ? OFFSET ?
       ) best JOIN ${DOCUMENTS} d ON d.id = best.id
       ORDER BY best.rough DESC, best.id`,
      [
        plan.terms,
        ...concepts.flatMap(({ any, heavy, importance }) => [
          heavy,
          importance,
          any,
          importance * 0.4,
        ]),
        concepts
          .filter(({ isLeading }) => isLeading)
          .map(({ any }) => any)
          .join('|'),
        ...bindings,
        options.limit,
        options.offset,
      ],
    );
    return {
      found: rows.map(row => ({
        candidate: candidateOf(row),
        weights: row.found ?? {},
      })),
      total: Number(rows[0]?.total ?? 0),
    };
  }

  /** All documents by title. */
  async list(
    scope: Scope,
    options: { offset: number; limit: number },
  ): Promise<{ found: Candidate[]; total: number }> {
    const { sql, bindings } = scopeSql(scope);
    const { rows } = await this.#database.raw<{ rows: Row[] }>(
      `SELECT id, type, variant, language, count(*) OVER () AS total FROM ${DOCUMENTS} WHERE true ${sql}
       ORDER BY type, lower(document->>'title'), id LIMIT ? OFFSET ?`,
      [...bindings, options.limit, options.offset],
    );
    return {
      found: rows.map(candidateOf),
      total: Number(rows[0]?.total ?? 0),
    };
  }

  /** What says the same as these in one of the languages. */
  async inLanguages(
    variants: readonly string[],
    languages: readonly string[],
    scope: Scope,
  ): Promise<Candidate[]> {
    if (variants.length === 0 || languages.length === 0) {
      return [];
    }
    const { sql, bindings } = scopeSql(scope);
    const { rows } = await this.#database.raw<{ rows: Row[] }>(
      `SELECT id, type, variant, language FROM ${DOCUMENTS} WHERE variant = ANY(?::text[]) AND language = ANY(?::text[]) ${sql}`,
      [[...variants], [...languages], ...bindings],
    );
    return rows.map(candidateOf);
  }

  /** Documents by id; one that was replaced in the meantime is not there. */
  async documents(
    ids: readonly string[],
  ): Promise<Map<string, IndexableDocument>> {
    const rows = await this.#database(DOCUMENTS)
      .whereIn('id', ids)
      .select<{ id: string | number; document: IndexableDocument }[]>(
        'id',
        'document',
      );
    return new Map(rows.map(row => [String(row.id), row.document]));
  }
}

function scopeSql(scope: Scope): {
  sql: string;
  bindings: Knex.RawBinding[];
} {
  const parts: string[] = [];
  const bindings: Knex.RawBinding[] = [];
  if (scope.types) {
    parts.push('AND type = ANY(?::text[])');
    bindings.push([...scope.types]);
  }
  for (const { field, values } of scope.filters) {
    parts.push(
      `AND (CASE jsonb_typeof(document->?::text)
         WHEN 'array' THEN EXISTS (SELECT 1 FROM jsonb_array_elements_text(document->?::text) one WHERE lower(one) = ANY(?::text[]))
         ELSE lower(document->>?::text) = ANY(?::text[]) END)`,
    );
    bindings.push(field, field, values, field, values);
  }
  return { sql: parts.join(' '), bindings };
}
