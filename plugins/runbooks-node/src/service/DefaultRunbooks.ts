import type { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import {
  languages,
  type CaseSummary,
  type Language,
  type Signal,
} from '@naru/plugin-runbooks-common';
import { RunbookIndex, type RunbookMatch } from '../match/RunbookIndex';
import { contentLimits } from '../page/pageLimits';
import { readFolder, type RunbookFolder } from '../page/readFolder';
import type { RunbookCase, RunbookFault } from '../page/RunbookCase';
import type { RunbookReading, RunbookSource } from '../source/RunbookSource';
import type { Runbooks, RunbookSourceState } from './Runbooks';

/** Most faults of a folder that one reading writes to the log. */
const LOGGED_FAULTS = 20;

/** Longest wait for folders that do not answer at the start. */
const READY_LIMIT_MS = 5_000;

interface SourceContents {
  source: RunbookSource;
  version?: string;
  folder: RunbookFolder;
  /** Cases that an earlier folder has already. */
  doubled: RunbookFault[];
  lastGoodAt?: Date;
  message?: string;
  /** The folder answered, its pages are being read. */
  isAnswered?: boolean;
}

/**
 * Runbooks of several folders, in one index.
 *
 * @public
 */
export class DefaultRunbooks implements Runbooks {
  readonly #logger: LoggerService;
  readonly #now: () => Date;
  readonly #timeoutMs: number;
  readonly #ready: Promise<void>;
  #resolveReady: () => void = () => {};
  #contents: SourceContents[] = [];
  #index = new RunbookIndex([]);
  #byId = new Map<string, RunbookCase>();
  #refreshing: Promise<void> | undefined;
  readonly #patienceMs: number;
  #isPatient = true;

  constructor(options: {
    logger: LoggerService;
    sources: readonly RunbookSource[];
    /** How long the reading of a folder may take. */
    timeoutMs?: number;
    /** How long the start waits for folders that do not answer; default 5 seconds. */
    patienceMs?: number;
    now?: () => Date;
  }) {
    this.#logger = options.logger;
    this.#now = options.now ?? (() => new Date());
    this.#timeoutMs = options.timeoutMs ?? 60_000;
    this.#patienceMs = options.patienceMs ?? READY_LIMIT_MS;
    this.#contents = options.sources.map(source => ({
      source,
      folder: { cases: [], faults: [] },
      doubled: [],
    }));
    this.#ready = new Promise(resolve => {
      this.#resolveReady = resolve;
    });
  }

  cases(): readonly RunbookCase[] {
    return this.#index.cases;
  }

  find(id: string): RunbookCase | undefined {
    return this.#byId.get(id.toLocaleUpperCase('en-US'));
  }

  match(
    signals: readonly Signal[],
    options: { limit?: number } = {},
  ): RunbookMatch[] {
    return this.#index.match(signals, options);
  }

  summary(found: RunbookCase, language: Language): CaseSummary {
    const shown = languageOf(found, language);
    const text = found.texts[shown];
    if (!text) throw new Error(`Runbook ${found.id} has no text`);
    const page = `${shown}/${found.group}/${found.page}`;
    return {
      id: found.id,
      title: text.title,
      description: text.description,
      kind: found.kind,
      severity: found.severity,
      systems: found.systems,
      destructive: found.destructive,
      source: found.source,
      group: { id: found.group, title: text.groupTitle },
      path: `${this.pagePath(found.source, page)}#${anchorOf(found.id)}`,
      language: shown,
    };
  }

  pagePath(source: string, path: string): string | undefined {
    const known = this.#contents.find(({ source: { id } }) => id === source);
    if (!known) return undefined;
    const [kind, rest] = known.source.entityRef.split(':');
    const [namespace, name] = rest.split('/');
    return `/docs/${namespace}/${kind}/${name}/${path}`;
  }

  sources(): RunbookSourceState[] {
    return this.#contents.map(
      ({ source, folder, doubled, lastGoodAt, message }) => ({
        id: source.id,
        title: source.title,
        entityRef: source.entityRef,
        phase: phaseOf(lastGoodAt, message),
        lastGoodAt,
        message,
        cases: folder.cases.length - doubled.length,
        faults: [...folder.faults, ...doubled],
      }),
    );
  }

  ready(): Promise<void> {
    return this.#ready;
  }

  refresh(): Promise<void> {
    this.#refreshing ??= this.#refresh().finally(() => {
      this.#refreshing = undefined;
    });
    return this.#refreshing;
  }

  async #refresh(): Promise<void> {
    const waited = setTimeout(() => {
      this.#isPatient = false;
      this.#rebuild();
      this.#resolveReady();
    }, this.#patienceMs).unref();
    await Promise.all(
      this.#contents.map(async contents => {
        const wasTried = isTried(contents);
        // One that answers late does not hold up the pages of the others.
        if ((await this.#readSource(contents)) || !wasTried) this.#rebuild();
      }),
    );
    clearTimeout(waited);
    this.#resolveReady();
  }

  async #readSource(contents: SourceContents): Promise<boolean> {
    const { source } = contents;
    try {
      const reading = await this.#bounded(signal =>
        source.read(contents.version, signal),
      );
      if (reading) {
        contents.isAnswered = true;
        const folder = await readPages(reading, source.id);
        contents.folder = folder;
        contents.version = reading.version;
        this.#logFaults(source.id, folder);
      }
      contents.lastGoodAt = this.#now();
      contents.message = undefined;
      return reading !== undefined;
    } catch (error) {
      const { message } = toError(error);
      if (message !== contents.message) {
        this.#logger.warn(
          `Runbooks of "${source.id}" cannot be read; ${
            contents.lastGoodAt
              ? `those of ${contents.lastGoodAt.toISOString()} are kept`
              : 'it has none so far'
          }: ${message}`,
        );
      }
      contents.message = message;
      return false;
    }
  }

  async #bounded<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const signal = AbortSignal.timeout(this.#timeoutMs);
    const late = new Promise<never>((_resolve, reject) =>
      signal.addEventListener('abort', () =>
        reject(new Error(`no answer within ${this.#timeoutMs / 1_000} s`)),
      ),
    );
    return Promise.race([work(signal), late]);
  }

  #logFaults(source: string, { cases, faults }: RunbookFolder): void {
    this.#logger.info(`Runbooks of "${source}": ${cases.length} cases`);
    for (const { file, message } of faults.slice(0, LOGGED_FAULTS)) {
      this.#logger.warn(`Runbooks of "${source}": ${file}: ${message}`);
    }
    if (faults.length > LOGGED_FAULTS) {
      this.#logger.warn(
        `Runbooks of "${source}": ${
          faults.length - LOGGED_FAULTS
        } faults more; check-runbooks lists all`,
      );
    }
  }

  #rebuild(): void {
    const byId = new Map<string, RunbookCase>();
    for (const contents of this.#contents) {
      contents.doubled = [];
      // Until it is known which ids a folder has, no later one may show a case of its own under them.
      if (!isTried(contents) && (contents.isAnswered || this.#isPatient)) break;
      for (const found of contents.folder.cases) {
        const first = byId.get(found.id);
        if (first) {
          contents.doubled.push({
            file: fileOf(found),
            message: `${found.id}: the folder "${first.source}" has this id; it is left out here`,
          });
        } else {
          byId.set(found.id, found);
        }
      }
    }
    this.#byId = byId;
    this.#index = new RunbookIndex(
      [...byId.values()].sort((a, b) => (a.id < b.id ? -1 : 1)),
    );
  }
}

/** The language in which a case is shown to who asked for this one. */
export function languageOf(found: RunbookCase, language: Language): Language {
  return found.texts[language]
    ? language
    : languages.find(other => found.texts[other]) ?? language;
}

/** The anchor of a case on its page. */
export function anchorOf(id: string): string {
  return id.toLocaleLowerCase('en-US');
}

async function readPages(
  { files, faults }: RunbookReading,
  source: string,
): Promise<RunbookFolder> {
  const read = await readFolder(files, { source });
  const folder = {
    ...read,
    faults: [...faults, ...read.faults].slice(0, contentLimits.faults),
  };
  if (folder.cases.length === 0 && folder.faults.length === 0) {
    throw new Error(
      'it holds no page docs/<en|ko>/<group>/<page>.md with cases',
    );
  }
  return folder;
}

function isTried({ lastGoodAt, message }: SourceContents): boolean {
  return lastGoodAt !== undefined || message !== undefined;
}

function phaseOf(
  lastGoodAt: Date | undefined,
  message: string | undefined,
): RunbookSourceState['phase'] {
  if (message) return 'stale';
  return lastGoodAt ? 'live' : 'loading';
}

function fileOf(found: RunbookCase): string {
  const language = languageOf(found, languages[0]);
  return `docs/${language}/${found.group}/${found.page}.md`;
}
