import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { isText, listFiles, readLocalFiles, tooLarge } from './readLocalFiles';
import type { RunbookFault } from '../page/RunbookCase';
import type {
  RunbookReading,
  RunbookSource,
  RunbookSourceInfo,
} from './RunbookSource';

/**
 * A folder on this machine. Sizes and times of its files tell whether it changed.
 */
export class LocalRunbookSource implements RunbookSource {
  readonly id: string;
  readonly title: string;
  readonly entityRef: string;
  readonly #folder: string;

  constructor(info: RunbookSourceInfo, folder: string) {
    this.id = info.id;
    this.title = info.title;
    this.entityRef = info.entityRef;
    this.#folder = folder;
  }

  async read(version: string | undefined): Promise<RunbookReading | undefined> {
    const seen = await this.#version();
    if (seen === version) return undefined;
    const faults: RunbookFault[] = [];
    const files = await readLocalFiles(this.#folder, file =>
      faults.push({ file, message: tooLarge }),
    );
    return { files, faults, version: seen };
  }

  async #version(): Promise<string> {
    const hash = createHash('sha256');
    for (const name of (await listFiles(this.#folder)).filter(isText)) {
      const { size, mtimeMs } = await stat(join(this.#folder, name));
      hash.update(`${name}\0${size}\0${mtimeMs}\n`);
    }
    return hash.digest('hex');
  }
}
