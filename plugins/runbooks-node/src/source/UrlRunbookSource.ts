import type { UrlReaderService } from '@backstage/backend-plugin-api';
import { pageLimits } from '../page/pageLimits';
import type { RunbookFault } from '../page/RunbookCase';
import {
  folderLimits,
  folderTooLarge,
  isText,
  tooLarge,
  tooManyFiles,
} from './readLocalFiles';
import type {
  RunbookReading,
  RunbookSource,
  RunbookSourceInfo,
} from './RunbookSource';

/**
 * A folder of a repository. The forge tells by its ETag whether it changed.
 */
export class UrlRunbookSource implements RunbookSource {
  readonly id: string;
  readonly title: string;
  readonly entityRef: string;
  readonly #url: string;
  readonly #reader: UrlReaderService;

  constructor(
    info: RunbookSourceInfo,
    options: { url: string; reader: UrlReaderService },
  ) {
    this.id = info.id;
    this.title = info.title;
    this.entityRef = info.entityRef;
    this.#url = options.url;
    this.#reader = options.reader;
  }

  async read(
    version: string | undefined,
    signal: AbortSignal,
  ): Promise<RunbookReading | undefined> {
    const faults: RunbookFault[] = [];
    const large = (file: string) => faults.push({ file, message: tooLarge });
    let count = 0;
    let total = 0;
    let tree;
    try {
      tree = await this.#reader.readTree(this.#url, {
        etag: version,
        // What is not wanted is not even taken into memory.
        filter: (path, { size } = { size: 0 }) => {
          if (!isText(path)) return false;
          count += 1;
          if (count > folderLimits.files) return false;
          if (size > pageLimits.bytes) {
            large(path);
            return false;
          }
          total += size;
          return total <= folderLimits.bytes;
        },
        signal,
      });
    } catch (error) {
      if (error instanceof Error && error.name === 'NotModifiedError') {
        return undefined;
      }
      throw error;
    }
    const found = await tree.files();
    // Readers of some forges take an error page for an archive without files.
    if (count === 0 && found.length === 0) {
      throw new Error(
        'the address has no pages; it must be a folder of a branch that the account of integrations may read, as a person opens it',
      );
    }
    if (Math.max(count, found.length) > folderLimits.files) {
      throw new Error(tooManyFiles);
    }
    if (total > folderLimits.bytes) throw new Error(folderTooLarge);
    const files = new Map<string, string>();
    for (const file of found) {
      const content = await file.content();
      if (content.length > pageLimits.bytes) large(file.path);
      else files.set(file.path, content.toString('utf8'));
    }
    return { files, faults, version: tree.etag };
  }
}
