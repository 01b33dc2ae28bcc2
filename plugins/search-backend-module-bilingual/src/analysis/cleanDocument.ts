import type { IndexableDocument } from '@backstage/plugin-search-common';

function clean(value: unknown): unknown {
  if (typeof value === 'string') {
    return value.replaceAll('\0', '').replace(/\p{Cs}/gu, '\ufffd');
  }
  if (Array.isArray(value)) {
    return value.map(clean);
  }
  if (value && typeof value === 'object') {
    return Object.fromEntries(
      Object.entries(value).map(([key, one]) => [clean(key), clean(one)]),
    );
  }
  return value;
}

/** The document with `title`, `text` and `location` as text, and without characters that a database does not take. */
export function cleanDocument(document: IndexableDocument): IndexableDocument {
  const copy = clean(document) as IndexableDocument;
  return {
    ...copy,
    title: String(copy.title ?? ''),
    text: String(copy.text ?? ''),
    location: String(copy.location ?? ''),
  };
}
