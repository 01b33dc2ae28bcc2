import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { SearchEngine } from '@backstage/plugin-search-backend-node';
import type { IndexableDocument } from '@backstage/plugin-search-common';

/** Replaces all documents of a type. */
export async function indexDocuments(
  engine: SearchEngine,
  type: string,
  documents: Iterable<IndexableDocument>,
): Promise<void> {
  await pipeline(Readable.from(documents), await engine.getIndexer(type));
}
