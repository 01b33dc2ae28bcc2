import {
  closeSync,
  existsSync,
  fsyncSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { KubernetesObject } from '../KubernetesApi';
import { isObject } from '../schema/Schema';

const entry = z.union([
  z.object({
    revision: z.number(),
    key: z.string(),
    object: z.custom<KubernetesObject>(isObject),
  }),
  z.object({
    revision: z.number(),
    key: z.string(),
    removed: z.tuple([z.string(), z.string()]),
  }),
  z.object({ revision: z.number() }),
]);

/** Line of the journal: an object as it is now, the namespace and name of one that went, or only the revision. */
export type JournalEntry = z.infer<typeof entry>;

/**
 * Append-only file of all changes, one JSON document a line. A line reaches the kernel before the change is answered,
 * so that a killed lab forgets nothing; a torn last line is dropped.
 */
export class Journal {
  readonly #path: string;
  #file: number;
  #bytes: number;

  private constructor(path: string, file: number, bytes: number) {
    this.#path = path;
    this.#file = file;
    this.#bytes = bytes;
  }

  /** Opens or begins the journal in a directory and hands each kept entry to `onEntry`, in order. */
  static open(
    directory: string,
    onEntry: (entry: JournalEntry) => void,
  ): Journal {
    mkdirSync(directory, { recursive: true });
    const path = join(directory, 'journal.jsonl');
    const content = existsSync(path) ? readFileSync(path) : Buffer.alloc(0);
    const end = content.lastIndexOf('\n') + 1;
    for (const text of content.subarray(0, end).toString('utf8').split('\n')) {
      if (text !== '') onEntry(entry.parse(JSON.parse(text)));
    }
    const file = openSync(path, 'a', 0o600);
    if (end < content.length) ftruncateSync(file, end);
    return new Journal(path, file, end);
  }

  /** Size of the file. */
  get bytes(): number {
    return this.#bytes;
  }

  append(item: JournalEntry): void {
    this.#bytes += writeAll(this.#file, `${JSON.stringify(item)}\n`);
  }

  /** Replaces the file by these entries, at once: a crash leaves the old or the new one. */
  rewrite(items: Iterable<JournalEntry>): void {
    const draft = `${this.#path}.new`;
    const file = openSync(draft, 'w', 0o600);
    let bytes = 0;
    for (const item of items) {
      bytes += writeAll(file, `${JSON.stringify(item)}\n`);
    }
    fsyncSync(file);
    renameSync(draft, this.#path);
    closeSync(this.#file);
    this.#file = file;
    this.#bytes = bytes;
  }

  close(): void {
    closeSync(this.#file);
  }
}

function writeAll(file: number, text: string): number {
  const data = Buffer.from(text);
  let written = 0;
  while (written < data.length) written += writeSync(file, data, written);
  return data.length;
}
