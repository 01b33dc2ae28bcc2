import {
  resolvePackagePath,
  type DatabaseService,
} from '@backstage/backend-plugin-api';
import type {
  FeedbackRequest,
  FeedbackResponse,
} from '@naru/plugin-runbooks-common';
import type { Knex } from 'knex';

const TABLE = 'runbook_feedback';

/**
 * What people said about cases, in the plugin's database: one voice a person and case.
 */
export class FeedbackStore {
  readonly #knex: Knex;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** Brings the tables up to date. */
  static async create(database: DatabaseService): Promise<FeedbackStore> {
    const knex = await database.getClient();
    if (!database.migrations?.skip) {
      await knex.migrate.latest({
        directory: resolvePackagePath(
          '@naru/plugin-runbooks-backend',
          'migrations',
        ),
      });
    }
    return new FeedbackStore(knex);
  }

  /** Takes a voice; it replaces an earlier one of the same person. */
  async vote(
    voice: { person: string; caseId: string } & FeedbackRequest,
  ): Promise<void> {
    const { person, caseId, helpful, language } = voice;
    await this.#knex(TABLE)
      .insert({
        person,
        case_id: caseId,
        helpful,
        language,
        updated_at: new Date(),
      })
      .onConflict(['person', 'case_id'])
      .merge();
  }

  /** What a person said of a case; undefined when nothing. */
  async voiceOf(person: string, caseId: string): Promise<boolean | undefined> {
    const row: { helpful: unknown } | undefined = await this.#knex(TABLE)
      .first('helpful')
      .where({ person, case_id: caseId });
    // SQLite gives numbers.
    return row && Boolean(row.helpful);
  }

  /** Voices of all cases that have some, by id. */
  async counts(): Promise<FeedbackResponse['items']> {
    const rows: { case_id: string; helpful: unknown; voices: unknown }[] =
      await this.#knex(TABLE)
        .select(
          'case_id',
          this.#knex.raw('sum(case when helpful then 1 else 0 end) as helpful'),
          this.#knex.raw('count(*) as voices'),
        )
        .groupBy('case_id')
        .orderBy('case_id');
    return rows.map(row => {
      // PostgreSQL gives sums as text.
      const helpful = Number(row.helpful);
      return {
        id: row.case_id,
        helpful,
        unhelpful: Number(row.voices) - helpful,
      };
    });
  }
}
