import { setTimeout } from 'node:timers/promises';
import type {
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';

/** Under which the search plugin schedules each type of documents. */
const TASKS = 'search_index_';

/**
 * Seconds after the start at which everything is collected. Schedules are kept in the database: without this a restarted
 * portal would wait for the next turn, and what the catalog learns in its first minutes would be found ten minutes later.
 */
const MOMENTS = [2, 20, 60, 150, 300];

/** Collects all documents a few times soon after a start, besides the schedules. */
export async function runSoon(options: {
  scheduler: SchedulerService;
  logger: LoggerService;
  signal: AbortSignal;
  /** Seconds after the start. */
  moments?: readonly number[];
}): Promise<void> {
  const { scheduler, logger, signal, moments = MOMENTS } = options;
  let passed = 0;
  for (const moment of moments) {
    try {
      await setTimeout((moment - passed) * 1_000, undefined, {
        signal,
        ref: false,
      });
    } catch {
      return;
    }
    passed = moment;
    // A database that is away for a moment must not end this.
    const tasks = await scheduler.getScheduledTasks().catch(error => {
      logger.warn(`Documents are collected at their pace this time: ${error}`);
      return [];
    });
    for (const { id } of tasks) {
      if (id.startsWith(TASKS)) {
        // One that runs now, or waits for its first turn, needs nobody to tell it.
        await scheduler.triggerTask(id).catch(error => {
          logger.debug(`${id} is not run earlier: ${error}`);
        });
      }
    }
  }
}
