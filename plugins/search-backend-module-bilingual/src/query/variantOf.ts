import type { IndexableDocument } from '@backstage/plugin-search-common';

/** Which of several documents that say the same in different languages it is. */
export interface Variant {
  /** The same for all of them. */
  key: string;
  language: string;
}

const text = (value: unknown) => (typeof value === 'string' ? value : '');

/**
 * The language of a document that exists in several: by its own fields (`caseId`, `language`), or for a page of documentation
 * by the first part of its path (`en/…`, `ko/…`).
 */
export function variantOf(
  type: string,
  document: IndexableDocument,
): Variant | undefined {
  const fields = document as IndexableDocument & Record<string, unknown>;
  const language = text(fields.language);
  if (language && text(fields.caseId)) {
    // Two folders of runbooks may use the same id.
    const source = document.location.replace(/\/(?:en|ko)\/.*$/u, '');
    return { key: `${type} ${source} ${text(fields.caseId)}`, language };
  }
  const page = /^(en|ko)\/(.*)$/u.exec(text(fields.path));
  if (page) {
    const owner = [fields.namespace, fields.kind, fields.name].map(text);
    return { key: [type, ...owner, page[2]].join(' '), language: page[1] };
  }
  return undefined;
}

/** Place of a language among those a person reads; the last one for the others. */
export function languagePlace(
  language: string,
  languages: readonly string[],
): number {
  const place = languages.indexOf(language);
  return place < 0 ? languages.length : place;
}
