import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import type { IndexableDocument } from '@backstage/plugin-search-common';
import type { Knex } from 'knex';

const TABLE = 'naru_search_kept';

const migrationsDir = resolvePackagePath(
  '@naru/plugin-search-backend-module-bilingual',
  'migrations/embedded',
);

/** The documents of the embedded search in the plugin's database, so that a restarted portal finds them at once. */
export class KeptDocuments {
  readonly #database: Knex;

  constructor(options: { database: Knex }) {
    this.#database = options.database;
  }

  /** Brings the table up to date. */
  async migrate(): Promise<void> {
    await this.#database.migrate.latest({
      directory: migrationsDir,
      tableName: 'naru_search_kept_migrations',
    });
  }

  /** The types that are kept. */
  async types(): Promise<string[]> {
    const rows: { type: string }[] = await this.#database(TABLE)
      .select('type')
      .orderBy('type');
    return rows.map(({ type }) => type);
  }

  async read(type: string): Promise<IndexableDocument[]> {
    const row = await this.#database(TABLE).where({ type }).first('documents');
    return row
      ? JSON.parse(String(await promisify(gunzip)(row.documents)))
      : [];
  }

  async write(
    type: string,
    documents: readonly IndexableDocument[],
  ): Promise<void> {
    await this.#database(TABLE)
      .insert({
        type,
        documents: await promisify(gzip)(JSON.stringify(documents)),
      })
      .onConflict('type')
      .merge();
  }
}
