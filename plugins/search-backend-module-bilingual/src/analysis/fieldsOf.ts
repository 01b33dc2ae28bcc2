import type { IndexableDocument } from '@backstage/plugin-search-common';

/** A text of a document and how much it says about what the document is. */
export interface Field {
  text: string;
  /** How often a word here counts. */
  weight: number;
  /** Words that are usual in such a field; a word counts less in a field that has more. */
  usualLength: number;
}

const NAME = 9;
const TITLE = 5;
const KEYWORDS = 4;
const SIGNALS = 3;
const ABOUT = 0.8;
const TEXT = 1;

/** Characters at the beginning of a long text that count twice. */
const OPENING = 700;

/** Characters of a text that are indexed. */
const MAX_TEXT = 200_000;
const MAX_ABOUT = 500;
const MAX_ABOUT_FIELDS = 40;

const own = new Set([
  'title',
  'text',
  'keywords',
  'signals',
  'caseId',
  'names',
  'language',
  'annotations',
  'authorization',
  'location',
]);

/** A value as text: a string, a number, or a list of these. */
export function textOf(value: unknown): string {
  if (typeof value === 'string') {
    return value;
  }
  if (typeof value === 'number') {
    return String(value);
  }
  return Array.isArray(value) ? value.map(textOf).join('\n') : '';
}

/** The names in the location of an entity: `/catalog/team1-staging/resource/web-01` is `web-01` and `team1-staging/web-01`. */
function namesInLocation(location: string): string {
  const entity = /^\/catalog\/([^/]+)\/[^/]+\/([^/?#]+)$/u.exec(location);
  if (!entity) {
    return '';
  }
  try {
    const [namespace, name] = entity.slice(1).map(decodeURIComponent);
    return namespace === 'default' ? name : `${name}\n${namespace}/${name}`;
  } catch {
    return '';
  }
}

/**
 * The texts of a document with their weights. Besides `title` and `text`: `caseId` and `names` (ids and names), `keywords`,
 * `signals` (literal messages); every other text says what it is about (owner, namespace, kind).
 */
export function fieldsOf(document: IndexableDocument): Field[] {
  const fields: Field[] = [];
  const add = (value: unknown, weight: number, usualLength: number) => {
    const text = textOf(value).slice(0, MAX_TEXT);
    if (text) {
      fields.push({ text, weight, usualLength });
    }
  };
  const more = document as IndexableDocument & Record<string, unknown>;
  const names = [
    textOf(more.caseId),
    textOf(more.names),
    namesInLocation(textOf(more.location)),
  ];
  add(names.filter(Boolean).join('\n'), NAME, 3);
  add(more.title, TITLE, 6);
  add(more.keywords, KEYWORDS, 10);
  add(more.signals, SIGNALS, 30);
  let about = 0;
  for (const [key, value] of Object.entries(more)) {
    if (!own.has(key) && about < MAX_ABOUT_FIELDS) {
      about += 1;
      add(textOf(value).slice(0, MAX_ABOUT), ABOUT, 4);
    }
  }
  const text = textOf(more.text);
  add(text, TEXT, 150);
  // The beginning says what the rest is about; of a runbook it is what somebody sees.
  if (text.length > OPENING) {
    add(text.slice(0, OPENING), TEXT, 60);
  }
  return fields;
}
