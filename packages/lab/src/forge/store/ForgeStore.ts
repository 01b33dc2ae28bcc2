import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { type ForgeRecord, forgeSchema } from './records';

const EMPTY: ForgeRecord = {
  version: 1,
  next: {},
  ids: {},
  accounts: [],
  organizations: [],
  repositories: [],
};

/** The forge's metadata: one JSON file, replaced in one step at each change, so that a kill at any moment leaves it whole. */
export class ForgeStore {
  readonly #file: string;
  readonly data: ForgeRecord;

  private constructor(file: string, data: ForgeRecord) {
    this.#file = file;
    this.data = data;
  }

  /** Reads `stateDir/forge.json`; starts empty when there is none. */
  static open(stateDir: string): ForgeStore {
    mkdirSync(stateDir, { recursive: true });
    const file = join(stateDir, 'forge.json');
    const data = existsSync(file)
      ? forgeSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
      : structuredClone(EMPTY);
    return new ForgeStore(file, data);
  }

  /** Keeps what was changed in `data`. */
  save(): void {
    const next = `${this.#file}.next`;
    const handle = openSync(next, 'w', 0o600);
    try {
      writeSync(handle, JSON.stringify(this.data, undefined, 1));
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    renameSync(next, this.#file);
  }

  /** The next number of a series, from 1. */
  nextId(series: string): number {
    const id = this.data.next[series] ?? 1;
    this.data.next[series] = id + 1;
    return id;
  }

  /** The number of a person or an organisation; given out when first asked. */
  idOf(name: string): number {
    const key = name.toLowerCase();
    this.data.ids[key] ??= this.nextId('account');
    return this.data.ids[key];
  }
}
