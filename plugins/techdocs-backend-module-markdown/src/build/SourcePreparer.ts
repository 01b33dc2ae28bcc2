import { createHash } from 'node:crypto';
import {
  copyFile,
  mkdir,
  mkdtemp,
  readFile,
  realpath,
  rm,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join, posix, relative, sep } from 'node:path';
import { NotModifiedError } from '@backstage/errors';
import type {
  PreparerBase,
  PreparerOptions,
  PreparerResponse,
} from '@backstage/plugin-techdocs-node';
import { excludes } from '../site/excludes';
import { listFiles } from '../site/listFiles';
import { readSettings } from '../site/readSettings';
import { type Builder, readEtag } from './Builder';
import { copyPrefix } from './removeLeftovers';

type Entity = Parameters<PreparerBase['prepare']>[0];

/** Options of {@link SourcePreparer}. */
export interface SourcePreparerOptions {
  /** The stock preparer. */
  stock: PreparerBase;
  builder: Builder;
  /** `backend.workingDirectory`. */
  workingDirectory?: string;
}

/**
 * The stock preparer with three things mended:
 *
 * - the builder works on a copy: MkDocs' settings are rewritten for a build, and that must not happen in somebody's
 *   checkout
 * - folders on disk are built only when they changed; stock builds them again for every reader
 * - the first build is quick, and MkDocs replaces it in the background: nobody waits for MkDocs
 */
export class SourcePreparer implements PreparerBase {
  readonly #stock: PreparerBase;
  readonly #builder: Builder;
  readonly #workingDirectory: string;

  constructor({
    stock,
    builder,
    workingDirectory = tmpdir(),
  }: SourcePreparerOptions) {
    this.#stock = stock;
    this.#builder = builder;
    this.#workingDirectory = workingDirectory;
  }

  shouldCleanPreparedDirectory(): boolean {
    return true;
  }

  async prepare(
    entity: Entity,
    options: PreparerOptions = {},
  ): Promise<PreparerResponse> {
    const { kind, metadata } = entity;
    const ref = `${kind}:${metadata.namespace ?? 'default'}/${
      metadata.name
    }`.toLowerCase();
    const earlier = readEtag(options.etag);
    const { name, keeps } = await this.#builder.plan(ref, earlier);
    const prefix = `${name}:`;
    const known = keeps ? earlier?.state : undefined;
    const { preparedDir, etag } = await this.#stock.prepare(entity, {
      ...options,
      etag: known,
    });
    const clean = this.#stock.shouldCleanPreparedDirectory();
    if (etag) {
      // A tree that was fetched is a copy already, in a folder of its own.
      return { preparedDir, etag: prefix + etag };
    }
    try {
      const { copy, hash } = await this.#copy(preparedDir, known);
      return { preparedDir: copy, etag: prefix + hash };
    } finally {
      if (clean) await rm(preparedDir, { recursive: true, force: true });
    }
  }

  async #copy(
    folder: string,
    known: string | undefined,
  ): Promise<{ copy: string; hash: string }> {
    const { files } = await sourceFiles(folder);
    const hash = createHash('sha256');
    for (const file of files) {
      hash.update(`${relative(folder, file)}\0`);
      hash.update(await readFile(file));
      hash.update('\0');
    }
    const digest = hash.digest('hex').slice(0, 32);
    if (digest === known) throw new NotModifiedError();

    const copy = await mkdtemp(
      join(
        await realpath(this.#workingDirectory),
        `${copyPrefix}${process.pid}-`,
      ),
    );
    try {
      for (const file of files) {
        const target = join(copy, relative(folder, file));
        await mkdir(dirname(target), { recursive: true });
        await copyFile(file, target);
      }
    } catch (error) {
      await rm(copy, { recursive: true, force: true });
      throw error;
    }
    return { copy, hash: digest };
  }
}

/** What a build reads of a folder: MkDocs' settings, the pages, and a README where TechDocs may take it for the first page. */
async function sourceFiles(folder: string): Promise<{ files: string[] }> {
  const settings = await readSettings(folder);
  const files = settings.file ? [settings.file] : [];
  if (settings.includesOthers) {
    const all = await listFiles(folder, folder);
    return { files: [...new Set([...files, ...all])].sort() };
  }
  const isExcluded = excludes(settings.exclude);
  const pages = (await listFiles(settings.docsDir, folder)).filter(
    file =>
      !isExcluded(relative(settings.docsDir, file).split(sep).join(posix.sep)),
  );
  const top = await listFiles(folder, folder, { deep: false });
  const readme = top.filter(file => /^readme\.md$/i.test(basename(file)));
  return { files: [...new Set([...files, ...pages, ...readme])].sort() };
}
