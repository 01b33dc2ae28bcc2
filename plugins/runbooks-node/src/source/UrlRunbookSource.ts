import type { UrlReaderService } from '@backstage/backend-plugin-api';
import { folderLimits, isText } from './readLocalFiles';
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
    let tree;
    try {
      tree = await this.#reader.readTree(this.#url, {
        etag: version,
        filter: (path, info) =>
          isText(path) && (info?.size ?? 0) <= folderLimits.bytes,
        signal,
      });
    } catch (error) {
      if (error instanceof Error && error.name === 'NotModifiedError') {
        return undefined;
      }
      throw error;
    }
    const found = await tree.files();
    if (found.length > folderLimits.files) {
      throw new Error(`has more than ${folderLimits.files} files`);
    }
    const files = new Map<string, string>();
    for (const file of found) {
      const content = await file.content();
      if (content.length <= folderLimits.bytes) {
        files.set(file.path, content.toString('utf8'));
      }
    }
    return { files, version: tree.etag };
  }
}
