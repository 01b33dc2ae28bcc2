import type {
  DocumentCollatorFactory,
  IndexableDocument,
} from '@backstage/plugin-search-common';
import {
  languages,
  runbookReadPermission,
  type CaseSeverity,
  type Language,
} from '@naru/plugin-runbooks-common';
import type { RunbookCase, Runbooks } from '@naru/plugin-runbooks-node';
import { Readable } from 'node:stream';
import { plainText } from './plainText';

/**
 * A case in one language.
 *
 * @public
 */
export interface RunbookDocument extends IndexableDocument {
  language: Language;
  /** e.g. `KV-008`. */
  caseId: string;
  /** Title of its group. */
  group: string;
  /** Words that people search with, one a line. */
  keywords: string;
  /** What systems say literally, one a line. */
  signals: string;
  severity: CaseSeverity;
}

/**
 * Gives search a document for each case and language.
 *
 * @public
 */
export class RunbookCollatorFactory implements DocumentCollatorFactory {
  readonly type = 'runbook';
  readonly visibilityPermission = runbookReadPermission;
  readonly #runbooks: Pick<Runbooks, 'cases' | 'ready' | 'summary'>;

  constructor(options: {
    runbooks: Pick<Runbooks, 'cases' | 'ready' | 'summary'>;
  }) {
    this.#runbooks = options.runbooks;
  }

  async getCollator(): Promise<Readable> {
    await this.#runbooks.ready();
    return Readable.from(
      this.#runbooks
        .cases()
        .flatMap(found =>
          languages.flatMap(language => this.#document(found, language) ?? []),
        ),
    );
  }

  #document(
    found: RunbookCase,
    language: Language,
  ): RunbookDocument | undefined {
    const text = found.texts[language];
    if (!text) return undefined;
    const { path } = this.#runbooks.summary(found, language);
    const parts = text.sections.filter(
      ({ key }) => key !== 'related' && key !== 'references',
    );
    return {
      title: text.title,
      text: [
        text.description,
        ...parts.map(({ markdown }) => plainText(markdown)),
      ].join('\n'),
      location: path,
      language,
      caseId: found.id,
      group: text.groupTitle,
      keywords: text.keywords.join('\n'),
      signals: [...new Set(found.signals.flatMap(literals))].join('\n'),
      severity: found.severity,
    };
  }
}

/** What somebody would type: texts, states and reasons as the systems write them. */
function literals({ entry }: RunbookCase['signals'][number]): string[] {
  const { text, status, phase, condition, reason, event } = entry;
  return [text, status, phase, condition, reason, event].flatMap(
    value => value ?? [],
  );
}
