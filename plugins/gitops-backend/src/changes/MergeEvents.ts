import { LoggerService } from '@backstage/backend-plugin-api';
import { EventsService } from '@backstage/plugin-events-node';
import { ChangeRequest } from '@naru/plugin-gitops-common';
import { LimitedMap } from './LimitedMap';

/** Topic of the event that a change request was merged. */
export const MERGED_TOPIC = 'gitops.merged';

/** After a start, merges that are not older are told: nobody may have listened. */
const FRESH_MS = 60 * 60_000;
const KEPT = 1_000;

/** Tells other plugins of merges, each once, e.g. so that the catalog reads the files now. */
export class MergeEvents {
  readonly #events: EventsService;
  readonly #logger: LoggerService;
  readonly #now: () => number;
  readonly #told = new LimitedMap<string, true>(KEPT);

  constructor(options: {
    events: EventsService;
    logger: LoggerService;
    now?: () => number;
  }) {
    this.#events = options.events;
    this.#logger = options.logger;
    this.#now = options.now ?? Date.now;
  }

  /** Takes a change request in any state; never rejects. */
  async tell(changeRequest: ChangeRequest): Promise<void> {
    const { state, repository, base, number, mergedAt, mergeSha, files } =
      changeRequest;
    const age = this.#now() - Date.parse(mergedAt ?? '');
    const id = `${repository}:${number}`;
    if (state !== 'merged' || !(age < FRESH_MS) || this.#told.get(id)) {
      return;
    }
    this.#told.set(id, true);
    try {
      await this.#events.publish({
        topic: MERGED_TOPIC,
        eventPayload: {
          repository,
          branch: base,
          sha: mergeSha,
          files: files.map(({ path }) => path),
        },
      });
    } catch (error) {
      this.#logger.warn(
        `The merge of ${id} was not told; who waits for it looks at its own pace: ${error}`,
      );
    }
  }
}
