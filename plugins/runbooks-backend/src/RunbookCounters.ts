import type { MetricsService } from '@backstage/backend-plugin-api/alpha';

/**
 * What is counted for those who look after runbooks.
 */
export class RunbookCounters {
  readonly #questions: ReturnType<MetricsService['createCounter']>;
  readonly #articles: ReturnType<MetricsService['createCounter']>;
  readonly #voices: ReturnType<MetricsService['createCounter']>;

  constructor(metrics: MetricsService) {
    this.#questions = metrics.createCounter('runbooks.match.questions', {
      description: 'Errors that a runbook was asked for, by whether one fits',
      unit: '{question}',
    });
    this.#articles = metrics.createCounter('runbooks.article.reads', {
      description: 'Cases that were read, by id',
      unit: '{read}',
    });
    this.#voices = metrics.createCounter('runbooks.feedback.voices', {
      description: 'Voices of people, by case and whether it helped',
      unit: '{voice}',
    });
  }

  /** An error was asked for. */
  asked(found: boolean): void {
    this.#questions.add(1, { found });
  }

  /** A case was read. */
  read(id: string): void {
    this.#articles.add(1, { case: id });
  }

  /** Somebody said whether it helped. */
  voted(id: string, helpful: boolean): void {
    this.#voices.add(1, { case: id, helpful });
  }
}
