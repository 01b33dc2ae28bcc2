import { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import { SignalsService } from '@backstage/plugin-signals-node';
import {
  KUBEVIRT_SIGNAL_CHANNEL,
  KubevirtSignal,
} from '@naru/plugin-kubevirt-common';
import { InventoryChange, KubevirtInventory } from '@naru/plugin-kubevirt-node';

const BATCH_MS = 500;
const MAX_REFS = 500;

/**
 * Tells all open pages which machines changed: ids only, because a broadcast reaches everybody.
 */
export class InventorySignals {
  readonly #signals: SignalsService;
  readonly #logger: LoggerService;
  readonly #batchMs: number;
  readonly #refs = new Set<string>();
  #clusters = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(options: {
    signals: SignalsService;
    logger: LoggerService;
    /** How long changes are gathered, in milliseconds. */
    batchMs?: number;
  }) {
    this.#signals = options.signals;
    this.#logger = options.logger;
    this.#batchMs = options.batchMs ?? BATCH_MS;
  }

  /**
   * Begins to follow the inventory.
   *
   * @returns ends it.
   */
  follow(inventory: Pick<KubevirtInventory, 'subscribe'>): () => void {
    const end = inventory.subscribe(change => this.#add(change));
    return () => {
      end();
      clearTimeout(this.#timer);
    };
  }

  #add({ changed, removed, clusters }: InventoryChange): void {
    for (const ref of [...changed, ...removed]) {
      this.#refs.add(ref);
    }
    this.#clusters ||= clusters;
    if (this.#refs.size > 0 || this.#clusters) {
      this.#timer ??= setTimeout(() => this.#flush(), this.#batchMs);
    }
  }

  #flush(): void {
    this.#timer = undefined;
    const refs = [...this.#refs];
    const message: KubevirtSignal =
      refs.length > MAX_REFS
        ? { clusters: true }
        : {
            ...(refs.length > 0 ? { entityRefs: refs } : {}),
            ...(this.#clusters ? { clusters: true } : {}),
          };
    this.#refs.clear();
    this.#clusters = false;
    this.#signals
      .publish({
        channel: KUBEVIRT_SIGNAL_CHANNEL,
        recipients: { type: 'broadcast' },
        message,
      })
      .catch(error =>
        this.#logger.warn(
          'Open pages could not be told of changes; they see them when they ask again',
          toError(error),
        ),
      );
  }
}
