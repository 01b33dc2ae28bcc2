import { createApiRef } from '@backstage/frontend-plugin-api';
import type { MatchedCase } from '@naru/plugin-runbooks-common';

/**
 * What is read in the drawer.
 *
 * @public
 */
export interface RunbookReading {
  /** Id of the case, e.g. `KV-008`. */
  id: string;
  /** The cases that fit what happened, this one among them; the drawer says why, and offers the others. */
  matches?: MatchedCase[];
}

/**
 * The drawer of the portal. It outlives the chip that opened it: what is wrong may be mended while somebody reads.
 *
 * @public
 */
export interface RunbookDrawerApi {
  open(reading: RunbookReading): void;
  close(): void;
  /** Undefined while it is closed. */
  current(): RunbookReading | undefined;
  /** Calls back when something else is read, or nothing. Returns how to stop that. */
  subscribe(onChange: () => void): () => void;
}

/**
 * Reference of the {@link RunbookDrawerApi}.
 *
 * @public
 */
export const runbookDrawerApiRef = createApiRef<RunbookDrawerApi>().with({
  id: 'plugin.runbooks.drawer',
  pluginId: 'runbooks',
});
