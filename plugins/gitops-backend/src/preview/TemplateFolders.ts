import { UrlReaderService } from '@backstage/backend-plugin-api';
import {
  ANNOTATION_LOCATION,
  ANNOTATION_SOURCE_LOCATION,
  Entity,
  parseLocationRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import { ScmIntegrations } from '@backstage/integration';
import {
  fetchContents,
  serializeDirectoryContents,
} from '@backstage/plugin-scaffolder-node';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A file of a template's folder. */
export interface TemplateFile {
  path: string;
  base64Content: string;
}

const KEEP_MS = 30_000;
const MAX_BYTES = 4 * 1024 * 1024;

/** Reads the folders that templates lie in, as the scaffolder does for a task. */
export class TemplateFolders {
  readonly #reader: UrlReaderService;
  readonly #integrations: ScmIntegrations;
  readonly #kept = new Map<
    string,
    { files: Promise<TemplateFile[]>; until: number }
  >();

  constructor(options: {
    reader: UrlReaderService;
    integrations: ScmIntegrations;
  }) {
    this.#reader = options.reader;
    this.#integrations = options.integrations;
  }

  /** All files of the folder; kept for half a minute, as those of a forge take a while. */
  async read(entity: Entity): Promise<TemplateFile[]> {
    const now = Date.now();
    for (const [key, { until }] of this.#kept) {
      if (until < now) {
        this.#kept.delete(key);
      }
    }
    const key = `${stringifyEntityRef(entity)} ${entity.metadata.etag}`;
    const kept = this.#kept.get(key);
    if (kept) {
      return kept.files;
    }
    const files = this.#read(entity);
    this.#kept.set(key, { files, until: now + KEEP_MS });
    files.catch(() => this.#kept.delete(key));
    return files;
  }

  async #read(entity: Entity): Promise<TemplateFile[]> {
    const folder = await mkdtemp(join(tmpdir(), 'naru-template-'));
    try {
      await fetchContents({
        reader: this.#reader,
        integrations: this.#integrations,
        baseUrl: baseUrlOf(entity),
        fetchUrl: '.',
        outputPath: folder,
      });
      const files = await serializeDirectoryContents(folder);
      const bytes = files.reduce((sum, { content }) => sum + content.length, 0);
      if (bytes > MAX_BYTES) {
        throw new InputError(
          `The folder of ${stringifyEntityRef(
            entity,
          )} is larger than ${MAX_BYTES} bytes`,
        );
      }
      return files.map(({ path, content }) => ({
        path,
        base64Content: content.toString('base64'),
      }));
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
}

function baseUrlOf({ metadata }: Entity): string | undefined {
  const location =
    metadata.annotations?.[ANNOTATION_SOURCE_LOCATION] ??
    metadata.annotations?.[ANNOTATION_LOCATION];
  if (!location) {
    return undefined;
  }
  const { type, target } = parseLocationRef(location);
  if (type === 'file') {
    return `file://${target}`;
  }
  return type === 'url' ? target : undefined;
}
