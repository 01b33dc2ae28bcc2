import type { RunbookFiles } from '../page/readFolder';
import type { RunbookFault } from '../page/RunbookCase';

/** Where a folder of runbooks is, and under which component the portal shows it. */
export interface RunbookSourceInfo {
  /** Short name: lower-case letters, digits and dashes. */
  id: string;
  /** What people read; default the id. */
  title: string;
  /** Entity whose documentation the pages are, in lower case, e.g. `component:default/runbooks`. */
  entityRef: string;
}

/** A reading of a folder. */
export interface RunbookReading {
  files: RunbookFiles;
  /** Files that were not read. */
  faults: RunbookFault[];
  /** Given back at the next reading. */
  version: string;
}

/**
 * A folder of runbooks: on this machine or behind a URL.
 */
export interface RunbookSource extends RunbookSourceInfo {
  /**
   * @param version - that of the last reading
   * @returns undefined when nothing changed since
   * @throws Error that says why the folder cannot be read
   */
  read(
    version: string | undefined,
    signal: AbortSignal,
  ): Promise<RunbookReading | undefined>;
}
